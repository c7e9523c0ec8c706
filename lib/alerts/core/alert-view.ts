import { z } from "zod";
import { ROLES } from "@/lib/shared/role";
import { ALERT_RULES, type AlertRule } from "./alert-rule";
import { alertMachine } from "./alert-state";

const RULES = Object.keys(ALERT_RULES) as [AlertRule, ...AlertRule[]];

export const alertView = z.object({
  id: z.uuid(),
  rule: z.enum(RULES),
  subject: z.string(),
  state: z.enum(alertMachine.states),
  shop_id: z.uuid().nullable(),
  order_id: z.uuid().nullable(),
  owner_role: z.enum(ROLES),
  owner_name: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  opened_at: z.iso.datetime(),
  due_at: z.iso.datetime(),
  acknowledged_at: z.iso.datetime().nullable(),
  resolved_at: z.iso.datetime().nullable(),
  resolved_by: z.string(),
  /** How many channels were told, of how many that should be. */
  told: z.number(),
  to_tell: z.number(),
});
export type AlertView = z.infer<typeof alertView>;

export const alertFilterSchema = z.strictObject({
  status: z.enum(["active", "open", "acknowledged", "resolved"]).default("active"),
  rule: z.enum(RULES).optional(),
  shop: z.string().max(64).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AlertFilter = z.input<typeof alertFilterSchema>;

/** `counts` are of everything that is not resolved, whatever the filter: what the chips say. */
export const alertPageView = z.object({
  alerts: z.array(alertView),
  counts: z.array(z.object({ rule: z.enum(RULES), open: z.number(), acknowledged: z.number() })),
  next_cursor: z.string().nullable(),
});
export type AlertPage = z.infer<typeof alertPageView>;

export const decideAlertSchema = z.strictObject({ alert_id: z.uuid(), action: z.enum(["acknowledge", "resolve"]) });
export type DecideAlertInput = z.input<typeof decideAlertSchema>;
