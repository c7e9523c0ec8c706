import type { CourierAdapter } from "@/lib/couriers/core/courier-adapter";
import type { CourierProvider } from "@/lib/couriers/core/courier-provider";
import { cainiaoAdapter } from "./cainiao/adapter";
import { kdniaoAdapter } from "./kdniao/adapter";
import { kuaidi100Adapter } from "./kuaidi100/adapter";
import { sfAdapter } from "./sf/adapter";

const ADAPTERS: Record<CourierProvider, CourierAdapter> = {
  kuaidi100: kuaidi100Adapter,
  kdniao: kdniaoAdapter,
  sf: sfAdapter,
  cainiao: cainiaoAdapter,
};

export function courierAdapterFor(provider: CourierProvider): CourierAdapter {
  return ADAPTERS[provider];
}
