/** Letters and digits that nobody confuses when the password is read out. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
/** 16 of 31 letters: about 79 bits. */
const LENGTH = 16;

/** A password for somebody else to change: from the browser's own source of randomness. */
export function newPassword(): string {
  const limit = Math.floor(256 / ALPHABET.length) * ALPHABET.length;
  const letters: string[] = [];
  while (letters.length < LENGTH) {
    // Bytes past the last whole round of the alphabet would favour its first letters.
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH))) if (byte < limit) letters.push(ALPHABET.charAt(byte % ALPHABET.length));
  }
  return letters.slice(0, LENGTH).join("");
}
