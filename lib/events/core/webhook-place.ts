/** Where an endpoint's secrets are kept: what their ciphertext is bound to. */
export function webhookPlace(column: "secret" | "previous_secret", endpointId: string): string {
  return `webhook_endpoints.${column}:${endpointId}`;
}
