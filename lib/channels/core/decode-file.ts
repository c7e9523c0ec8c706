/** Chinese Windows programs save CSV as GBK; its superset gb18030 reads every such file. */
const LEGACY_ENCODING = "gb18030";

/** Bytes of a text file → text: a BOM decides, else UTF-8 if it is valid, else GBK. */
export function decodeFile(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(LEGACY_ENCODING).decode(bytes);
  }
}
