import { z } from "zod";
import { BALL_HOLDERS } from "./ball";

/** Who held an order since it was placed, without gaps; `golden` splits placed → ready (or until now) in milliseconds. */
const orderBallView = z.object({
  holder: z.enum(BALL_HOLDERS).nullable(),
  segments: z.array(z.object({ holder: z.enum(BALL_HOLDERS), from: z.iso.datetime(), to: z.iso.datetime() })),
  golden: z.object({ ready: z.boolean(), total_ms: z.number(), parts: z.partialRecord(z.enum(BALL_HOLDERS), z.number()) }),
  /** When the order counts as stuck unless it moves; null where its stage has no threshold. */
  stuck_at: z.iso.datetime().nullable(),
});
export type OrderBallView = z.infer<typeof orderBallView>;
