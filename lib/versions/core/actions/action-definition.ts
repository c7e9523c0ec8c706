import type { z } from "zod";
import type { OrderContent } from "@/lib/orders/core/order-content";
import type { FieldIssue } from "@/lib/shared/errors";
import type { Sentence } from "../sentence";

/** One kind of edit. All of it is pure: validate says what is wrong, apply gives a new content and leaves the old alone. */
export type ActionDefinition<S extends z.ZodType> = {
  schema: S;
  /** Issues with paths inside the action ("quantity"); messages quote what came. */
  validate(action: z.output<S>, content: OrderContent): FieldIssue[];
  apply(action: z.output<S>, content: OrderContent): OrderContent;
  /** One sentence for the queue, masked: a message key under `versions.sentences` with its values. */
  describe(action: z.output<S>, change: { before: OrderContent; after: OrderContent }): Sentence;
};

export function defineAction<S extends z.ZodType>(definition: ActionDefinition<S>): ActionDefinition<S> {
  return definition;
}
