import { z } from "zod";
import { reader } from "@/db/transaction";
import type { ClaimedPush, Settlement } from "@/lib/inbox/core/push";
import type { Ctx } from "@/lib/shared/context";
import { CodedError } from "@/lib/shared/errors";
import { adapterFor } from "../adapters/adapter-for";
import type { DetailResult, MappedOrder, PushMeaning } from "../core/channel-adapter";
import { afterDetailFailure } from "../core/detail-failure";
import { PULLED_TOPIC, pulledSchema } from "../core/pulled-order";
import type { KnownShop } from "../store/shop-access";
import { noteShopError } from "../store/shop-store";
import { refreshAccess } from "./refresh-access";

export type PushedOrder =
  | { kind: "order"; mapped: MappedOrder }
  | { kind: "facts"; meaning: Extract<PushMeaning, { kind: "order_facts" }> }
  | { kind: "settled"; settlement: Settlement };

const unreadableSchema = z.object({ unreadable: z.string(), body: z.string() });

/** What a kept push is about, as a canonical order; throws where trying again may help. */
export async function loadPushedOrder(ctx: Ctx, input: { push: ClaimedPush; shop: KnownShop }): Promise<PushedOrder> {
  const { push, shop } = input;
  const unreadable = unreadableSchema.safeParse(push.payload);
  if (push.topic === "unreadable" && unreadable.success) return refused(unreadable.data.unreadable);
  if (push.topic === PULLED_TOPIC) {
    const pulled = pulledSchema.safeParse(push.payload);
    if (!pulled.success) return refused('A pulled order is kept as {"external_id": "…", "detail": …}.');
    const { external_id: externalId, detail } = pulled.data;
    return detail === null || detail === undefined ? fetchOrder(ctx, { ...input, externalId }) : mapDetail(shop, detail);
  }
  const meaning = adapterFor(shop.platform).interpret(push.payload);
  switch (meaning.kind) {
    case "ignored":
      return { kind: "settled", settlement: { action: "process" } };
    case "unreadable":
      return refused(meaning.reason);
    case "order_detail":
      return mapDetail(shop, meaning.detail);
    case "order_facts":
      return { kind: "facts", meaning };
    case "order_changed":
      return fetchOrder(ctx, { ...input, externalId: meaning.externalId });
  }
}

async function fetchOrder(ctx: Ctx, input: { push: ClaimedPush; shop: KnownShop; externalId: string }): Promise<PushedOrder> {
  const { push, shop, externalId } = input;
  const result = await askForDetail(ctx, { shop, externalId });
  if (result.ok) return mapDetail(shop, result.detail);
  await noteShopError(reader(), shop.id, { reason: result.reason, at: ctx.clock.now() });
  const end = afterDetailFailure({ failure: result, shopId: shop.id, externalId, attempts: push.attempts, now: ctx.clock.now() });
  if (end.retry) throw new CodedError({ kind: "unavailable", code: "channels.platform_unavailable", message: result.reason });
  return { kind: "settled", settlement: end.settlement };
}

/** With a new token where the old one has expired: a push must not wait for the next pull to renew it. */
async function askForDetail(ctx: Ctx, input: { shop: KnownShop; externalId: string }): Promise<DetailResult> {
  const { shop, externalId } = input;
  const { fetchDetail } = adapterFor(shop.platform);
  const result = await fetchDetail({ shop: shop.access, externalId, now: ctx.clock.now() });
  if (result.ok || result.kind !== "token_expired") return result;
  const renewed = await refreshAccess(ctx, { shopId: shop.id, expired: shop.access.accessToken });
  return renewed.ok ? fetchDetail({ shop: renewed.shop.access, externalId, now: ctx.clock.now() }) : renewed;
}

function mapDetail(shop: KnownShop, detail: unknown): PushedOrder {
  const mapping = adapterFor(shop.platform).toIncoming({ detail, shopCode: shop.access.code });
  if (!mapping.ok) return refused(`The order detail cannot be used: ${mapping.reason}`);
  return { kind: "order", mapped: mapping.mapped };
}

function refused(reason: string): PushedOrder {
  return { kind: "settled", settlement: { action: "refuse", reason } };
}
