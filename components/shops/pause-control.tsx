import { Textarea } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/orders/use-act";
import { AskDialog } from "@/components/ui/ask-dialog";
import { ReasonButton } from "@/components/ui/reason-button";
import type { ShopView } from "@/lib/channels/core/shop-view";
import type { ShopActions } from "./shop-actions";

type PauseProps = { shop: ShopView; mayOperate: boolean; actions: Pick<ShopActions, "pause" | "resume"> };

/** Stops pulls and write-backs with a reason, or goes on where the pause began. */
export function PauseControl({ shop, mayOperate, actions }: PauseProps) {
  const t = useTranslations("shops");
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const { busy, refusal, run, forget } = useAct("channels");
  const paused = shop.health.paused_at !== null;
  const refused = mayOperate ? null : t("not_operate");
  const close = () => {
    setAsking(false);
    setReason("");
    forget();
  };
  const confirm = async () => {
    const act = () => (paused ? actions.resume({ shop_id: shop.id }) : actions.pause({ shop_id: shop.id, reason: reason.trim() }));
    if (await run(act)) close();
  };
  const word = paused ? "resume" : "pause";
  const Icon = paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <>
      <ReasonButton hint={t(`${word}.hint`)} refused={refused} leftSection={<Icon size={14} aria-hidden />} onPress={() => setAsking(true)}>
        {t(`${word}.act`)}
      </ReasonButton>
      <AskDialog
        opened={asking}
        title={t(`${word}.title`, { name: shop.name })}
        text={t(`${word}.text`)}
        words={{ cancel: t("cancel"), confirm: t(`${word}.act`) }}
        color={paused ? "blue" : "orange"}
        busy={busy}
        refusal={refusal}
        ready={paused || reason.trim() !== ""}
        onConfirm={() => void confirm()}
        onClose={close}
      >
        {!paused && (
          <Textarea
            label={t("pause.reason")}
            description={t("pause.reason_hint")}
            required
            maxLength={300}
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </AskDialog>
    </>
  );
}
