/** A group robot takes 20 messages a minute and then falls silent; two are left for people who test it. */
const ROBOT_MESSAGES_A_MINUTE = 18;
const MINUTE_MS = 60_000;

/**
 * When the next message may go: now, or when the oldest of the last minute's leaves the window. `sent` are the instants
 * of the messages of the last minute. Pure.
 */
export function nextRobotSlot(input: { sent: readonly Date[]; now: Date }): Date {
  const { sent, now } = input;
  const recent = sent
    .map((at) => at.getTime())
    .filter((at) => at > now.getTime() - MINUTE_MS)
    .sort((a, b) => a - b);
  if (recent.length < ROBOT_MESSAGES_A_MINUTE) return now;
  return new Date((recent[recent.length - ROBOT_MESSAGES_A_MINUTE] ?? 0) + MINUTE_MS);
}
