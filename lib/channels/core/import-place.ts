/** Where an import's file is kept: what its ciphertext is bound to. */
export function importPlace(id: string): string {
  return `imports.content:${id}`;
}
