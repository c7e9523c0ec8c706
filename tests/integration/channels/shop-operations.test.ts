import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { createShop } from "@/lib/channels/use-cases/create-shop";
import { getShop } from "@/lib/channels/use-cases/get-shop";
import { listPlatforms } from "@/lib/channels/use-cases/list-platforms";
import { pauseShop } from "@/lib/channels/use-cases/pause-shop";
import { planPulls } from "@/lib/channels/use-cases/plan-pulls";
import { resumeShop } from "@/lib/channels/use-cases/resume-shop";
import { testShopConnection } from "@/lib/channels/use-cases/test-shop-connection";
import { updateShop } from "@/lib/channels/use-cases/update-shop";
import { newCtx } from "@/lib/shared/context";
import { ROLES } from "@/lib/shared/role";
import { pullWorld } from "../../support/pull-world";
import { testShop } from "../../support/shops";

let world: Awaited<ReturnType<typeof pullWorld>>;
beforeEach(async () => {
  world = await pullWorld("pdd-ops");
});
afterEach(() => world.close());

const PAY = { mchid: "1900000001", api_v3_key: "k".repeat(32), platform_keys: "PEM" };
const payShop = (credentials?: Record<string, string>) =>
  createShop(world.ctx, { platform: "wechat_pay", code: "pay", name: "小程序", app_key: "wx1", app_secret: "secret", credentials });

describe("credentials", () => {
  test("that a platform asks for are named by the form's source, with which are required and which are secret", async () => {
    const { platforms } = await listPlatforms(world.ctx);
    const pay = platforms.find(({ platform }) => platform === "wechat_pay");
    expect(pay?.credentials).toContainEqual({ name: "api_v3_key", required: true, secret: true, multiline: false });
    expect(platforms.find(({ platform }) => platform === "pdd")).toMatchObject({ pulls: true, feeds: true, tells_parcels: true, credentials: [] });
  });

  test("unknown and missing ones are refused by name, and no value is quoted", async () => {
    const refused = payShop({ mchid: "1900000001", api_v3_key: "top-secret-key", colour: "top-secret-blue" });
    await expect(refused).rejects.toMatchObject({
      kind: "invalid",
      code: "channels.bad_credentials",
      issues: [{ path: "credentials.colour" }, { path: "credentials.platform_keys", message: "is required" }],
    });
    expect(await refused.catch((error: Error & { issues: unknown }) => error.message + JSON.stringify(error.issues))).not.toContain("top-secret");
  });

  test("may come later: the shop says which it lacks, and a change keeps those that are not named", async () => {
    const shop = await payShop();
    expect(shop.health).toMatchObject({
      missing_credentials: ["mchid", "api_v3_key", "platform_keys"],
      troubles: expect.arrayContaining(["missing_credentials"]),
    });
    const filled = await updateShop(world.ctx, { shop_id: shop.id, credentials: PAY });
    expect(filled.health).toMatchObject({ missing_credentials: [], filled: { credentials: ["mchid", "api_v3_key", "platform_keys"] } });
    await updateShop(world.ctx, { shop_id: shop.id, credentials: { mchid: "1900000002" } });
    await expect(updateShop(world.ctx, { shop_id: shop.id, credentials: { api_v3_key: "" } })).rejects.toMatchObject({
      code: "channels.bad_credentials",
    });
    expect((await getShop(world.ctx, { shop_id: shop.id })).health.missing_credentials).toEqual([]);
    const rows =
      await rawSql()`select s::text as shop from shops s where id = ${shop.id} union all select a::text from audit_log a where entity_id = ${shop.id}`;
    for (const row of rows) expect(row.shop).not.toContain("k".repeat(32));
  });
});

