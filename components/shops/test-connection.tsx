import { Alert, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconPlugConnected, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/orders/use-act";
import { ReasonButton } from "@/components/ui/reason-button";
import type { ConnectionTest } from "@/lib/channels/core/connection-test";
import type { ShopActions } from "./shop-actions";
import classes from "./shops.module.css";

type TestProps = { shop: string; mayOperate: boolean; test: ShopActions["test"] };

/** Asks the platform for real, and says what came back and what to do about it. */
export function TestConnection({ shop, mayOperate, test }: TestProps) {
  const t = useTranslations("shops");
  const [result, setResult] = useState<ConnectionTest | null>(null);
  const { busy, refusal, run } = useAct("channels");
  const ask = async () => setResult(await run(() => test({ shop_id: shop })));
  return (
    <>
      <ReasonButton
        hint={t("test.hint")}
        refused={mayOperate ? null : t("not_operate")}
        loading={busy}
        leftSection={<IconPlugConnected size={14} aria-hidden />}
        onPress={() => void ask()}
      >
        {t("test.act")}
      </ReasonButton>
      <div className={classes.result} role="status">
        {refusal && <Alert color="red">{refusal}</Alert>}
        {result && !refusal && <Result result={result} />}
      </div>
    </>
  );
}

function Result({ result }: { result: ConnectionTest }) {
  const t = useTranslations("shops.test");
  const { ok, pulls, listed, total, kind, reason, took_ms } = result;
  if (ok && !pulls) return <Alert color="blue">{t("push_only")}</Alert>;
  if (ok) {
    return (
      <Alert color="green" icon={<IconCircleCheck size={16} aria-hidden />}>
        {t("ok", { count: total ?? listed ?? 0, ms: took_ms })}
      </Alert>
    );
  }
  return (
    <Alert color="red" icon={<IconPlugConnectedX size={16} aria-hidden />} title={t("failed")}>
      <Stack gap={4}>
        {kind && <Text size="sm">{t(`kinds.${kind}`)}</Text>}
        <Text size="sm" className={classes.words}>
          {t("reason", { reason })}
        </Text>
      </Stack>
    </Alert>
  );
}
