import { z } from "zod";

/** The inbox topic of one order that a pull could not bring in: it is worked off, repaired and replayed like a push. */
export const PULLED_TOPIC = "pulled";

/** `detail` null: the platform listed the order and its detail is still to be fetched. */
export const pulledSchema = z.object({ external_id: z.string(), detail: z.unknown() });
export type KeptPulledOrder = z.infer<typeof pulledSchema>;
