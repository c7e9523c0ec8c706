import { lookup } from "node:dns/promises";
import { request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { isPublicAddress } from "./public-address";

const TIMEOUT_MS = 10_000;
/** Enough of an answer to see what is wrong; the rest is not read. */
const MAX_ANSWER_BYTES = 2_048;

export type PostResult = { status: number | null; error: string | null; durationMs: number; retryAfterMs?: number };

/**
 * One POST to an address somebody typed in. The name is resolved here, every address it has must be public, and the
 * connection goes to the very address that was checked: a name that changes in between leads nowhere else. Redirects
 * are answers, not followed. Never throws. `allowPrivate` is for receivers in one's own network.
 */
export async function postWebhook(input: { url: string; headers: Record<string, string>; body: string; allowPrivate: boolean }): Promise<PostResult> {
  const begun = performance.now();
  const done = (result: Omit<PostResult, "durationMs">): PostResult => ({ ...result, durationMs: Math.round(performance.now() - begun) });
  try {
    const url = new URL(input.url);
    const address = await checkedAddress(url, input.allowPrivate);
    if ("error" in address) return done({ status: null, error: address.error });
    return done(await post(url, address, input));
  } catch (error) {
    return done({ status: null, error: error instanceof Error ? error.message : String(error) });
  }
}

type Address = { address: string; family: number };

async function checkedAddress(url: URL, allowPrivate: boolean): Promise<Address | { error: string }> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true });
  const hidden = found.find(({ address }) => !isPublicAddress(address));
  if (hidden && !allowPrivate) return { error: `${url.hostname} is ${hidden.address}, which is not a public address` };
  return found[0] ?? { error: `${url.hostname} has no address` };
}

function post(url: URL, to: Address, input: { headers: Record<string, string>; body: string }): Promise<Omit<PostResult, "durationMs">> {
  const body = Buffer.from(input.body, "utf8");
  const options: RequestOptions = {
    method: "POST",
    headers: { ...input.headers, "content-type": "application/json", "content-length": body.byteLength, "user-agent": "Tongdan-Webhooks/1" },
    // The name keeps its place in Host and TLS; the socket goes to the address that was checked.
    lookup: (_host, asked, answer) => (asked.all ? answer(null, [to]) : answer(null, to.address, to.family)),
    signal: AbortSignal.timeout(TIMEOUT_MS),
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, options, (response) => {
      const status = response.statusCode ?? 0;
      const chunks: Buffer[] = [];
      let size = 0;
      const end = () => {
        const text = Buffer.concat(chunks).toString("utf8").slice(0, 300).trim();
        const seconds = Number(response.headers["retry-after"]);
        const ok = status >= 200 && status < 300;
        resolve({
          status,
          error: ok ? null : `HTTP ${status}${text === "" ? "" : `: ${text}`}`,
          ...(Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: Math.min(seconds, 86_400) * 1_000 } : {}),
        });
        response.destroy();
      };
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size <= MAX_ANSWER_BYTES) chunks.push(chunk);
        else end();
      });
      response.once("end", end);
      response.once("error", reject);
    });
    request.once("error", reject);
    request.end(body);
  });
}
