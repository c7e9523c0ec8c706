/** PKWARE APPNOTE 4.3: the end record, and one header for each file before it. */
const END_SIGNATURE = 0x06054b50;
const FILE_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const FILE_BYTES = 46;
/** A comment may follow the end record. */
const MOST_COMMENT_BYTES = 65_535;

/** How many bytes the files of a ZIP unpack to, as its directory says; null where it has no directory. */
export function unpackedSize(content: Uint8Array): number | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const end = endRecord(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let total = 0;
  for (let file = 0; file < count; file++) {
    if (at + FILE_BYTES > view.byteLength || view.getUint32(at, true) !== FILE_SIGNATURE) return null;
    total += view.getUint32(at + 24, true);
    at += FILE_BYTES + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return total;
}

function endRecord(view: DataView): number | null {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MOST_COMMENT_BYTES); at--) if (view.getUint32(at, true) === END_SIGNATURE) return at;
  return null;
}
