import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createToken } from "@/lib/security/use-cases/create-token";
import { newId } from "@/lib/shared/ids";
import { sessionCookie } from "../support/api-world";
import { type AppServer, startAppServer } from "../support/app-server";
import { placeOrders } from "../support/merge-world";
import { testCtx, testShop } from "../support/shops";

const BUILD = path.resolve(import.meta.dirname, "../../.next");
const built = (file: string) => JSON.parse(readFileSync(path.join(BUILD, file), "utf8"));

/** Words of the one order there is: none of them may reach somebody who is not signed in. */
const CANARIES = ["CANARY-7731", "金丝雀专卖", "会唱歌的茶壶", "呼伦贝尔市"];

let app: AppServer;
let orderId = "";
let cookie: Record<string, string> = {};
let token = "";
beforeAll(async () => {
  app = await startAppServer(async () => {
    await testShop({ code: "canary", platform: "generic", name: "金丝雀专卖" });
    const receiver = { name: "金丝雀", phone: "13977317731", province: "内蒙古自治区", city: "呼伦贝尔市", district: "海拉尔区", address: "1 号" };
    const lines = [{ external_line_id: "1", sku: "T", title: "会唱歌的茶壶", quantity: 1, unit_price: 12_900, paid: 12_800 }];
    [orderId = ""] = await placeOrders([{ shop: "canary", external_id: "CANARY-7731", receiver, lines }]);
    cookie = await sessionCookie("admin");
    token = (await createToken(testCtx(), { name: "canary", role: "admin" })).token;
  });
});
afterAll(() => app?.stop());

/** Pages behind sign-in, from the build itself. */
const pages = Object.entries<string>(built("app-path-routes-manifest.json"))
  .filter(([file]) => file.startsWith("/(console)/") && file.endsWith("/page"))
  .map(([, url]) => url);
const addressOf = (page: string) => page.replace("[id]", orderId);
/** Next sends RSC requests on to themselves with a digest of their headers (`_rsc`): that is followed, nothing else is. */
async function get(address: string, headers: Record<string, string> = {}, method = "GET"): Promise<Response> {
  const answer = await fetch(`${app.url}${address}`, { method, headers, redirect: "manual", signal: AbortSignal.timeout(30_000) });
  const to = answer.headers.get("location");
  if (!to || !headers.rsc) return answer;
  const next = new URL(to, app.url);
  const same = next.pathname === new URL(address, app.url).pathname && next.searchParams.has("_rsc");
  return same ? fetch(next, { method, headers, redirect: "manual", signal: AbortSignal.timeout(30_000) }) : answer;
}

/** Everything an answer carries, as text. */
async function carried(answer: Response): Promise<string> {
  return `${JSON.stringify([...answer.headers])}\n${await answer.text()}`;
}
function leaked(text: string): string[] {
  return CANARIES.filter((word) => text.includes(word) || text.includes(encodeURIComponent(word)));
}

