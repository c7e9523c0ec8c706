/** Where an account's salt is kept: what its ciphertext is bound to. */
export function courierSaltPlace(id: string): string {
  return `courier_accounts.salt:${id}`;
}
