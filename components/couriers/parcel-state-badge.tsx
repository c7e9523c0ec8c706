import { Badge } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBox,
  IconBuildingStore,
  IconCircleCheck,
  IconMotorbike,
  IconTag,
  IconTruck,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ParcelState } from "@/lib/couriers/core/parcel-state";

/** Grey waits, blue moves, green is done, amber needs a person, red has failed. */
const LOOKS: Record<ParcelState, { color: string; Icon: typeof IconTruck }> = {
  created: { color: "gray", Icon: IconTag },
  collected: { color: "blue", Icon: IconBox },
  in_transit: { color: "blue", Icon: IconTruck },
  out_for_delivery: { color: "blue", Icon: IconMotorbike },
  at_pickup_point: { color: "yellow", Icon: IconBuildingStore },
  delivered: { color: "green", Icon: IconCircleCheck },
  problem: { color: "yellow", Icon: IconAlertTriangle },
  returning: { color: "yellow", Icon: IconArrowBackUp },
  returned: { color: "red", Icon: IconArrowBackUp },
};

/** A parcel's state as colour, icon and word. */
export function ParcelStateBadge({ state }: { state: ParcelState }) {
  const t = useTranslations("couriers.states");
  const { color, Icon } = LOOKS[state];
  return (
    <Badge variant="light" color={color} leftSection={<Icon size={12} aria-hidden />}>
      {t(state)}
    </Badge>
  );
}
