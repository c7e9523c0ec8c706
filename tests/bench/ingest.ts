import { rawSql } from "@/db/client";
import { createToken } from "@/lib/security/use-cases/create-token";
import { systemCtx } from "@/lib/shared/context";
import { startAppServer } from "../support/app-server";
import { testShop } from "../support/shops";
import { until } from "../support/until";
import { openFloor } from "./floor";
import { check, type Figures, median, timed } from "./measure";
import { benchOrder } from "./orders";

const BATCH = 500;
const ROUNDS = 12;
/** The first rounds warm both sides up and are not counted. */
const WARM_UP = 2;

/** Batches through `POST /api/v1/orders` against the same rows by hand-written SQL, in turns. */
export async function ingestBench(): Promise<Figures> {
  let token = "";
  const app = await startAppServer(async () => {
    await testShop({ code: "bench", platform: "generic" });
    token = (await createToken(systemCtx("bench"), { name: "bench", role: "ops" })).token;
  });
  const floor = await openFloor();
  try {
    const product: number[] = [];
    const byHand: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const orders = Array.from({ length: BATCH }, (_, index) => benchOrder("bench", round * BATCH + index));
      const body = JSON.stringify({ orders });
      const { ms, result } = await timed(() => post(app.url, token, body));
      check(
        result.every((row) => row.outcome === "created"),
        "every order of a batch is created",
      );
      await until("the batch is relayed", relayed);
      const rows = await floor.readRows(result.map((row) => row.order_id));
      const hand = await timed(() => floor.writeRows(rows));
      check(hand.result === BATCH, "the floor wrote every order");
      if (round >= WARM_UP) {
        product.push((BATCH * 1_000) / ms);
        byHand.push((BATCH * 1_000) / hand.ms);
      }
    }
    const ratio = median(product) / median(byHand);
    return {
      batch: BATCH,
      orders_per_s: median(product),
      floor_orders_per_s: median(byHand),
      ratio: Number(ratio.toFixed(3)),
      goal: "ratio ≥ 0.5",
    };
  } finally {
    await floor.close();
    await app.stop();
  }
}

async function post(url: string, token: string, body: string): Promise<{ outcome: string; order_id: string }[]> {
  const answer = await fetch(`${url}/api/v1/orders`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body,
  });
  const { results } = (await answer.json()) as { results: { outcome: string; order_id: string }[] };
  check(answer.status === 200, `a batch is answered 200, not ${answer.status}`);
  return results;
}

async function relayed(): Promise<boolean> {
  const rows = await rawSql()`select 1 from outbox_events where state = 'pending' limit 1`;
  return rows.length === 0;
}
