import type { Platform } from "@/lib/shared/platform";
import { demoShop } from "../core/demo-shops";
import type { MarketOrder } from "../core/market-order";
import { channelsOrderOf } from "./channels-detail";
import { douyinDetailOf } from "./douyin-detail";
import { genericOrderOf } from "./generic-detail";
import { jdOrderOf } from "./jd-detail";
import { pddOrderOf } from "./pdd-detail";
import { taobaoTradeOf } from "./taobao-detail";
import { wxaOrderOf } from "./wxa-detail";

type DetailOf = (order: MarketOrder, now: number) => Record<string, unknown> | null;

const DETAILS: Readonly<Record<Platform, DetailOf>> = {
  douyin: douyinDetailOf,
  taobao: taobaoTradeOf,
  jd: jdOrderOf,
  pdd: pddOrderOf,
  wechat_channels: channelsOrderOf,
  wechat_pay: wxaOrderOf,
  generic: genericOrderOf,
};

/** The order in the words of its platform; null where the platform does not know it yet. */
export function detailOf(order: MarketOrder, now: number): Record<string, unknown> | null {
  return order.placedAt <= now ? DETAILS[demoShop(order.shop).platform](order, now) : null;
}
