/** The names parked pushes wait for. */
export function waitsForOrder(shopId: string, externalId: string): string {
  return `order:${shopId}:${externalId}`;
}

export function waitsForShop(shopId: string): string {
  return `shop:${shopId}`;
}
