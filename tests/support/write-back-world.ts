import { rawSql } from "@/db/client";

import { sendWriteBacks } from "@/lib/channels/use-cases/send-write-backs";
import { sweepWriteBacks } from "@/lib/channels/use-cases/sweep-write-backs";
import { recordOrderEvents } from "@/lib/orders/use-cases/record-order-events";
import { orderIdOf } from "./inbox-rows";
import { pullWorld } from "./pull-world";
import { relayOutbox } from "./relay-outbox";

export type WriteBackFact = {
  id: string;
  key: string;
  kind: string;
  state: string;
  attempts: number;
  failure_kind: string | null;
  error: string | null;
};

type Scan = { carrier?: string; number: string; partial?: true; lineIds?: string; replaces?: string };

/** The pull world, from whose warehouse parcels leave. */
export async function writeBackWorld(shopCode: string) {
  const pulled = await pullWorld(shopCode);
  let scans = 0;
  return {
    ...pulled,
    /** An order of the platform that is here. */
    async order(orderSn: string): Promise<string> {
      pulled.sell(orderSn);
      await pulled.minute();
      await relayOutbox(pulled.ctx);
      const id = await orderIdOf(shopCode, orderSn);
      if (!id) throw new Error(`The order ${orderSn} did not come.`);
      return id;
    },
    /** The warehouse scans a parcel out, by the API; the product's handlers take it up. */
    async scan(orderId: string, { carrier = "zhongtong", number, partial, lineIds, replaces }: Scan): Promise<void> {
      scans += 1;
      const data = { carrier, tracking_number: number, ...(lineIds ? { line_ids: lineIds } : {}), ...(replaces ? { replaces } : {}) };
      const type = partial ? ("partial_outbound_scan" as const) : ("outbound_scan" as const);
      await recordOrderEvents(pulled.ctx, {
        order_id: orderId,
        events: [{ type, occurred_at: pulled.clock.now().toISOString(), source_event_id: `scan-${scans}`, data }],
      });
      await relayOutbox(pulled.ctx);
    },
    send: () => sendWriteBacks(pulled.ctx, { shop_id: pulled.shop.id }),
    sweep: () => sweepWriteBacks(pulled.ctx),
    async writeBacks(): Promise<WriteBackFact[]> {
      const rows = await rawSql()<WriteBackFact[]>`
        select id, key, kind, state, attempts, failure_kind, error from write_backs order by created_at, id`;
      return [...rows];
    },
    async jobs(): Promise<number> {
      const [row] = await rawSql()<{ n: number }[]>`
        select count(*)::int as n from graphile_worker.jobs where task_identifier = 'send_write_backs' and key = ${`write_back:${pulled.shop.id}`}`;
      return row?.n ?? 0;
    },
  };
}
