import type { CourierAdapter } from "@/lib/couriers/core/courier-adapter";
import type { CourierProvider } from "@/lib/couriers/core/courier-provider";
import { kuaidi100Adapter } from "./kuaidi100/adapter";

const ADAPTERS: Record<CourierProvider, CourierAdapter> = { kuaidi100: kuaidi100Adapter };

export function courierAdapterFor(provider: CourierProvider): CourierAdapter {
  return ADAPTERS[provider];
}
