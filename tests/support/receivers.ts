import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A real SMTP server on loopback that keeps what it is sent, whole. */
export async function startMailServer(): Promise<{
  url: string;
  mails: { to: string[]; text: string }[];
  refuse(code: number | null): void;
  close(): Promise<void>;
}> {
  const mails: { to: string[]; text: string }[] = [];
  let code: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => (code === null ? done() : done(Object.assign(new Error("not now"), { responseCode: code }))),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", () => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: bodyOf(Buffer.concat(chunks).toString("utf8")) });
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (next) => {
      code = next;
    },
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  };
}

/** A one-part text mail, decoded. */
function bodyOf(raw: string): string {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, "base64").toString("utf8");
  const bytes = body.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /quoted-printable/i.test(head) ? Buffer.from(bytes, "latin1").toString("utf8") : body;
}

/** A group robot on loopback: HTTP 200 whatever happens, `errcode` says how it went. */
export async function startRobot(): Promise<{ url: string; texts: string[]; answer(errcode: number): void; close(): Promise<void> }> {
  const texts: string[] = [];
  let errcode = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { text: { content: string } };
      if (errcode === 0) texts.push(body.text.content);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ errcode, errmsg: errcode === 0 ? "ok" : "no" }));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/cgi-bin/webhook/send?key=abcd-1234`,
    texts,
    answer: (next) => {
      errcode = next;
    },
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
