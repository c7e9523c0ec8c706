/** A provider's form, decoded once; a value that the sender had encoded twice is decoded again. */
export function readForm(rawBody: Uint8Array): (name: string) => string | null {
  const form = new URLSearchParams(new TextDecoder().decode(rawBody));
  return (name) => form.get(name);
}

/** Base64 in a form as it came, as a "+" that arrived as a space, or encoded once too often. */
export function base64Field(value: string): string {
  const text = value.trim();
  return (/%(2B|2F|3D)/i.test(text) ? decodeURIComponent(text) : text).replaceAll(" ", "+");
}
