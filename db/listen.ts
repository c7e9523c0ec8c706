import { rawSql } from "./client";

/** One LISTEN connection per process; `onNotify` also fires after each (re)connection. */
export async function listenLive(onNotify: () => void): Promise<void> {
  await rawSql().listen("tongdan_live", onNotify, onNotify);
}
