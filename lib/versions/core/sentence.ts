import { z } from "zod";

/** What a change does, as a message key under `versions.sentences` with its values; never personal data. */
export const sentenceView = z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });
export type Sentence = z.infer<typeof sentenceView>;
