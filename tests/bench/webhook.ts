import { rawSql } from "@/db/client";
import { douyinDetail } from "@/lib/channels/adapters/douyin/fixtures";
import { douyinPush, type PushRequest } from "@/lib/sandbox/servers/push-requests";
import { startAppServer } from "../support/app-server";
import { TEST_APP, testShop } from "../support/shops";
import { until } from "../support/until";
import { check, type Figures, percentile } from "./measure";

const SECONDS = 10;
const STEADY_PER_S = 200;
/** Senders that ask again as soon as they are answered. */
const FLOOD_SENDERS = 16;
const FLOOD_MOST = 20_000;

/** Signed pushes through the built server: at a steady rate, then as many as it takes; and how fast the worker follows. */
export async function webhookBench(): Promise<Figures> {
  const app = await startAppServer(async () => {
    await testShop({ code: "bench" });
  });
  try {
    const steadyPushes = pushes(0, STEADY_PER_S * SECONDS);
    const floodPushes = pushes(steadyPushes.length, FLOOD_MOST);
    const warmUp = await flood(app.url, pushes(900_000, 200), 2);
    const steady = await atRate(app.url, steadyPushes, STEADY_PER_S);
    await worked();
    const { latencies, seconds } = await flood(app.url, floodPushes, SECONDS);
    const begun = performance.now();
    const [open] = await rawSql()`select count(*) filter (where state = 'received')::int as waiting, count(*)::int as kept from inbox`;
    const sent = warmUp.latencies.length + steady.length + latencies.length;
    check(open?.kept === sent, `every one of ${sent} pushes answered 200 is stored, not ${open?.kept}`);
    await worked();
    const workedOff = (open?.waiting * 1_000) / (performance.now() - begun);
    return {
      steady_per_s: STEADY_PER_S,
      steady_p50_ms: percentile(steady, 50),
      steady_p95_ms: percentile(steady, 95),
      steady_p99_ms: percentile(steady, 99),
      most_per_s: Math.round(latencies.length / seconds),
      most_p95_ms: percentile(latencies, 95),
      most_p99_ms: percentile(latencies, 99),
      worked_off_per_s: Math.round(workedOff),
      lost: 0,
      goal: "≥ 600/s, p95 ≤ 25 ms at 200/s, p99 ≤ 200 ms at 600/s, 0 lost",
    };
  } finally {
    await app.stop();
  }
}

/** Sent when its moment comes, whether or not those before are answered; latency counts from that moment. */
async function atRate(url: string, requests: PushRequest[], perSecond: number): Promise<number[]> {
  const begun = performance.now();
  return Promise.all(
    requests.map(async (request, index) => {
      const due = begun + (index * 1_000) / perSecond;
      await new Promise((wake) => setTimeout(wake, due - performance.now()));
      await send(url, request);
      return performance.now() - due;
    }),
  );
}

async function flood(url: string, requests: PushRequest[], seconds: number): Promise<{ latencies: number[]; seconds: number }> {
  const queue = [...requests].reverse();
  const latencies: number[] = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: FLOOD_SENDERS }, async () => {
      for (let next = queue.pop(); next && performance.now() - begun < seconds * 1_000; next = queue.pop()) {
        const sent = performance.now();
        await send(url, next);
        latencies.push(performance.now() - sent);
      }
    }),
  );
  return { latencies, seconds: (performance.now() - begun) / 1_000 };
}

/**
 * As platforms do, a push is sent again when its connection broke before the answer: kept-alive ones that idled are closed
 * under it. The inbox counts a repeat.
 */
async function send(url: string, push: PushRequest, tries = 5): Promise<void> {
  const { path, headers, body } = push;
  const answer = await fetch(url + path, { method: "POST", headers, body: Buffer.from(body) }).catch((error: unknown) => {
    if (tries <= 1) throw error;
  });
  if (!answer) return send(url, push, tries - 1);
  const said = await answer.text();
  check(answer.status === 200 && said.includes('"code":0'), `a push is acknowledged, not ${answer.status} ${said}`);
}

async function worked(): Promise<void> {
  const left = async () =>
    (await rawSql()`select 1 from inbox where state = 'received' union all select 1 from outbox_events where state = 'pending' limit 1`).length;
  await until("all pushes are worked off", async () => (await left()) === 0, 600_000);
}

function pushes(first: number, count: number): PushRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const orderId = String(6_917_000_000_000_000_000n + BigInt(first + index));
    const detail = douyinDetail({
      orderId,
      orderStatus: 2,
      createTime: 1_795_000_000 + index,
      payTime: 1_795_000_060 + index,
      updateTime: 1_795_000_060 + index,
      receiver: { name: `买家${first + index}`, phone: `139${String(10_000_000 + first + index)}`, address: `长江路 ${first + index} 号` },
      place: { province: "江苏省", city: "南京市", district: "玄武区" },
      lines: [{ orderId, sku: `SKU-${index % 9}`, title: "测试商品", quantity: 1, price: 1990 }],
    });
    const messages = [{ tag: "101", msgId: orderId, data: { p_id: orderId, shop_order_detail: detail } }];
    return douyinPush({ shopCode: "bench", ...TEST_APP, messages });
  });
}
