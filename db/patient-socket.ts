import { Socket } from "node:net";

/** Long enough for the transaction that just lost its connection to try its rollback and be refused. */
const TELL_CLOSED_AFTER_MS = 1_000;

/**
 * A socket that tells of its end in two steps. postgres.js 3.4.9 forgets a closed socket at once, and the rollback of the
 * transaction that was on it then writes to null, outside every promise: the process dies, or keeps a connection that
 * answers nobody (porsager/postgres#1208). So queries are refused first, by an error, and the close is told later.
 */
class PatientSocket extends Socket {
  #opened = false;
  #ended = false;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === "connect") this.#opened = true;
    if (event !== "close" || !this.#opened || this.#ended) return super.emit(event, ...args);
    this.#ended = true;
    this.#refuse();
    setTimeout(() => super.emit(event, ...args), TELL_CLOSED_AFTER_MS);
    return true;
  }

  // biome-ignore lint/suspicious/noExplicitAny: Socket.write has four shapes, all passed on as they are.
  override write(...args: any[]): boolean {
    if (!this.#ended) return super.write(...(args as Parameters<Socket["write"]>));
    setImmediate(() => this.#refuse());
    return false;
  }

  #refuse(): void {
    const error = Object.assign(new Error("The database connection was closed."), { code: "CONNECTION_CLOSED" });
    if (this.listenerCount("error") > 0) super.emit("error", error);
  }
}

/** For postgres.js' `socket` option: on its way to the server at once; what is written before it is there waits in it. */
export function openSocket({ host, port, path }: { host: string[]; port: number[]; path?: unknown }): Socket {
  const socket = new PatientSocket();
  return typeof path === "string" ? socket.connect(path) : socket.connect({ host: host[0] ?? "127.0.0.1", port: port[0] ?? 5432 });
}
