/** Where a shop's secret is kept: what its ciphertext is bound to. */
export function shopPlace(column: "app_secret" | "access_token" | "refresh_token" | "credentials", id: string): string {
  return `shops.${column}:${id}`;
}
