/** What a sealed entry is hashed over: every column but the chain's own, in a fixed order. */
export type ChainedFields = {
  id: string;
  at: string;
  actorKind: string;
  actorId: string;
  actorName: string;
  actorRole: string | null;
  action: string;
  entityType: string;
  entityId: string;
  orderIds: string[];
  reason: string | null;
  before: unknown;
  after: unknown;
  requestId: string;
};

export const FIRST_PREVIOUS_HASH = "0".repeat(64);

/** The text whose SHA-256 is the entry's hash: sequence, the hash before it, and the entry as canonical JSON. */
export function chainText(input: { seq: number; previousHash: string; fields: ChainedFields }): string {
  return `${input.seq}\n${input.previousHash}\n${canonical(input.fields)}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
