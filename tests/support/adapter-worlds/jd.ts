import { rawSql } from "@/db/client";
import { type JdOrderInput, jdOrder } from "@/lib/channels/adapters/jd/fixtures";
import { planPulls } from "@/lib/channels/use-cases/plan-pulls";
import { pullWindow } from "@/lib/channels/use-cases/pull-window";
import { startBackfill } from "@/lib/channels/use-cases/start-backfill";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { startJdPlatform } from "@/lib/sandbox/servers/jd-platform";
import { TEST_APP } from "../shops";
import { type AdapterWorld, type Repeat, type Telling, TOKENS, worldBase } from "./adapter-world";
import { type NeutralOrder, RECEIVER, refundOf } from "./neutral-order";

const STATES: Record<NeutralOrder["status"], string> = {
  unpaid: "NOT_PAY",
  deposit_paid: "NOT_PAY",
  paid: "WAIT_SELLER_STOCK_OUT",
  part_shipped: "WAIT_SELLER_STOCK_OUT",
  shipped: "WAIT_GOODS_RECEIVE_CONFIRM",
  signed: "RECEIPTS_CONFIRM",
  completed: "FINISHED_L",
  cancelled: "TRADE_CANCELED",
};
const CIPHER = "AAT/Qm9yZ2VzIHdyb3RlIG9mIGFuIGVuZGxlc3MgbGlicmFyeQ==";
const PHONE_MASK = "136*******2";
const SECOND = 1000;

/** JD pushes nothing: a scheduled window finds what changed, and what it had told late is pulled again. */
export async function jdWorld(): Promise<AdapterWorld> {
  const base = await worldBase();
  const { ctx, books } = base;
  const platform = await startJdPlatform({ apps: [{ ...TEST_APP, ...TOKENS, book: books.book }], faults: base.faults });
  const shop = await base.openShop("jd", platform.url);

  async function pullDue(): Promise<void> {
    const due = await rawSql()<{ id: string }[]>`select id from pull_windows where state = 'planned' order by from_at, id`;
    for (const { id } of due) {
      const end = await pullWindow(ctx, { window_id: id });
      if (end !== "covered") throw new Error(`The window ended ${end}.`);
    }
    await base.workOff();
  }
  async function wasPulled(at: Date): Promise<boolean> {
    const [row] = await rawSql()<{ last: string | null }[]>`select max(to_at) as last from pull_windows where kind = 'scheduled'`;
    return row?.last != null && new Date(row.last) > at;
  }

  return {
    ctx,
    standAt: base.standAt,
    shopCode: shop.code,
    seenAs: () => ({ name: "", phone: PHONE_MASK, address: "" }),
    async tell({ order, isShown }: Telling, repeat: Repeat) {
      const late = repeat !== "first" || (await wasPulled(order.changedAt));
      for (const told of isShown ? detailsOf(order) : []) {
        books.put({ externalId: told.orderId, modifiedAt: told.modified, detail: jdOrder(told) });
      }
      const around = (ms: number) => new Date(order.changedAt.getTime() + ms).toISOString();
      if (late) await startBackfill(ctx, { shop: shop.code, from: around(-SECOND), to: around(SECOND) });
      else await planPulls(ctx);
      await pullDue();
    },
    async close() {
      await platform.close();
      await base.db.drop();
    },
  };
}

/** Of what leaves in two parcels JD makes two orders; the one they come from is only their parent then. */
function detailsOf(order: NeutralOrder): JdOrderInput[] {
  const parts = order.parcels.length > 1 || order.status === "part_shipped" ? order.lines : [];
  if (parts.length === 0) return [detailOf(order)];
  const ids = parts.map((_, index) => `${order.id}${index + 1}`);
  const parent = { ...detailOf({ ...order, parcels: [] }), state: STATES.paid, venderRemark: `订单拆分为 ${ids.join(" ")}`, leftAt: undefined };
  const children = parts.map((line, index): JdOrderInput => {
    const parcel = order.parcels.find(({ skus }) => skus.includes(line.sku));
    const part = { ...order, id: ids[index] ?? "", lines: [line], freight: 0, discount: 0, parcels: parcel ? [parcel] : [] };
    const shippedAt = parcel?.at ?? null;
    return { ...detailOf({ ...part, status: parcel ? "shipped" : "paid", shippedAt }), parentOrderId: order.id };
  });
  return [parent, ...children];
}

/** Locked while the buyer wants it cancelled. */
function stateOf(order: NeutralOrder): string {
  return order.status === "paid" && refundOf(order) === "asked" ? "LOCKED" : STATES[order.status];
}

function detailOf(order: NeutralOrder): JdOrderInput {
  const { place, parcels } = order;
  const blank = { fullname: "", fullAddress: "", mobile: "", telephone: "", province: "", city: "", county: "", town: "" };
  return {
    orderId: order.id,
    state: stateOf(order),
    started: order.placedAt,
    paid: order.paidAt ?? undefined,
    modified: order.changedAt,
    leftAt: order.shippedAt ?? undefined,
    ended: order.endedAt ?? undefined,
    freight: order.freight,
    sellerDiscount: order.discount,
    consignee: place
      ? {
          ...blank,
          fullname: CIPHER,
          fullAddress: CIPHER,
          mobile: PHONE_MASK,
          telephone: PHONE_MASK,
          province: RECEIVER.province,
          city: RECEIVER.city,
          county: place.district,
        }
      : blank,
    oaid: place ? `oaid-${place.district}` : undefined,
    items: order.lines.map((line, index) => ({ ...line, skuId: `1005488700000${index + 1}` })),
    waybill: parcels.length > 0 ? parcels.map(({ number }) => number).join(",") : undefined,
    logisticsId: carrierCodeFor("jd", "zhongtong") ?? undefined,
  };
}
