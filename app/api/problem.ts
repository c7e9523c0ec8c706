import { HTTP_STATUS, isCodedError } from "@/lib/shared/errors";
import { reportUnknown } from "@/lib/shared/report-unknown";

/** application/problem+json (RFC 9457): type, title, status, detail, code, errors, request_id. */
export function problem(error: unknown, requestId: string, more: Record<string, string> = {}): Response {
  const known = isCodedError(error) ? error : unknownError(error, requestId);
  const status = known === null ? 500 : HTTP_STATUS[known.kind];
  const body = {
    type: `urn:tongdan:problem:${known?.code ?? "common.unknown"}`,
    title: TITLES[status] ?? "Error",
    status,
    detail: known?.message ?? "Something went wrong here; nothing was changed.",
    code: known?.code ?? "common.unknown",
    errors: known?.issues ?? [],
    request_id: requestId,
  };
  const headers: Record<string, string> = { "content-type": "application/problem+json", "cache-control": "no-store", ...more };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  if (status === 429) headers["retry-after"] = "1";
  return new Response(JSON.stringify(body), { status, headers });
}

function unknownError(error: unknown, requestId: string): null {
  reportUnknown(error, requestId);
  return null;
}

const TITLES: Record<number, string> = {
  401: "Sign in first",
  403: "Not allowed",
  404: "Not found",
  405: "Wrong method",
  409: "Conflict",
  413: "Too large",
  422: "Not valid",
  429: "Too many requests",
  500: "Unexpected error",
  503: "Not available",
};