describe("a live test", () => {
  test("lists a page of the last hour and takes nothing of it", async () => {
    world.sell("T-1", 5);
    world.sell("T-2", 10);
    expect(await testShopConnection(world.ctx, { shop_id: world.shop.id })).toMatchObject({ ok: true, pulls: true, listed: 2, kind: null });
    expect(await world.orders()).toEqual([]);
  });

  test("says in words what failed, by what a person does about it", async () => {
    const check = () => testShopConnection(world.ctx, { shop_id: world.shop.id });
    world.faults.serverErrorRate = 1;
    expect(await check()).toMatchObject({ ok: false, kind: "retryable", advice: expect.stringContaining("API address") });
    world.faults.serverErrorRate = 0;
    await updateShop(world.ctx, { shop_id: world.shop.id, app_secret: "another" });
    expect(await check()).toMatchObject({ ok: false, kind: "shop_setup", advice: expect.stringContaining("secret") });
    const waiting = await testShop({ code: "no-address", platform: "pdd" });
    expect(await testShopConnection(world.ctx, { shop_id: waiting.id })).toMatchObject({ ok: false, kind: "shop_setup" });
  });

  test("renews an expired token on the way, and closes an open circuit", async () => {
    await rawSql()`update shops set breaker_state = 'open', breaker_failures = 7, breaker_retry_at = now() + interval '1 hour' where id = ${world.shop.id}`;
    world.faults.expiredToken = true;
    expect(await testShopConnection(world.ctx, { shop_id: world.shop.id })).toMatchObject({ ok: true });
    const { health } = await getShop(world.ctx, { shop_id: world.shop.id });
    expect(health.breaker).toMatchObject({ state: "closed" });
    expect(health.token_expires_at).not.toBeNull();
  });
});

describe("a pause", () => {
  test("stops pulls with a reason until somebody ends it, and the next window reaches back to it", async () => {
    await world.minute();
    const paused = await pauseShop(world.ctx, { shop_id: world.shop.id, reason: "平台维护" });
    expect(paused.health).toMatchObject({ pulls: "paused", paused_reason: "平台维护", troubles: [] });
    await expect(pauseShop(world.ctx, { shop_id: world.shop.id, reason: "again" })).rejects.toMatchObject({ code: "channels.already_paused" });
    world.pass(20);
    expect(await planPulls(world.ctx)).toMatchObject({ planned: 0 });
    await resumeShop(world.ctx, { shop_id: world.shop.id });
    await expect(resumeShop(world.ctx, { shop_id: world.shop.id })).rejects.toMatchObject({ code: "channels.not_paused" });
    expect(await planPulls(world.ctx)).toMatchObject({ planned: 1 });
    const [first, second] = await world.windows();
    expect(second?.from.getTime()).toBeLessThanOrEqual(first?.to.getTime() ?? 0);
    const acts = await rawSql()`select action, reason from audit_log where entity_id = ${world.shop.id} and action like '%_shop' order by at, id`;
    expect(acts.map(({ action }) => action)).toEqual(["channels.create_shop", "channels.pause_shop", "channels.resume_shop"]);
  });

  test("is placed and ended, and a shop tested, by operations and administrators; only administrators hold its keys", async () => {
    for (const role of ROLES) {
      const actor = newCtx({ kind: "user", id: "0199c0de-0000-7000-8000-000000000001", name: role, role }, world.clock);
      const tested = testShopConnection(actor, { shop_id: world.shop.id });
      if (role === "ops" || role === "admin") await expect(tested).resolves.toMatchObject({ ok: true });
      else await expect(tested).rejects.toMatchObject({ kind: "forbidden" });
      const renamed = updateShop(actor, { shop_id: world.shop.id, name: "新名" });
      if (role === "admin") await expect(renamed).resolves.toMatchObject({ name: "新名" });
      else await expect(renamed).rejects.toMatchObject({ kind: "forbidden" });
    }
  });
});

test("health tells how far pulls are behind, and grows into a trouble", async () => {
  await world.minute();
  expect((await getShop(world.ctx, { shop_id: world.shop.id })).health).toMatchObject({ lag_seconds: 0, pulls: "on", troubles: [] });
  world.pass(16);
  const late = (await getShop(world.ctx, { shop_id: world.shop.id })).health;
  expect(late).toMatchObject({ lag_seconds: 960, troubles: ["lagging"] });
});

test("failed pulls and write-backs that waited for the shop are due at once when it is put right", async () => {
  await rawSql()`
    insert into pull_windows (id, shop_id, kind, from_at, to_at, state, failure_kind, next_try_at, requested_by)
    select gen_random_uuid(), ${world.shop.id}, 'scheduled', now() - interval '1 hour', now(), 'failed', kind, now() + interval '1 hour', 't'
    from unnest(array['shop_setup', 'retryable']) kind`;
  await updateShop(world.ctx, { shop_id: world.shop.id, access_token: "access-1" });
  const due = await rawSql()`select failure_kind, next_try_at is null as due from pull_windows order by 1`;
  expect(due.map((row) => [row.failure_kind, row.due])).toEqual([
    ["retryable", false],
    ["shop_setup", true],
  ]);
});
