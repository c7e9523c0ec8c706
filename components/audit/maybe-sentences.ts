import { type Sentence, sentenceView } from "@/lib/versions/core/sentence";

/** What a change request's entry says it does; nothing for any other act. */
export function maybeSentences(after: unknown): Sentence[] {
  if (typeof after !== "object" || after === null || !("sentences" in after)) return [];
  const parsed = sentenceView.array().safeParse(after.sentences);
  return parsed.success ? parsed.data : [];
}
