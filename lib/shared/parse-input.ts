import type { z } from "zod";
import { CodedError, type FieldIssue } from "./errors";
import { unstorableText } from "./unstorable-text";

/** Each issue as path and sentence, quoting what came where zod reports it. */
export function fieldIssues(error: z.ZodError): FieldIssue[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join("."),
    message: "input" in issue && issue.input !== undefined ? `${issue.message} (got ${quote(issue.input)})` : issue.message,
  }));
}

/** Parses with zod or refuses with 422 `code`, naming every field; text that no database keeps is refused here too. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown, code = "input.invalid"): z.output<S> {
  const unstorable = unstorableText(input);
  const parsed = unstorable ? null : schema.safeParse(input, { reportInput: true });
  if (parsed?.success) return parsed.data;
  throw badInput(unstorable ? [unstorable] : parsed ? fieldIssues(parsed.error) : [], code);
}

/** 422 that names every field; its sentence is about the first. */
export function badInput(issues: FieldIssue[], code: string): CodedError {
  const first = issues[0];
  return new CodedError({
    kind: "invalid",
    code,
    message: first ? `${first.path || "input"}: ${first.message}` : "The input is not valid.",
    issues,
    params: { field: first?.path ?? "", detail: first?.message ?? "" },
  });
}

const QUOTE_LIMIT = 80;

function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > QUOTE_LIMIT ? `${text.slice(0, QUOTE_LIMIT)}…` : text;
}
