import { Badge } from "@mantine/core";
import {
  IconBox,
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconCreditCard,
  IconHomeCheck,
  IconPackageExport,
  IconTruck,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { OrderStatus } from "@/lib/orders/core/order-status";

/** Grey waits, blue moves, green is done; cancelled is grey, for nobody has to act on it. */
const LOOKS: Record<OrderStatus, { color: string; Icon: typeof IconTruck }> = {
  unpaid: { color: "gray", Icon: IconCreditCard },
  paid: { color: "gray", Icon: IconClockPause },
  ready_to_ship: { color: "blue", Icon: IconBox },
  partially_shipped: { color: "blue", Icon: IconPackageExport },
  shipped: { color: "blue", Icon: IconTruck },
  delivered: { color: "green", Icon: IconHomeCheck },
  completed: { color: "green", Icon: IconCircleCheck },
  cancelled: { color: "gray", Icon: IconCircleX },
};

/** An order's stage as colour, icon and word. */
export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const t = useTranslations("orders.states");
  const { color, Icon } = LOOKS[status];
  return (
    <Badge variant="light" color={color} radius="sm" tt="none" leftSection={<Icon size={12} aria-hidden />}>
      {t(status)}
    </Badge>
  );
}
