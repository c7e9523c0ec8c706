import type { z } from "zod";
import { CodedError, type FieldIssue } from "./errors";
import { unstorableText } from "./unstorable-text";

/** Each issue as path and sentence, quoting what came where zod reports it and it is nobody's secret. */
export function fieldIssues(error: z.ZodError): FieldIssue[] {
  return error.issues.map((issue) => {
    const path = issue.path.map(String).join(".");
    return { path, message: "input" in issue && issue.input !== undefined ? `${issue.message} (got ${quote(path, issue.input)})` : issue.message };
  });
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
/** Errors are kept and logged by whoever gets them: people's data and secrets are described, not quoted. */
const PRIVATE = /(^|\.)(receiver|buyer|buyer_note|seller_note|name|phone|address|town|password|app_secret|access_token)(\.|$)/;

function quote(path: string, value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (PRIVATE.test(path) && value !== null) return typeof value === "string" ? `text of ${value.length} characters` : `a ${typeof value}`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > QUOTE_LIMIT ? `${text.slice(0, QUOTE_LIMIT)}…` : text;
}
