/**
 * The raw bytes of a request, never more than `limit` + 1: whoever sends more is cut off, and the caller sees that
 * the limit was passed: the length a client states is not to be trusted. Signatures are over these bytes, so nothing
 * may decode them first.
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
  if (size > limit) await body?.cancel();
  return Buffer.concat(chunks).subarray(0, limit + 1);
}
