import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { DeadLetterView } from "@/lib/inbox/core/dead-letter-view";
import type { ReplayPush } from "./inbox-actions";

/** A replay as the row shows it; `letter` is as it was when it was sent, `at` when the answer came. */
export type Replay = { letter: DeadLetterView; state: "sending" | "sent" | "refused"; refusal: string; at: number };

/** What became of each replay: a push sent again leaves the list, so one that a later list holds has failed again. */
export function useReplay(replay: ReplayPush) {
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const [replays, setReplays] = useState<ReadonlyMap<string, Replay>>(new Map());
  const tell = (next: Replay) => setReplays((known) => new Map(known).set(next.letter.id, next));
  const send = async (letter: DeadLetterView) => {
    tell({ letter, state: "sending", refusal: "", at: 0 });
    const result = await replay({ inbox_id: letter.id });
    const at = Date.now();
    tell(result.ok ? { letter, state: "sent", refusal: "", at } : { letter, state: "refused", refusal: refusalText(result), at });
    void client.invalidateQueries({ queryKey: ["inbox"] });
  };
  return { replays, send };
}
