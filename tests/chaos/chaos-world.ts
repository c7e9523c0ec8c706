import { rawSql } from "@/db/client";
import { createShop } from "@/lib/channels/use-cases/create-shop";
import { createCourierAccount } from "@/lib/couriers/use-cases/create-courier-account";
import { detectStuckOrders } from "@/lib/orders/use-cases/detect-stuck-orders";
import { createToken } from "@/lib/security/use-cases/create-token";
import { systemCtx } from "@/lib/shared/context";
import { CHAOS_COURIER, CHAOS_SHOP } from "./trade";

/** A shop, a courier and a token in the present database; returns the token. */
export async function makeChaosWorld(): Promise<string> {
  const ctx = systemCtx("chaos");
  await createShop(ctx, {
    platform: "douyin",
    code: CHAOS_SHOP.code,
    name: "混沌店",
    app_key: CHAOS_SHOP.appKey,
    app_secret: CHAOS_SHOP.appSecret,
    settings: { buffer_minutes: 240 },
  });
  await createCourierAccount(ctx, { provider: "kuaidi100", name: "混沌快递", ...CHAOS_COURIER });
  return (await createToken(ctx, { name: "chaos", role: "ops" })).token;
}

export type Outcome = Record<"external_id" | "status" | "times" | "content" | "facts" | "parcels" | "exceptions", string>;

/** Everything that may be asked about an order and must not depend on how its events came; ids and clocks of the run are left out. */
export async function outcomes(): Promise<Outcome[]> {
  await detectStuckOrders(systemCtx("chaos"));
  return rawSql()<Outcome[]>`
    select o.external_id, o.status,
      concat_ws('|', o.placed_at, o.paid_at, o.shipped_at, o.delivered_at, o.completed_at, o.cancelled_at, o.stage_since) as times,
      concat_ws('|', o.receiver_name_masked, o.receiver_address_masked, o.receiver_index, o.has_buyer_note, o.paid_amount, o.item_summary, o.modified_at,
        (select string_agg(concat_ws(':', l.sku, l.quantity, l.paid, l.cancelled), ',' order by l.position) from order_lines l where l.order_id = o.id)) as content,
      (select string_agg(concat_ws(' ', e.type, e.occurred_at, e.source, e.data->>'tracking_number', e.data->>'state'), ', ' order by e.occurred_at, e.type, e.source, e.data::text)
        from order_events e where e.order_id = o.id and e.type in
          ('placed', 'paid', 'partial_outbound_scan', 'outbound_scan', 'delivered', 'completed', 'cancelled', 'parcel_moved')) as facts,
      coalesce((select string_agg(concat_ws(' ', p.tracking_number, p.state, p.last_event_at, (select count(*) from parcel_events n where n.parcel_id = p.id)),
        ', ' order by p.tracking_number) from parcels p join parcel_orders po on po.parcel_id = p.id where po.order_id = o.id), '') as parcels,
      coalesce((select string_agg(concat_ws(' ', x.type, x.key, x.detail->>'event', x.detail->>'status'), ', ' order by x.type, x.key)
        from order_exceptions x where x.order_id = o.id and x.closed_at is null), '') as exceptions
    from orders o order by o.external_id`;
}

/** Open suggestions by their members: one for each household that ordered twice. */
export async function suggestions(): Promise<string[]> {
  const rows = await rawSql()<{ said: string }[]>`
    select concat_ws(' ', s.state, s.tier, string_agg(o.external_id, '+' order by o.external_id)) as said
    from merge_suggestions s join merge_suggestion_orders m on m.suggestion_id = s.id join orders o on o.id = m.order_id
    where s.state in ('open', 'blocked') group by s.id order by 1`;
  return rows.map((row) => row.said);
}
