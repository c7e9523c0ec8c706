import { z } from "zod";
import { withLines } from "../line-money";
import { defineAction } from "./action-definition";
import { findLine, lineIssues, lineName } from "./open-line";

/** Takes lines out of the order. They stay on it, marked cancelled with what was paid for them: that is the refund due. */
export const cancelLines = defineAction({
  schema: z.strictObject({
    type: z.literal("cancel_lines"),
    external_line_ids: z
      .array(z.string().min(1).max(64))
      .min(1)
      .max(500)
      .refine((ids) => new Set(ids).size === ids.length, "names a line twice"),
  }),
  validate: (action, content) => {
    const issues = action.external_line_ids.flatMap((id, index) => lineIssues(content, { id, path: `external_line_ids.${index}` }));
    if (issues.length > 0) return issues;
    const left = content.lines.filter((line) => !line.cancelled && !action.external_line_ids.includes(line.external_line_id));
    if (left.length > 0) return [];
    return [{ path: "external_line_ids", message: "would leave no line: cancel the whole order on the platform instead" }];
  },
  apply: (action, content) =>
    withLines(
      content,
      content.lines.map((line) => (action.external_line_ids.includes(line.external_line_id) ? { ...line, cancelled: true } : line)),
    ),
  describe: (action, { before }) => {
    const lines = action.external_line_ids.flatMap((id) => findLine(before, id) ?? []);
    const first = lines[0];
    return { key: "cancel_lines", params: { title: first ? lineName(first) : "", count: lines.length } };
  },
});
