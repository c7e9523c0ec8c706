/** Where a channel's target is kept: what its ciphertext is bound to. */
export function notificationPlace(channelId: string): string {
  return `notification_channels.target:${channelId}`;
}
