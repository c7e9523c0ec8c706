import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { requestSign, type SignMethod } from "@/lib/channels/adapters/douyin/signature";

/** An application the platform knows, and how it finds that application's orders. */
export type PlatformApp = { appKey: string; appSecret: string; findDetail(orderId: string): Record<string, unknown> | null };

export type Platform = { url: string; close(): Promise<void> };

/** A Douyin-like open platform on loopback: `order.orderDetail` behind the real request signature. */
export async function startDouyinPlatform(input: { apps: readonly PlatformApp[] }): Promise<Platform> {
  const server = createServer((request, response) => {
    answer(input.apps, request)
      .then((body) => send(response, body))
      .catch(() => send(response, { code: 20_000, msg: "system error", sub_code: "isp.service-error" }));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

async function answer(apps: readonly PlatformApp[], request: IncomingMessage): Promise<unknown> {
  const url = new URL(request.url ?? "/", "http://sandbox");
  const body = await textOf(request);
  const query = (name: string) => url.searchParams.get(name) ?? "";
  const app = apps.find((one) => one.appKey === query("app_key"));
  if (!app) return { code: 30_002, msg: "app_key is not known", sub_code: "isv.app-key-invalid" };
  const params = { app_key: app.appKey, method: query("method"), param_json: body, timestamp: query("timestamp"), v: query("v") };
  const signMethod: SignMethod = query("sign_method") === "md5" ? "md5" : "hmac-sha256";
  if (requestSign({ secret: app.appSecret, params, signMethod }) !== query("sign")) {
    return { code: 30_001, msg: "sign check failed", sub_code: "isv.signature-invalid" };
  }
  if (url.pathname !== "/order/orderDetail" || params.method !== "order.orderDetail") {
    return { code: 40_004, msg: "no such method", sub_code: "isv.method-not-exist" };
  }
  const asked = JSON.parse(body) as { shop_order_id?: string };
  const detail = app.findDetail(String(asked.shop_order_id));
  if (!detail) return { code: 50_002, msg: "订单不存在", sub_code: "isv.business-failed:2010007", sub_msg: "订单不存在" };
  return { code: 10_000, msg: "success", sub_code: "", sub_msg: "", data: { shop_order_detail: detail } };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}

function closeServer(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
}
