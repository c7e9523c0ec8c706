import { z } from "zod";
import type { OrderContent } from "@/lib/orders/core/order-content";

export const RISK_LEVELS = ["low", "elevated", "high"] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/** Each is a message key `versions.risk.<factor>`, with its values. */
export const RISK_FACTORS = [
  "value",
  "cutoff",
  "value_near_cutoff",
  "other_province",
  "quantity_jump",
  "repeat_edits",
  "label_printed",
  "in_group",
  "many_factors",
] as const;
export type RiskFactor = (typeof RISK_FACTORS)[number];

export const riskReasonView = z.object({
  factor: z.enum(RISK_FACTORS),
  level: z.enum(RISK_LEVELS),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type RiskReason = z.infer<typeof riskReasonView>;
export const riskView = z.object({ level: z.enum(RISK_LEVELS), reasons: z.array(riskReasonView) });
export type Risk = z.infer<typeof riskView>;

/** ¥1,000 and ¥5,000 paid: where a wrong parcel hurts, and where it costs more than a supervisor's quarter of an hour. */
export const ELEVATED_VALUE_FEN = 100_000;
export const HIGH_VALUE_FEN = 500_000;
/** Closer than this to the promised ship time the warehouse may be packing already. */
export const CUTOFF_MINUTES = 30;
/** A line grown to three times, or by twenty pieces, is no slip of the buyer's finger. */
export const JUMP_RATIO = 3;
export const JUMP_PIECES = 20;
/** Approved changes of the same order in the last seven days. */
export const REPEAT_DAYS = 7;
export const REPEAT_ELEVATED = 2;
export const REPEAT_HIGH = 4;
/** This many elevated factors at once make a high risk. */
export const MANY_FACTORS = 3;

export type RiskFacts = {
  before: OrderContent;
  after: OrderContent;
  now: Date;
  promisedShipAt: Date | null;
  /** Approved changes of this order within REPEAT_DAYS. */
  recentChanges: number;
  labelPrinted: boolean;
  inGroup: boolean;
};

/** The level is the highest factor's; every factor that spoke is listed with what it saw. */
export function assessRisk(facts: RiskFacts): Risk {
  const found = [value(facts), cutoff(facts), otherProvince(facts), ...quantityJumps(facts), repeats(facts), printed(facts), grouped(facts)];
  const reasons = found.filter((reason) => reason !== null);
  const all = [...reasons, ...combined(reasons)];
  return { level: highest(all), reasons: all };
}

function value({ before, after }: RiskFacts): RiskReason | null {
  const amount = Math.max(before.amounts.paid, after.amounts.paid);
  if (amount >= HIGH_VALUE_FEN) return { factor: "value", level: "high", params: { amount, threshold: HIGH_VALUE_FEN } };
  if (amount >= ELEVATED_VALUE_FEN) return { factor: "value", level: "elevated", params: { amount, threshold: ELEVATED_VALUE_FEN } };
  return null;
}

function cutoff({ now, promisedShipAt }: RiskFacts): RiskReason | null {
  if (!promisedShipAt) return null;
  const minutes = Math.floor((promisedShipAt.getTime() - now.getTime()) / 60_000);
  return minutes < CUTOFF_MINUTES ? { factor: "cutoff", level: "elevated", params: { minutes } } : null;
}

function otherProvince({ before, after }: RiskFacts): RiskReason | null {
  const from = before.receiver.province;
  const to = after.receiver.province;
  return from !== "" && from !== to ? { factor: "other_province", level: "elevated", params: { from, to } } : null;
}

function quantityJumps({ before, after }: RiskFacts): RiskReason[] {
  const was = new Map(before.lines.map((line) => [line.external_line_id, line.quantity]));
  return after.lines.flatMap((line): RiskReason[] => {
    const from = was.get(line.external_line_id) ?? line.quantity;
    const jumped = line.quantity >= from * JUMP_RATIO || line.quantity - from >= JUMP_PIECES;
    if (!jumped || line.quantity <= from) return [];
    return [{ factor: "quantity_jump", level: "elevated", params: { title: line.title || line.sku, from, to: line.quantity } }];
  });
}

function repeats({ recentChanges }: RiskFacts): RiskReason | null {
  if (recentChanges < REPEAT_ELEVATED) return null;
  const level = recentChanges >= REPEAT_HIGH ? "high" : "elevated";
  return { factor: "repeat_edits", level, params: { count: recentChanges, days: REPEAT_DAYS } };
}

function printed({ labelPrinted }: RiskFacts): RiskReason | null {
  return labelPrinted ? { factor: "label_printed", level: "high", params: {} } : null;
}

function grouped({ inGroup }: RiskFacts): RiskReason | null {
  return inGroup ? { factor: "in_group", level: "low", params: {} } : null;
}

/** 高风险操作: much money and little time together; or many lesser doubts at once. */
function combined(reasons: readonly RiskReason[]): RiskReason[] {
  const has = (factor: RiskFactor) => reasons.find((reason) => reason.factor === factor);
  const amount = has("value")?.params.amount;
  const minutes = has("cutoff")?.params.minutes;
  if (amount !== undefined && minutes !== undefined) return [{ factor: "value_near_cutoff", level: "high", params: { amount, minutes } }];
  const doubts = new Set(reasons.filter((reason) => reason.level === "elevated").map((reason) => reason.factor)).size;
  return doubts >= MANY_FACTORS ? [{ factor: "many_factors", level: "high", params: { count: doubts } }] : [];
}

function highest(reasons: readonly RiskReason[]): RiskLevel {
  return reasons.reduce<RiskLevel>((level, reason) => (RISK_LEVELS.indexOf(reason.level) > RISK_LEVELS.indexOf(level) ? reason.level : level), "low");
}
