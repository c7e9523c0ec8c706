import { z } from "zod";

/** For calls without parameters. */
export const noQuerySchema = z.strictObject({});
