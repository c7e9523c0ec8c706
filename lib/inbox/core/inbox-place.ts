/** Where a payload is kept: what its ciphertext is bound to. */
export function inboxPlace(id: string): string {
  return `inbox.payload:${id}`;
}
