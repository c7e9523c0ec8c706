import type { Executor } from "@/db/transaction";
import { listEndpointRows } from "../store/webhook-store";

export type DisabledEndpoint = { id: string; url: string; since: Date | null };

/** Step: endpoints the product switched off itself, after days in which nothing was taken. */
export async function listDisabledEndpoints(executor: Executor): Promise<DisabledEndpoint[]> {
  const rows = await listEndpointRows(executor);
  return rows.filter(({ state }) => state === "disabled").map(({ id, url, failingSince }) => ({ id, url, since: failingSince }));
}
