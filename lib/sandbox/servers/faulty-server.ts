import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SandboxFaults } from "../core/faults";

export type PlatformRequest = { method: string; url: URL; headers: IncomingHttpHeaders; body: string };
export type PlatformReply = { status?: number; body: unknown };

/** A running sandbox platform; `server` is there for those who also speak websocket on the same port. */
export type FaultyServer = { url: string; server: Server; close(): Promise<void> };

/**
 * The HTTP side of a sandbox platform on loopback: answers as `answer` says, unless a fault comes first.
 * `throttled` is the platform's own way to say "too many calls"; null means HTTP 429. `faults` may change while it runs.
 */
export async function startFaultyServer(input: {
  faults: SandboxFaults;
  throttled: PlatformReply | null;
  random?: () => number;
  answer(request: PlatformRequest): PlatformReply | Promise<PlatformReply>;
}): Promise<FaultyServer> {
  const server = createServer((request, response) => {
    serve(input, request, response).catch(() => send(response, { status: 500, body: { message: "sandbox platform failed" } }, false));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server, close: () => closeServer(server) };
}

async function serve(input: Parameters<typeof startFaultyServer>[0], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { faults, throttled, random = Math.random } = input;
  const body = await textOf(request);
  if (faults.latencyMs > 0) await new Promise((later) => setTimeout(later, faults.latencyMs));
  if (random() < faults.serverErrorRate) return send(response, { status: 500, body: { message: "internal error" } }, false);
  if (random() < faults.throttleRate) return send(response, throttled ?? { status: 429, body: { message: "too many calls" } }, false);
  const url = new URL(request.url ?? "/", "http://sandbox");
  const reply = await input.answer({ method: request.method ?? "GET", url, headers: request.headers, body });
  send(response, reply, random() < faults.malformedRate);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** A text body goes out as it is: platforms write ids as bare numbers that JSON.stringify cannot. */
function send(response: ServerResponse, reply: PlatformReply, halved: boolean): void {
  const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status ?? 200, { "content-type": "application/json; charset=utf-8" });
  response.end(halved ? text.slice(0, Math.floor(text.length / 2)) : text);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
}
