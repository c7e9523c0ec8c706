import type { SandboxFaults } from "./faults";

/** What really leaves of one round of messages: some dropped, some twice, in any order, as the faults say. */
export function messagesThatLeave<T>(input: { messages: readonly T[]; faults: SandboxFaults; random: () => number }): T[] {
  const { messages, faults, random } = input;
  const kept = messages.filter(() => random() >= faults.dropPushRate);
  const sent = kept.flatMap((message) => (random() < faults.duplicateRate ? [message, message] : [message]));
  return faults.reorder ? shuffled(sent, random) : sent;
}

/** Fisher–Yates. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
