import {
  IconAlertTriangle,
  IconArrowsJoin2,
  IconBuildingStore,
  IconEye,
  IconInbox,
  IconKey,
  IconPackage,
  IconPoint,
  IconTruck,
  IconVersions,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

type Icon = ComponentType<{ size?: number; stroke?: number; "aria-hidden"?: boolean; style?: { color: string; flex: string } }>;

const FAMILIES: Record<string, Icon> = {
  orders: IconPackage,
  merging: IconArrowsJoin2,
  versions: IconVersions,
  channels: IconBuildingStore,
  couriers: IconTruck,
  inbox: IconInbox,
  security: IconKey,
};

/** Acts worth a second look stand out among the hundreds that are not. */
const NOTABLE: Record<string, Icon> = {
  "orders.reveal": IconEye,
  "orders.flag_stuck": IconAlertTriangle,
  "merging.approve_refused": IconAlertTriangle,
  "security.sign_in_failed": IconAlertTriangle,
};

export function ActIcon({ action }: { action: string }) {
  const notable = NOTABLE[action];
  const Icon = notable ?? FAMILIES[action.split(".", 1)[0] ?? ""] ?? IconPoint;
  return <Icon size={15} stroke={1.7} aria-hidden style={{ flex: "none", color: notable ? "var(--td-amber)" : "var(--mantine-color-dimmed)" }} />;
}
