/** A refusal of the API with what a person needs to report it. */
export class ApiProblem extends Error {
  readonly requestId: string;
  constructor(message: string, requestId: string) {
    super(message);
    this.name = "ApiProblem";
    this.requestId = requestId;
  }
}

/** Reads JSON from the product's own API with the session's cookie. */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: "application/json" } });
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; title?: string; request_id?: string };
  const requestId = problem.request_id ?? response.headers.get("x-request-id") ?? "";
  throw new ApiProblem(problem.detail ?? problem.title ?? `HTTP ${response.status}`, requestId);
}
