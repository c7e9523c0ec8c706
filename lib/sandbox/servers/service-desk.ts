import { createToken, revokeToken } from "@/lib/security/use-cases/create-token";
import { listTokens } from "@/lib/security/use-cases/list-users";
import type { Ctx } from "@/lib/shared/context";
import { buyerWish, type WishedOrder } from "../core/buyer-wish";
import { buyerOf } from "../core/buyers";
import { seededRandom } from "../core/seeded-random";

const NAME = "客服台";
const FIRST_PAUSE_MS = 4_000;
/** The first requests come quickly, so that a newcomer finds some waiting; then about two a minute. */
const EAGER_REQUESTS = 3;
const PAUSE_MS = 30_000;
/** A supervisor who is away should not come back to a hundred. */
const MOST_WAITING = 6;
const TIMEOUT_MS = 10_000;
const BUYERS = 9_000;

/** The shops' service desk: passes on what buyers ask for, over the HTTP API, with a token of an agent. */
export async function openServiceDesk(ctx: Ctx, input: { appUrl: string; log: (text: string) => void }): Promise<{ close(): Promise<void> }> {
  await revokeTokens(ctx);
  const { token } = await createToken(ctx, { name: NAME, role: "agent" });
  const random = seededRandom(`desk:${Date.now()}`);
  let asked = 0;
  let timer: NodeJS.Timeout;
  let closed = false;

  const call = async <T>(path: string, body?: unknown): Promise<T | null> => {
    const response = await fetch(new URL(`/api/v1${path}`, input.appUrl), {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? ((await response.json()) as T) : null;
  };

  const passOn = async (): Promise<void> => {
    const waiting = await call<{ change_requests: unknown[] }>("/change-requests?state=pending&limit=20");
    if (!waiting || waiting.change_requests.length >= MOST_WAITING) return;
    const page = await call<{ orders: { id: string }[] }>(`/orders?status=${random.pick(["ready_to_ship", "paid"] as const)}&limit=50`);
    if (!page || page.orders.length === 0) return;
    const { id } = random.pick(page.orders);
    const order = await call<WishedOrder>(`/orders/${id}`);
    if (!order) return;
    const wish = buyerWish({ order, neighbour: buyerOf(random.int(1, BUYERS)), random });
    if (await call(`/orders/${id}/change-requests`, wish)) asked += 1;
  };

  const later = () => {
    if (closed) return;
    timer = setTimeout(() => void passOn().catch(report).finally(later), asked < EAGER_REQUESTS ? FIRST_PAUSE_MS : PAUSE_MS);
  };
  const report = (error: unknown) => input.log(`service desk: ${error instanceof Error ? error.message : String(error)}`);
  later();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await revokeTokens(ctx);
    },
  };
}

/** Its token lives as long as it does; one that a killed desk left behind ends with the next. */
async function revokeTokens(ctx: Ctx): Promise<void> {
  const { tokens } = await listTokens(ctx);
  for (const token of tokens.filter(({ name, revoked_at }) => name === NAME && revoked_at === null)) await revokeToken(ctx, { token_id: token.id });
}
