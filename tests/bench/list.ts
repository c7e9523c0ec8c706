import { rawSql } from "@/db/client";
import type { OrderFilter } from "@/lib/orders/core/order-view";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { listOrders } from "@/lib/orders/use-cases/list-orders";
import { createToken } from "@/lib/security/use-cases/create-token";
import { systemCtx } from "@/lib/shared/context";
import { startAppServer } from "../support/app-server";
import { testShop } from "../support/shops";
import { check, type Figures, percentile, timed } from "./measure";
import { benchOrder } from "./orders";

const SIZES = [10_000, 100_000];
const INGESTED = 2_000;
const BATCH = 500;
const REPEATS = 20;

/** What a page may be asked for; the deep one starts half way down. */
const FILTERS: Record<string, OrderFilter> = {
  none: {},
  shop: { shop: "b1" },
  status: { status: "paid" },
  region: { province: "浙江省", city: "杭州市" },
  time: { from: "2026-11-01T02:00:00Z", to: "2026-11-01T05:00:00Z" },
  shop_status_region: { shop: "b2", status: "shipped", province: "江苏省" },
  number: { q: "B77" },
  phone: { phone: "13800000077" },
  stuck: { stuck: "true" },
};

/** The order list at 10,000 and 100,000 orders: the verb (SQL and mapping, in this process) and over HTTP. */
export async function listBench(): Promise<Figures> {
  let token = "";
  const app = await startAppServer(async () => {
    token = (await createToken(systemCtx("bench"), { name: "bench", role: "ops" })).token;
  });
  try {
    await seed();
    const figures: Figures = { goal: "p95 ≤ 15 ms in SQL, ≤ 40 ms over HTTP, ≤ 1.5 × the 10k time" };
    for (const size of SIZES) {
      await growTo(size);
      for (const [name, times] of Object.entries(await measure(app.url, token))) {
        figures[`${size}_${name}_verb_p95_ms`] = percentile(times.verb, 95);
        figures[`${size}_${name}_http_p95_ms`] = percentile(times.http, 95);
      }
    }
    return figures;
  } finally {
    await app.stop();
  }
}

type Times = { verb: number[]; http: number[] };

async function measure(url: string, token: string): Promise<Record<string, Times>> {
  const [half] = await rawSql()<
    { at: string }[]
  >`select placed_at::text as at from orders order by placed_at offset (select count(*) / 2 from orders) limit 1`;
  const filters = { ...FILTERS, deep: { to: new Date(half?.at ?? 0).toISOString() } };
  const times = Object.fromEntries(Object.keys(filters).map((name): [string, Times] => [name, { verb: [], http: [] }]));
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const [name, filter] of Object.entries(filters)) {
      const verb = await timed(() => listOrders(systemCtx("bench"), filter));
      const http = await timed(() => get(`${url}/api/v1/orders?${new URLSearchParams(filter as Record<string, string>)}`, token));
      // The worker moves orders on meanwhile: the answer must be that of before or that of after.
      const alike = (page: { total: number }) => page.total === http.result.total;
      check(alike(verb.result) || alike(await listOrders(systemCtx("bench"), filter)), `HTTP and verb agree on ${name}`);
      times[name]?.verb.push(verb.ms);
      times[name]?.http.push(http.ms);
    }
  }
  return times;
}

async function get(url: string, token: string): Promise<{ orders: unknown[]; total: number }> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  check(answer.status === 200, `the list is answered 200, not ${answer.status}`);
  return answer.json() as Promise<{ orders: unknown[]; total: number }>;
}

async function seed(): Promise<void> {
  for (const code of ["b1", "b2", "b3"]) await testShop({ code, platform: "generic" });
  for (let start = 0; start < INGESTED; start += BATCH) {
    const orders = Array.from({ length: BATCH }, (_, index) => benchOrder(`b${((start + index) % 3) + 1}`, start + index));
    const { results } = await ingestOrders(systemCtx("bench"), { orders });
    check(
      results.every((row) => row.outcome === "created"),
      "every seeded order is created",
    );
  }
}

/** Copies of the ingested orders under other numbers, spread over time and status: the list reads nothing else of them. */
async function growTo(size: number): Promise<void> {
  const columns = await rawSql()<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_name = 'orders' and table_schema = 'public'`;
  const made: Record<string, string> = {
    id: "gen_random_uuid()",
    external_id: "o.external_id || '-' || copy",
    placed_at: "o.placed_at - make_interval(days => copy)",
    status: "(array['paid', 'ready_to_ship', 'shipped', 'delivered', 'completed'])[1 + (copy + length(o.external_id)) % 5]",
    phone_index: "o.phone_index || copy",
    receiver_index: "o.receiver_index || copy",
  };
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map(({ name }) => made[name] ?? `o."${name}"`).join(", ");
  const [have] = await rawSql()`select count(*)::int as n from orders`;
  const first = Math.round(have?.n / INGESTED);
  await rawSql().unsafe(
    `insert into orders (${names}) select ${values} from orders o, generate_series(${first}, ${size / INGESTED - 1}) copy where o.external_id not like '%-%'`,
  );
  await rawSql()`vacuum analyze orders`;
  const [now] = await rawSql()`select count(*)::int as n from orders`;
  check(now?.n === size, `there are ${size} orders, not ${now?.n}`);
}
