import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { SuggestionCard } from "@/lib/merging/core/suggestion-view";
import type { BoardActions } from "./merging-actions";
import { useMergeRefusal } from "./use-merge-refusal";

/** What became of a decision made here: shown on its card until it has been seen. */
export type Outcome =
  | { kind: "working"; act: "approve" | "reject" }
  | { kind: "approved"; number: string; firstOrderId: string }
  | { kind: "rejected" }
  | { kind: "snoozed"; until: string }
  | { kind: "refused"; text: string };

type Settled = { card: SuggestionCard; index: number; outcome: Outcome };

/** A decided card stays in its place this long, so that its result can be read. */
const LINGER_MS = 6_000;
/** A refusal says more and is looked at later: its maker is at the next card already. */
const REFUSAL_LINGER_MS = 30_000;

/** Decisions of the board: shown at once, told truly when the answer comes; a refusal stays with its card. */
export function useBoard(input: { cards: SuggestionCard[]; actions: BoardActions; onDecided: (id: string) => void }) {
  const { actions, onDecided } = input;
  const client = useQueryClient();
  const say = useMergeRefusal();
  const [settled, setSettled] = useState<Record<string, Settled>>({});
  const timers = useRef(new Map<string, number>());
  const cards = withLingering(input.cards, settled);

  const show = (card: SuggestionCard, outcome: Outcome) =>
    setSettled((known) => ({ ...known, [card.id]: { card, outcome, index: known[card.id]?.index ?? cards.indexOf(card) } }));
  const forget = (id: string) => setSettled(({ [id]: _gone, ...rest }) => rest);
  const linger = (id: string, ms: number) => {
    window.clearTimeout(timers.current.get(id));
    timers.current.set(
      id,
      window.setTimeout(() => forget(id), ms),
    );
  };

  const decide = async (card: SuggestionCard, act: "approve" | "reject", run: () => Promise<Outcome>) => {
    show(card, { kind: "working", act });
    onDecided(card.id);
    const outcome = await run().catch(
      (error: unknown): Outcome => ({ kind: "refused", text: error instanceof Error ? error.message : String(error) }),
    );
    show(card, outcome);
    linger(card.id, outcome.kind === "refused" ? REFUSAL_LINGER_MS : LINGER_MS);
    await client.invalidateQueries({ queryKey: ["merging"] });
  };

  return {
    cards,
    outcomeOf: (id: string): Outcome | null => settled[id]?.outcome ?? null,
    approve: (card: SuggestionCard) =>
      decide(card, "approve", async () => {
        const result = await actions.approve({ suggestion_id: card.id });
        if (!result.ok) return { kind: "refused", text: say(result) };
        return { kind: "approved", number: result.data.group_number, firstOrderId: result.data.order_ids[0] ?? "" };
      }),
    reject: (card: SuggestionCard, reason: string) =>
      decide(card, "reject", async () => {
        const result = await actions.reject({ suggestion_id: card.id, reason });
        return result.ok ? { kind: "rejected" } : { kind: "refused", text: say(result) };
      }),
    snooze: (card: SuggestionCard) =>
      decide(card, "reject", async () => {
        const result = await actions.snooze({ suggestion_id: card.id });
        return result.ok ? { kind: "snoozed", until: result.data.snoozed_until } : { kind: "refused", text: say(result) };
      }),
  };
}

/** The server's list with the cards just decided kept where they were. */
function withLingering(cards: SuggestionCard[], settled: Record<string, Settled>): SuggestionCard[] {
  const list = [...cards];
  const gone = Object.values(settled).filter(({ card }) => !cards.some((other) => other.id === card.id));
  for (const { card, index } of gone.sort((a, b) => a.index - b.index)) list.splice(Math.min(Math.max(index, 0), list.length), 0, card);
  return list;
}
