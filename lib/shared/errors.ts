/** What went wrong, as the caller must treat it; each kind has one HTTP status. */
export type ErrorKind =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "wrong_method"
  | "conflict"
  | "invalid"
  | "too_large"
  | "too_many"
  | "unavailable";

export const HTTP_STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  wrong_method: 405,
  conflict: 409,
  too_large: 413,
  invalid: 422,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** One refused field: `path` as dotted keys ("orders.0.amounts.paid"), `message` quotes what came. */
export type FieldIssue = { path: string; message: string };

export type ErrorParams = Record<string, string | number>;

/**
 * A refusal the caller can act on. `code` is stable ("<domain>.<reason>") and doubles as
 * the message key: "orders.stale_version" is `orders.errors.stale_version` in both languages;
 * `message` is the English sentence for APIs and logs.
 */
export class CodedError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly params: ErrorParams;
  readonly issues: FieldIssue[];

  constructor(input: {
    kind: ErrorKind;
    code: string;
    message: string;
    params?: ErrorParams;
    issues?: FieldIssue[];
    cause?: unknown;
  }) {
    super(input.message, { cause: input.cause });
    this.name = "CodedError";
    this.kind = input.kind;
    this.code = input.code;
    this.params = input.params ?? {};
    this.issues = input.issues ?? [];
  }
}

export function isCodedError(error: unknown): error is CodedError {
  return error instanceof Error && error.name === "CodedError";
}

/** 404, the same answer for "does not exist" and "not yours to see". `domain` is the folder's word: "orders". */
export function notFound(domain: string, entity: string, id: string): CodedError {
  return new CodedError({
    kind: "not_found",
    code: `${domain}.${entity}_not_found`,
    message: `No ${entity.replaceAll("_", " ")} has the id "${id}".`,
    params: { id },
  });
}

export function conflict(code: string, message: string, params: ErrorParams = {}): CodedError {
  return new CodedError({ kind: "conflict", code, message, params });
}

export function invalid(code: string, message: string, issues: FieldIssue[] = []): CodedError {
  return new CodedError({ kind: "invalid", code, message, issues });
}
