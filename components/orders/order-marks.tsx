import { Group, Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconClockExclamation, IconHandStop, IconMessage, IconPackages, IconReceiptRefund } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { OrderRowView } from "@/lib/orders/core/order-view";

type Mark = { key: string; label: string; color: string; Icon: typeof IconPackages };

/** What is special about an order, as icons with words; amber ones wait for a person. */
export function OrderMarks({ order }: { order: OrderRowView }) {
  const t = useTranslations("orders.list");
  const marks: (Mark | false)[] = [
    order.stuck && { key: "stuck", label: t("flag_stuck"), color: "orange", Icon: IconClockExclamation },
    order.open_exceptions > 0 &&
      !(order.stuck && order.open_exceptions === 1) && {
        key: "exception",
        label: t("flag_exception", { count: order.open_exceptions }),
        color: "orange",
        Icon: IconAlertTriangle,
      },
    order.open_holds > 0 && { key: "held", label: t("flag_held"), color: "orange", Icon: IconHandStop },
    order.has_open_refund && { key: "refund", label: t("flag_refund"), color: "orange", Icon: IconReceiptRefund },
    order.shipment_group_id !== null && { key: "merged", label: t("flag_merged"), color: "blue", Icon: IconPackages },
    order.has_buyer_note && { key: "note", label: t("flag_note"), color: "gray", Icon: IconMessage },
  ];
  return (
    <Group gap={6} wrap="nowrap">
      {marks.flatMap((mark) => (mark ? [<OneMark key={mark.key} mark={mark} />] : []))}
    </Group>
  );
}

function OneMark({ mark: { label, color, Icon } }: { mark: Mark }) {
  return (
    <Tooltip label={label}>
      <Text component="span" role="img" aria-label={label} c={color} lh={0}>
        <Icon size={16} aria-hidden />
      </Text>
    </Tooltip>
  );
}
