import "@fontsource-variable/noto-sans-sc/index.css";

/** Declares the last font of the stack; a browser fetches only the pieces its own fonts lack. */
export function FallbackFont() {
  return null;
}
