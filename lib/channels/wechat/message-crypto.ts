import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** Bytes: random text in front, then the length of the message, then the message, then whom it is for. */
const RANDOM = 16;
const LENGTH = 4;
/** WeChat pads to 32 bytes, not to the 16 of the cipher's block. */
const PAD_TO = 32;

/** SHA-1 hex over the sorted parts: (token, timestamp, nonce) or, for a message, with its ciphertext. */
export function messageSignature(parts: readonly string[]): string {
  return createHash("sha1")
    .update([...parts].sort().join(""), "utf8")
    .digest("hex");
}

export function isMessageSignature(parts: readonly string[], given: string): boolean {
  const expected = Buffer.from(messageSignature(parts), "latin1");
  const told = Buffer.from(given.trim().toLowerCase(), "latin1");
  return told.length === expected.length && timingSafeEqual(told, expected);
}

/** The message and the appid it is for. Throws where the key is not the one it was sealed with. */
export function openMessage(input: { aesKey: string; encrypted: string }): { message: string; appId: string } {
  const key = keyOf(input.aesKey);
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(input.encrypted, "base64"), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > PAD_TO) throw new RangeError("The message does not open with this EncodingAESKey.");
  const plain = padded.subarray(0, padded.length - padding);
  const end = RANDOM + LENGTH + (plain.length >= RANDOM + LENGTH ? plain.readUInt32BE(RANDOM) : 0);
  if (plain.length < RANDOM + LENGTH || end > plain.length) throw new RangeError("The message does not open with this EncodingAESKey.");
  return { message: plain.toString("utf8", RANDOM + LENGTH, end), appId: plain.toString("utf8", end) };
}

/** The other way, as WeChat does it: base64. */
export function sealMessage(input: { aesKey: string; message: string; appId: string }): string {
  const key = keyOf(input.aesKey);
  const message = Buffer.from(input.message, "utf8");
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([randomBytes(RANDOM), length, message, Buffer.from(input.appId, "utf8")]);
  const padding = PAD_TO - (plain.length % PAD_TO);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])), cipher.final()]).toString("base64");
}

function keyOf(aesKey: string): Buffer {
  const key = Buffer.from(`${aesKey.trim()}=`, "base64");
  if (key.length !== 32) throw new RangeError("An EncodingAESKey has 43 characters.");
  return key;
}
