/**
 * TMC's binary frame: version and type byte, then headers each led by a 16-bit number, all little-endian, ended by
 * header 0. Custom headers carry the content as name, format byte and value.
 */
export const TMC_TYPES = { connect: 0, connectAck: 1, send: 2, sendAck: 3 } as const;
export const TMC_KINDS = { none: 0, pullRequest: 1, confirm: 2, data: 3, failed: 20 } as const;

export type TmcValue = string | number | bigint;
export type TmcFrame = {
  type: number;
  statusCode?: number;
  statusPhrase?: string;
  token?: string;
  /** `__kind` goes out as a byte, other numbers as 64-bit integers. */
  content: Record<string, TmcValue>;
};

const VERSION = 2;
const HEADER = { end: 0, custom: 1, statusCode: 2, statusPhrase: 3, flag: 4, token: 5 } as const;
const FORMAT = { void: 0, text: 1, byte: 2, int16: 3, int32: 4, int64: 5, date: 6, bytes: 7 } as const;
export const KIND_FIELD = "__kind";

const int = (bytes: number, value: TmcValue): Buffer => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 8) buffer.writeBigInt64LE(BigInt(value));
  else buffer.writeUIntLE(Number(value), 0, bytes);
  return buffer;
};

const counted = (text: string): Buffer => {
  const bytes = Buffer.from(text, "utf8");
  return Buffer.concat([int(4, bytes.byteLength), bytes]);
};

function valueBytes(name: string, value: TmcValue): Buffer {
  if (name === KIND_FIELD) return Buffer.concat([int(1, FORMAT.byte), int(1, value)]);
  if (typeof value !== "string") return Buffer.concat([int(1, FORMAT.int64), int(8, value)]);
  return value === "" ? int(1, FORMAT.void) : Buffer.concat([int(1, FORMAT.text), counted(value)]);
}

export function encodeTmcFrame(frame: TmcFrame): Uint8Array {
  const parts = [int(1, VERSION), int(1, frame.type)];
  if (frame.statusCode) parts.push(int(2, HEADER.statusCode), int(4, frame.statusCode));
  if (frame.statusPhrase) parts.push(int(2, HEADER.statusPhrase), counted(frame.statusPhrase));
  if (frame.token) parts.push(int(2, HEADER.token), counted(frame.token));
  for (const [name, value] of Object.entries(frame.content)) parts.push(int(2, HEADER.custom), counted(name), valueBytes(name, value));
  parts.push(int(2, HEADER.end));
  return Buffer.concat(parts);
}

/** Reads on from where it stands; a RangeError of Buffer says that the frame ends too early. */
class Reader {
  private at = 0;
  constructor(private readonly buffer: Buffer) {}

  int(bytes: number): number {
    this.at += bytes;
    return this.buffer.readUIntLE(this.at - bytes, bytes);
  }

  long(): bigint {
    this.at += 8;
    return this.buffer.readBigInt64LE(this.at - 8);
  }

  text(): string {
    const length = this.int(4);
    if (this.at + length > this.buffer.byteLength) throw new RangeError("a text is longer than the frame");
    this.at += length;
    return this.buffer.toString("utf8", this.at - length, this.at);
  }

  value(): TmcValue {
    const format = this.int(1);
    switch (format) {
      case FORMAT.void:
        return "";
      case FORMAT.text:
      case FORMAT.bytes:
        return this.text();
      case FORMAT.byte:
        return this.int(1);
      case FORMAT.int16:
        return this.int(2);
      case FORMAT.int32:
        return this.int(4);
      case FORMAT.int64:
      case FORMAT.date:
        return this.long();
      default:
        throw new RangeError(`value format ${format} is not known`);
    }
  }
}

/** Null with bytes that are no frame. 64-bit numbers come as bigint: message ids are past 2^53. */
export function decodeTmcFrame(bytes: Uint8Array): TmcFrame | null {
  const reader = new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  try {
    reader.int(1);
    const frame: TmcFrame = { type: reader.int(1), content: {} };
    for (let header = reader.int(2); header !== HEADER.end; header = reader.int(2)) readHeader(reader, header, frame);
    return frame;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readHeader(reader: Reader, header: number, frame: TmcFrame): void {
  switch (header) {
    case HEADER.custom:
      frame.content[reader.text()] = reader.value();
      return;
    case HEADER.statusCode:
      frame.statusCode = reader.int(4);
      return;
    case HEADER.statusPhrase:
      frame.statusPhrase = reader.text();
      return;
    case HEADER.flag:
      reader.int(4);
      return;
    case HEADER.token:
      frame.token = reader.text();
      return;
    default:
      throw new RangeError(`header ${header} is not known`);
  }
}
