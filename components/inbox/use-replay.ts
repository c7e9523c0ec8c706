import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { DeadLetterView } from "@/lib/inbox/core/dead-letter-view";
import type { ReplayPush } from "./inbox-actions";

/** A replay as the row shows it; `letter` is as it was when it was sent. */
export type Replay = { letter: DeadLetterView; state: "sending" | "sent" | "refused"; refusal: string };

/** What became of each replay: sent, and if it failed again the list holds it with one attempt more. */
export function useReplay(replay: ReplayPush) {
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const [replays, setReplays] = useState<ReadonlyMap<string, Replay>>(new Map());
  const tell = (next: Replay) => setReplays((known) => new Map(known).set(next.letter.id, next));
  const send = async (letter: DeadLetterView) => {
    tell({ letter, state: "sending", refusal: "" });
    const result = await replay({ inbox_id: letter.id });
    tell(result.ok ? { letter, state: "sent", refusal: "" } : { letter, state: "refused", refusal: refusalText(result) });
    void client.invalidateQueries({ queryKey: ["inbox"] });
  };
  return { replays, send };
}
