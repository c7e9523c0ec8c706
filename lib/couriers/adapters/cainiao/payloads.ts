import { z } from "zod";

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value).trim()));

/** One node; only status, desc and time were seen documented, the longer names are those of the query API. */
const nodeSchema = z.object({
  status: text,
  logisticsStatus: text,
  desc: text,
  time: text,
  city: text,
  area: text,
});
export type CainiaoNode = z.output<typeof nodeSchema>;

const nodes = nodeSchema
  .array()
  .nullish()
  .transform((list) => list ?? []);

/** `logistics_interface` of a route push: a list of nodes, or only the newest one beside the waybill's number. */
export const routeSchema = z.object({
  mailNo: text,
  cpCode: text,
  logisticsDetails: nodes,
  fullTraceDetail: nodes,
  status: text,
  logisticsStatus: text,
  desc: text,
  lastLogisticDetail: text,
  time: text,
  logisticsGmtModified: text,
  city: text,
  area: text,
});
export type CainiaoRoute = z.output<typeof routeSchema>;
