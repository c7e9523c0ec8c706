import pino from "pino";

const log = pino({ name: "tongdan", level: process.env.LOG_LEVEL ?? "info" });

/**
 * Logs an error nobody expected: its name, stack and request id. Never its message whole: a database error quotes the
 * values it was given, and those may be personal data.
 */
export function reportUnknown(error: unknown, requestId: string): void {
  const known = error instanceof Error ? error : new Error(String(error));
  const code = "code" in known ? known.code : undefined;
  const cause = known.cause instanceof Error ? known.cause.message.slice(0, 120) : undefined;
  const frames = known.stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 8);
  log.error({ request_id: requestId, error: known.name, code, cause, frames }, "unexpected error");
}
