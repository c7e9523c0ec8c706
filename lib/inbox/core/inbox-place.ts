/** Where a payload is kept: what its ciphertext is bound to. */
export function inboxPlace(id: string): string {
  return `inbox.payload:${id}`;
}

/** Where what came is kept, once a person repaired it. */
export function inboxOriginalPlace(id: string): string {
  return `inbox.original_payload:${id}`;
}
