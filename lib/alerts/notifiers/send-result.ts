/** `throttled` costs no attempt: the message waits until the robot listens again. */
export type SendResult = { ok: true } | { ok: false; kind: "retryable" | "throttled" | "refused"; reason: string };
