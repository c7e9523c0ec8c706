/** Looks like a platform's ciphertext and says nothing: the same words always give the same text. Not a cipher. */
export function cipherOf(words: string): string {
  let text = "";
  for (let round = 0; text.length < 44; round++) {
    let hash = 0x811c9dc5 ^ round;
    for (const char of words) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
    text += (hash >>> 0).toString(36);
  }
  return `#${text.slice(0, 44)}==`;
}
