/** How much of a body that is too large is still read and thrown away. */
const DRAIN_BYTES = 64 * 1024 * 1024;

/**
 * The raw bytes of a request, never more than `limit` + 1, so that the caller sees that the limit was passed: the length
 * a client states is not to be trusted. Signatures are over these bytes, so nothing may decode them first.
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body = request.body?.getReader();
  while (body && size <= limit) {
    const { done, value } = await body.read();
    if (done) break;
    chunks.push(value);
    size += value.byteLength;
  }
  if (body && size > limit) await drain(body);
  return Buffer.concat(chunks).subarray(0, limit + 1);
}

/** A client that is cut off while it sends never reads why: it is heard out, within reason, and then answered. */
async function drain(body: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  for (let size = 0; size < DRAIN_BYTES; ) {
    const { done, value } = await body.read();
    if (done) return;
    size += value.byteLength;
  }
  await body.cancel();
}
