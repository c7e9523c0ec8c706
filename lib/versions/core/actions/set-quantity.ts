import { z } from "zod";
import { paidAtQuantity, withLines } from "../line-money";
import { defineAction } from "./action-definition";
import { findLine, lineIssues, lineName } from "./open-line";

/** Another quantity of one line; nothing at all is a cancelled line, which is its own action. */
export const setQuantity = defineAction({
  schema: z.strictObject({
    type: z.literal("set_quantity"),
    external_line_id: z.string().min(1).max(64),
    quantity: z.int().min(1).max(100_000),
  }),
  validate: (action, content) => lineIssues(content, { id: action.external_line_id, path: "external_line_id" }),
  apply: (action, content) =>
    withLines(
      content,
      content.lines.map((line) =>
        line.external_line_id === action.external_line_id
          ? { ...line, quantity: action.quantity, paid: paidAtQuantity(line, action.quantity) }
          : line,
      ),
    ),
  describe: (action, { before }) => {
    const line = findLine(before, action.external_line_id);
    return { key: "set_quantity", params: { title: line ? lineName(line) : "", from: line?.quantity ?? 0, to: action.quantity } };
  },
});
