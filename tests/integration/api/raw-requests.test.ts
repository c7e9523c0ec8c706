import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as anyGet, POST as anyPost } from "@/app/api/[...rest]/route";
import { ENDPOINTS } from "@/app/api/endpoints";
import { POST as channelPush } from "@/app/api/webhooks/channels/[shop]/route";
import { rawSql } from "@/db/client";
import { RATE, takeToken } from "@/lib/security/rate/rate-limit";
import { createToken } from "@/lib/security/use-cases/create-token";
import { newId } from "@/lib/shared/ids";
import { encodeCursor } from "@/lib/shared/page";
import { apiWorld } from "../../support/api-world";
import { testCtx } from "../../support/shops";

let world: Awaited<ReturnType<typeof apiWorld>>;
beforeAll(async () => {
  world = await apiWorld();
});
afterAll(() => world.drop());

const ingest = (body: string | Uint8Array, headers: Record<string, string> = {}) => world.call("ops", "POST /orders", { body, headers });
const named = (method: string) =>
  ENDPOINTS.filter((served) => served.method === method).map((served) => ({ served, name: `${method} ${served.path}` }));

test("a body that is not JSON is 422 and says at which position", async () => {
  const missing = await ingest('{"orders": [}');
  expect(missing.body).toMatchObject({ status: 422, code: "api.not_json", type: "urn:tongdan:problem:api.not_json", request_id: expect.any(String) });
  expect(missing.body.detail).toContain("position 12");
  expect((await ingest('{"orders": []')).body.detail).toContain("end of input");
  expect((await ingest('{"orders": [], "orders": [1]}')).body.detail).toContain("orders");
  expect((await ingest("[".repeat(200_000))).body).toMatchObject({ status: 422, code: "api.not_json" });
  const form = await ingest("orders=1", { "content-type": "application/x-www-form-urlencoded" });
  expect(form.body.detail).toContain("application/x-www-form-urlencoded");
});

test("JSON is taken for JSON whatever its type is said to be, and a byte order mark is no text", async () => {
  expect((await ingest('{"orders":[]}', { "content-type": "text/plain" })).body).toEqual({ results: [] });
  expect((await ingest('\ufeff{"orders":[]}')).body).toEqual({ results: [] });
});

test("a body that is not UTF-8 is refused rather than read with holes in it", async () => {
  const gbk = Buffer.concat([Buffer.from('{"orders":[{"external_id":"'), Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]), Buffer.from('"}]}')]);
  expect((await ingest(gbk)).body).toMatchObject({ status: 422, code: "api.not_utf8" });
});

test("a body over eight megabytes is 413", async () => {
  const huge = `{"orders":["${"x".repeat(8 * 1024 * 1024)}"]}`;
  expect((await ingest(huge)).body).toMatchObject({ status: 413, code: "api.body_too_large", title: "Too large" });
});

test.each(named("POST"))("$name refuses a field it does not know, and a body that is no object", async ({ name }) => {
  const params = { id: newId() };
  const strange = await world.call("admin", name, { params, body: { surprise: 1 } });
  expect([strange.status, JSON.stringify(strange.body.errors)]).toEqual([422, expect.stringContaining("surprise")]);
  for (const body of ["[]", "null", "7", '"text"']) expect([body, (await world.call("admin", name, { params, body })).status]).toEqual([body, 422]);
  const query = await world.call("admin", name, { params, body: {}, query: { dry_run: "1" } });
  expect([query.status, query.body.code]).toEqual([422, "api.unknown_query"]);
});

test.each(named("GET"))("$name refuses parameters that cannot be, and never fails on them", async ({ served, name }) => {
  const params = { id: newId(), version: "1" };
  const unknown = await world.call("admin", name, { params, query: { surprise: "1" } });
  expect([unknown.status, JSON.stringify(unknown.body.errors)]).toEqual([422, expect.stringContaining("surprise")]);
  if (served.path.includes("{id}")) expect((await world.call("admin", name, { params })).status).toBe(404);
  for (const field of Object.keys(served.query?.shape ?? {})) {
    for (const value of ["\u0000", "'", "9".repeat(300), "0000-01-01T00:00:00Z", "字"]) {
      const { status } = await world.call("admin", name, { params, query: { [field]: value } });
      expect([field, value.slice(0, 30), status < 500]).toEqual([field, value.slice(0, 30), true]);
    }
  }
  if (!served.query || !("cursor" in served.query.shape)) return;
  for (const key of [["x", "y"], [1e300, 2], ["2026-11-20T00:00:00.000Z", "no id"], ["+275760-09-13T00:00:00.000Z", newId()], [], [""]]) {
    const { status, body } = await world.call("admin", name, { params, query: { cursor: encodeCursor(key) } });
    expect([key, status, body.code]).toEqual([key, 422, "page.bad_cursor"]);
  }
});

test("what is no call is 404 with a pointer to the description, also for the root of the API", async () => {
  for (const rest of ["v1", "v1/nothing", "v2/orders", "v1/orders/1/2/3/4"]) {
    for (const handler of [anyGet, anyPost]) {
      const answer = await handler(new Request(`http://test/api/${rest}`, { method: handler === anyGet ? "GET" : "POST" }), {
        params: Promise.resolve({ rest: rest.split("/") }),
      });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json"]);
      expect((await answer.json()).detail).toContain(`/api/${rest}`);
    }
  }
});

test("whoever asks too fast is 429 and told when to come again; others are served", async () => {
  const { id, token } = await createToken(testCtx(), { name: "hasty", role: "ops" });
  const now = new Date(Date.now() + 60_000);
  for (let asked = 0; asked < RATE.burst; asked += 1) takeToken(id, now);
  const hasty = await world.call({ headers: { authorization: `Bearer ${token}` } }, "GET /shops");
  expect([hasty.status, hasty.body.code, hasty.headers.get("retry-after")]).toEqual([429, "api.too_many", "1"]);
  expect((await world.call("ops", "GET /shops")).status).toBe(200);
});

test("an error nobody expected is 500 with a neutral sentence and a request id, nothing of the database", async () => {
  await rawSql()`alter table shops rename to shops_away`;
  try {
    const { status, body } = await world.call("ops", "GET /shops").catch((error) => error);
    expect([status, body]).toEqual([
      500,
      {
        type: "urn:tongdan:problem:common.unknown",
        title: "Unexpected error",
        status: 500,
        detail: expect.not.stringMatching(/shops/),
        code: "common.unknown",
        errors: [],
        request_id: expect.any(String),
      },
    ]);
  } finally {
    await rawSql()`alter table shops_away rename to shops`;
  }
});

test("a push to an address that cannot be is 404, not a failure", async () => {
  for (const shop of ["nowhere", "nul\u0000", "x".repeat(5_000)]) {
    const answer = await channelPush(new Request("http://test/", { method: "POST", body: "{}" }), { params: Promise.resolve({ shop }) });
    expect([shop.slice(0, 10), answer.status]).toEqual([shop.slice(0, 10), 404]);
  }
});
