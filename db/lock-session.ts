import postgres from "postgres";

/** A question about locks takes milliseconds; a database that does not answer may have given them to others. */
const ANSWER_WITHIN_MS = 10_000;
const CONNECT_TIMEOUT_S = 10;

/** Advisory locks of one process. What it holds is freed by the database as soon as the process or its connection is gone. */
export type LockSession = {
  /** False while another process holds it. Throws where the database does not answer: then nothing is held any more. */
  tryLock(name: string): Promise<boolean>;
  unlock(name: string): Promise<void>;
  /** Throws where the locks are lost. */
  check(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens a connection that does nothing but hold locks, beside the pool: an exhausted pool must not look like a dead
 * process. `onLost` is told when the connection ends by itself, and with it every lock.
 */
export function openLockSession(input: { url: string; onLost: () => void }): LockSession {
  let closed = false;
  const sql = postgres(input.url, {
    max: 1,
    // A connection that is renewed for its age would drop the locks.
    max_lifetime: null,
    connect_timeout: CONNECT_TIMEOUT_S,
    onnotice: () => undefined,
    onclose: () => !closed && input.onLost(),
    // The database notices within twenty seconds that this machine has gone.
    connection: { application_name: "tongdan-locks", tcp_keepalives_idle: 5, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 },
  });
  const ask = <T>(question: Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        input.onLost();
        reject(new Error(`The database did not answer about locks within ${ANSWER_WITHIN_MS / 1000} s.`));
      }, ANSWER_WITHIN_MS);
    });
    return Promise.race([question, late]).finally(() => clearTimeout(timer));
  };
  return {
    async tryLock(name) {
      const [row] = await ask(sql<{ taken: boolean }[]>`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as taken`);
      return row?.taken === true;
    },
    async unlock(name) {
      await ask(sql`select pg_advisory_unlock(hashtextextended(${name}, 0))`);
    },
    async check() {
      await ask(sql`select 1`);
    },
    async close() {
      closed = true;
      await sql.end({ timeout: 2 });
    },
  };
}
