import { z } from "zod";

const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));

/** The parts of a push's `param` that we read. */
export const paramSchema = z.object({
  status: text,
  message: text,
  lastResult: z.object({
    com: text,
    nu: text.pipe(z.string().min(1, "is missing")),
    state: text,
    ischeck: text,
    data: z.array(z.object({ time: text, ftime: text, context: text, status: text, statusCode: text, areaName: text, location: text })).nullish(),
  }),
});
export type Kuaidi100Param = z.output<typeof paramSchema>;
