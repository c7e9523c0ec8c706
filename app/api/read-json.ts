import { CodedError, invalid } from "@/lib/shared/errors";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { readBody } from "./read-body";

/** A batch of 1,000 orders with long addresses is about 3 MB. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** The body as text; 413 when it is too large, 422 when it is not UTF-8. */
export async function readText(request: Request): Promise<string> {
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (bytes.byteLength > MAX_BODY_BYTES) {
    throw new CodedError({
      kind: "too_large",
      code: "api.body_too_large",
      message: `A request body has at most ${MAX_BODY_BYTES} bytes.`,
      params: { limit: MAX_BODY_BYTES },
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalid("api.not_utf8", "The body is not UTF-8 text.", [{ path: "", message: "is not UTF-8" }]);
  }
}

/**
 * The body as JSON, large integers kept; nothing at all counts as {}. Whatever type a client states, JSON is taken for
 * JSON: writes carry a token, so no form of another site can act. 422 says where it stops being JSON.
 */
export function parseBody(text: string, contentType: string | null): unknown {
  if (text.trim() === "") return {};
  try {
    return parseLosslessJson(text);
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message.slice(0, 200) : "it is nested too deeply";
    const sent = contentType && !/\bjson\b/i.test(contentType) ? ` and was sent as "${contentType.slice(0, 80)}"` : "";
    throw invalid("api.not_json", `The body is not JSON${sent}: ${why}`, [{ path: "", message: why }]);
  }
}
