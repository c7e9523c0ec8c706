import { z } from "zod";

const text = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value).trim()));

/** One waybill of a push; `Traces` is its whole route, oldest node first. */
export const waybillSchema = z.object({
  ShipperCode: text,
  LogisticCode: text,
  State: text,
  StateEx: text,
  Traces: z
    .array(z.object({ AcceptTime: text, AcceptStation: text, Location: text, Action: text }))
    .nullish()
    .transform((traces) => traces ?? []),
});
export type KdniaoWaybill = z.output<typeof waybillSchema>;

/** `RequestData` of a push: several waybills; `Count` is a string and not needed. */
export const requestDataSchema = z.object({ EBusinessID: text, Data: z.array(z.record(z.string(), z.unknown())) });
