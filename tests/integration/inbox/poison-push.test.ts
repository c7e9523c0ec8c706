import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { PUSH_ATTEMPT_LIMIT } from "@/lib/inbox/core/attempt-limit";
import type { InboxSource } from "@/lib/inbox/core/inbox-state";
import { listDeadLetters } from "@/lib/inbox/use-cases/list-dead-letters";
import { replayPush } from "@/lib/inbox/use-cases/replay-push";
import { storePush } from "@/lib/inbox/use-cases/store-push";
import { JOB_HANDLERS } from "@/lib/worker/job-handlers";
import { orderStatusOf } from "../../support/inbox-rows";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
let db: TestDatabase;
let shopId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  shopId = (await testShop({ code: "poison", platform: "generic" })).id;
});
afterAll(() => db.drop());

const work = (inboxId: string) => JOB_HANDLERS.process_inbox(ctx, { inbox_id: inboxId });

async function keep(source: InboxSource, dedupeKey: string, payload: unknown): Promise<string> {
  const { id } = await withTransaction((tx) => storePush(tx, ctx, { source, scope: shopId, shopId, dedupeKey, topic: "test", payload }));
  return id;
}

/** No code can read it: its ciphertext was damaged. */
async function poison(id: string): Promise<void> {
  await rawSql()`update inbox set payload = left(payload, length(payload) - 8) || 'AAAAAAAA' where id = ${id}`;
}

async function rowOf(id: string) {
  const [row] = await rawSql()`select state, attempts, reason from inbox where id = ${id}`;
  return row;
}

for (const source of ["channel", "courier"] as const) {
  test(`a poisoned ${source} push is tried, then becomes a dead letter that says why, and blocks no other`, async () => {
    const bad = await keep(source, `${source}-bad`, { nothing: true });
    await poison(bad);
    for (let attempt = 1; attempt < PUSH_ATTEMPT_LIMIT; attempt++) await expect(work(bad)).rejects.toThrow();
    expect(await rowOf(bad)).toMatchObject({ state: "received", attempts: PUSH_ATTEMPT_LIMIT - 1 });
    const good = await keep("channel", `${source}-good`, incomingOrder({ shop: "poison", external_id: `${source}-good` }));
    await work(good);
    expect(await orderStatusOf("poison", `${source}-good`)).toBe("paid");
    await work(bad);
    expect(await rowOf(bad)).toMatchObject({ state: "dead", attempts: PUSH_ATTEMPT_LIMIT });
    expect((await rowOf(bad))?.reason).toMatch(/^Every attempt failed, the last of 11 with: ./);
    const { dead_letters } = await listDeadLetters(ctx, { source });
    expect(dead_letters.map((letter) => letter.id)).toContain(bad);
  });
}

test("a replayed dead letter has all its attempts again", async () => {
  const bad = await keep("channel", "replayed", { nothing: true });
  await poison(bad);
  await rawSql()`update inbox set attempts = ${PUSH_ATTEMPT_LIMIT - 1} where id = ${bad}`;
  await work(bad);
  expect(await rowOf(bad)).toMatchObject({ state: "dead" });
  await replayPush(ctx, { inbox_id: bad });
  await expect(work(bad)).rejects.toThrow();
  expect(await rowOf(bad)).toMatchObject({ state: "received", attempts: 1 });
});
