import { z } from "zod";
import type { OrderContent } from "@/lib/orders/core/order-content";
import type { FieldIssue } from "@/lib/shared/errors";
import type { ActionDefinition } from "./actions/action-definition";
import { cancelLines } from "./actions/cancel-lines";
import { setAddress } from "./actions/set-address";
import { setQuantity } from "./actions/set-quantity";
import { amountsCanCarry } from "./line-money";
import type { Sentence } from "./sentence";

/** The registry: a new kind of edit is a file in `actions/` and a line here and in the union below. */
const ACTIONS = { set_address: setAddress, set_quantity: setQuantity, cancel_lines: cancelLines } as const satisfies Record<ActionType, unknown>;

export const changeActionSchema = z.discriminatedUnion("type", [setAddress.schema, setQuantity.schema, cancelLines.schema]);
export const changeActionsSchema = z.array(changeActionSchema).min(1).max(50);

export type ChangeAction = z.output<typeof changeActionSchema>;
export type ChangeActionInput = z.input<typeof changeActionSchema>;
export type ActionType = ChangeAction["type"];

/** What an actions list does to a content, replayed in order over a copy. Paths of issues start with "actions.<n>". */
export type Replay = { after: OrderContent; issues: FieldIssue[]; sentences: Sentence[] };

export function replayActions(content: OrderContent, actions: readonly ChangeAction[]): Replay {
  const replay: Replay = { after: content, issues: repeatedTargets(actions), sentences: [] };
  for (const [index, action] of actions.entries()) {
    const before = replay.after;
    const definition = definitionOf(action);
    const issues = definition.validate(action, before);
    if (issues.length > 0) {
      replay.issues.push(...issues.map((issue) => ({ ...issue, path: `actions.${index}.${issue.path}` })));
      continue;
    }
    replay.after = definition.apply(action, before);
    replay.sentences.push(definition.describe(action, { before, after: replay.after }));
  }
  if (!amountsCanCarry(replay.after)) {
    replay.issues.push({ path: "actions", message: "would make an amount negative: the order's discount is larger than what would be left" });
  }
  return replay;
}

/** The registry's keys are the actions' own types, so an action's definition is the one of its type. */
function definitionOf(action: ChangeAction): ActionDefinition<z.ZodType<ChangeAction>> {
  return ACTIONS[action.type] as unknown as ActionDefinition<z.ZodType<ChangeAction>>;
}

/** Two actions on one target would make the second stand on the first's rounding: one is enough. */
function repeatedTargets(actions: readonly ChangeAction[]): FieldIssue[] {
  const seen = new Set<string>();
  return actions.flatMap((action, index) =>
    targetsOf(action).flatMap((target) => {
      if (!seen.has(target)) {
        seen.add(target);
        return [];
      }
      return [{ path: `actions.${index}`, message: `changes ${target} a second time in one request` }];
    }),
  );
}

function targetsOf(action: ChangeAction): string[] {
  if (action.type === "set_address") return ["the address"];
  if (action.type === "set_quantity") return [`line "${action.external_line_id}"`];
  return action.external_line_ids.map((id) => `line "${id}"`);
}
