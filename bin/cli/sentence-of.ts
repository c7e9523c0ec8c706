import { isCodedError } from "@/lib/shared/errors";

const NO_ANSWER = ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT", "CONNECT_TIMEOUT", "EHOSTUNREACH"];

/** One line for people. A failed statement is never shown with its values: they may be secrets. */
export function sentenceOf(error: unknown): string {
  if (isCodedError(error)) {
    return oneLine(error.issues.length > 1 ? error.issues.map(({ path, message }) => `${path}: ${message}`).join("; ") : error.message);
  }
  const chain = causes(error);
  const code = chain.map((cause) => ("code" in cause ? String(cause.code) : "")).find((text) => NO_ANSWER.includes(text));
  if (code) return `The database does not answer (${code}).`;
  const statement = chain.findIndex((cause) => cause.message.startsWith("Failed query:"));
  if (statement >= 0) return oneLine(`The database refused: ${chain[statement + 1]?.message ?? "no reason given"}.`);
  return oneLine(chain[0]?.message || String(error));
}

function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let cause = error; cause instanceof Error && chain.length < 10; cause = cause.cause) chain.push(cause);
  return chain;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").trim();
}
