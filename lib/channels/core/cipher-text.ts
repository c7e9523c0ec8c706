const CIPHER_SHAPES = [/^[#$~@]/, /^[A-Za-z0-9+/=_-]{32,}$/];

/** Whether a receiver field is the platform's ciphertext rather than words: "#zuLyd…", "~AgAA…~1~", "$abc$…". */
export function looksEncrypted(text: string): boolean {
  return CIPHER_SHAPES.some((shape) => shape.test(text.trim()));
}

/** The plain words where the platform gives them, else its mask: ciphertext says nothing to anyone. */
export function plainOrMask(value: string, mask: string): string {
  return value === "" || looksEncrypted(value) ? mask : value;
}
