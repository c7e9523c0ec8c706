import { z } from "zod";
import { fenFromYuan } from "@/lib/shared/money";

/** An amount that a platform writes as yuan in a string ("323.58"), read as fen through its decimal text; blank and absent are null. */
export const yuanField = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value, context): number | null => {
    const text = value === null || value === undefined ? "" : String(value).trim();
    if (text === "") return null;
    try {
      return fenFromYuan(text);
    } catch {
      context.addIssue({ code: "custom", message: `must be yuan like "12.50" (got "${text.slice(0, 40)}")` });
      return z.NEVER;
    }
  });