const SUBREQUEST = ["proxy", "middleware", "src/proxy", "src/middleware", "pages/_middleware"].map((name) => Array(5).fill(name).join(":"));
/** The ways round a guard that stands in a proxy or a layout. */
const WAYS: { way: string; suffix?: string; headers?: Record<string, string> }[] = [
  { way: "plainly" },
  { way: "as RSC", suffix: "?_rsc=1", headers: { rsc: "1" } },
  { way: "as a prefetch", headers: { rsc: "1", "next-router-prefetch": "1" } },
  { way: "as a segment", headers: { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" } },
  {
    way: "from inside the console layout",
    headers: { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{"children":["(console)",{}]},null,"refetch"]') },
  },
  { way: "by its .rsc address", suffix: ".rsc" },
  { way: "by a segment address", suffix: ".segments/_tree.segment.rsc" },
  { way: "as data of the pages router", suffix: ".json" },
  ...SUBREQUEST.map((value) => ({ way: `as a subrequest of ${value.split(":")[0]}`, headers: { "x-middleware-subrequest": value } })),
  { way: "as invoked", headers: { "x-invoke-path": "/overview", "x-matched-path": "/overview", "x-middleware-invoke": "1" } },
  { way: "with a forged path", headers: { "x-tongdan-path": "https://evil.example/" } },
];

test("the words to look for are there for somebody who is signed in", async () => {
  for (const headers of [cookie, { ...cookie, rsc: "1" }]) {
    const list = await carried(await get("/orders", headers));
    expect(leaked(list)).toEqual(expect.arrayContaining(["CANARY-7731", "会唱歌的茶壶"]));
  }
  expect(pages).toEqual(expect.arrayContaining(["/overview", "/orders/[id]", "/audit", "/settings"]));
});

describe.each(WAYS)("asked $way", ({ suffix = "", headers = {} }) => {
  test("no page gives anything away; it asks to sign in or is not there", async () => {
    for (const page of [...pages, "/"]) {
      const address = page === "/" && suffix.startsWith(".") ? `/index${suffix}` : `${addressOf(page)}${suffix}`;
      const answer = await get(address, headers);
      const text = await carried(answer);
      expect([address, leaked(text)]).toEqual([address, []]);
      expect([address, answer.status < 500]).toEqual([address, true]);
      if (answer.status === 307) expect(new URL(answer.headers.get("location") ?? "", app.url).origin).toBe(app.url);
      if (suffix === "" && !headers.rsc && page !== "/") expect([address, answer.status]).toEqual([address, 307]);
      if (headers["x-tongdan-path"]) expect(text).not.toContain("evil.example");
    }
  });

  test("no call of the API answers without a token", async () => {
    for (const call of [
      "/api/v1/orders",
      `/api/v1/orders/${orderId}`,
      `/api/v1/orders/${orderId}/timeline`,
      "/api/v1/audit",
      "/api/metrics",
      "/api/live",
    ]) {
      const answer = await get(`${call}${suffix}`, headers);
      expect([call, [401, 404].includes(answer.status), leaked(await carried(answer))]).toEqual([call, true, []]);
    }
  });
});

test("every server action refuses whoever is not signed in, called by its id on any page", async () => {
  const actions = Object.entries<{ exportedName: string; workers: Record<string, unknown> }>(built("server/server-reference-manifest.json").node);
  const open = ["setPreferencesAction"];
  const form = new FormData();
  form.append("1_shop", "canary");
  form.append("0", '["$K1"]');
  const names = actions.map(([, { exportedName }]) => exportedName);
  expect(names).toEqual(expect.arrayContaining(["createOrderAction", "approveMergeAction", "approveChangeAction", ...open]));
  for (const [id, { exportedName, workers }] of actions) {
    const page = Object.keys(workers)[0] ?? "";
    const address = addressOf(built("app-path-routes-manifest.json")[page.replace(/^app/, "")]);
    const argument = { order_id: orderId, suggestion_id: newId(), change_request_id: newId(), group_id: newId(), purpose: "call_buyer", reason: "x" };
    const takesForm = ["startImportAction", "previewImportAction"].includes(exportedName);
    const answer = await fetch(`${app.url}${address}`, {
      method: "POST",
      headers: {
        "next-action": id,
        origin: app.url,
        accept: "text/x-component",
        ...(takesForm ? {} : { "content-type": "text/plain;charset=UTF-8" }),
      },
      body: takesForm ? form : JSON.stringify([argument]),
      redirect: "manual",
    });
    const text = await carried(answer);
    expect([exportedName, leaked(text)]).toEqual([exportedName, []]);
    if (open.includes(exportedName)) continue;
    expect([exportedName, text.includes('"ok":true')]).toEqual([exportedName, false]);
    expect([exportedName, /auth\.required|"ok":false|\/login/.test(text)]).toEqual([exportedName, true]);
  }
});

test("sign-in sends nobody to another site", async () => {
  for (const next of [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
    "%2F%2Fevil.example",
  ]) {
    const answer = await get(`/login?next=${encodeURIComponent(next)}`, cookie);
    expect([next, new URL(answer.headers.get("location") ?? "", app.url).origin]).toEqual([next, app.url]);
  }
});

test("unusual methods and addresses get their own answer, never data", async () => {
  const answerOf = async (method: string, address: string, headers: Record<string, string> = {}) => {
    const answer = await get(address, headers, method);
    return { status: answer.status, type: answer.headers.get("content-type"), allow: answer.headers.get("allow"), text: await answer.text() };
  };
  const bearer = { authorization: `Bearer ${token}` };
  expect(await answerOf("HEAD", "/api/v1/orders", bearer)).toMatchObject({ status: 200, text: "" });
  expect(await answerOf("HEAD", "/api/v1/orders")).toMatchObject({ status: 401, text: "" });
  expect(await answerOf("OPTIONS", "/api/v1/orders")).toMatchObject({ status: 204, allow: "GET, POST, HEAD, OPTIONS" });
  for (const method of ["PUT", "DELETE", "PATCH"]) {
    expect(await answerOf(method, "/api/v1/orders", bearer)).toMatchObject({ status: 405, type: "application/problem+json" });
  }
  expect(await answerOf("POST", "/api/health")).toMatchObject({ status: 405, allow: "GET, HEAD, OPTIONS" });
  for (const address of ["/api/v1/nothing", "/api/v1", "/api/nothing", "/api/v1/orders/1/2/3"]) {
    expect([address, await answerOf("GET", address)]).toMatchObject([address, { status: 404, type: "application/problem+json" }]);
  }
  for (const address of [
    "//api/v1/orders",
    "/api/v1/orders/",
    "/api/v1/%6frders",
    "/_next/data/x/orders.json",
    "/api/v1/orders%2f",
    "/api/v1/orders;x",
  ]) {
    const { status, text } = await answerOf("GET", address);
    expect([address, status === 200, leaked(text)]).toEqual([address, false, []]);
  }
});

test("over HTTP a body that is too large is 413 and one that is broken says where", async () => {
  const post = async (body: string) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${app.url}/api/v1/orders`, { method: "POST", headers, body });
    return { status: answer.status, body: await answer.json() };
  };
  for (const megabytes of [9, 30]) {
    const huge = `{"orders":["${"x".repeat(megabytes * 1024 * 1024)}"]}`;
    expect(await post(huge)).toMatchObject({ status: 413, body: { code: "api.body_too_large" } });
  }
  expect(await post('{"orders":[}')).toMatchObject({ status: 422, body: { detail: expect.stringContaining("position 11") } });
  expect(await post('{"orders":[]}')).toEqual({ status: 200, body: { results: [] } });
});
