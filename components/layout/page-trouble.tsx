"use client";

import { Button, Group } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Trouble } from "@/components/ui/trouble";

/** What an error boundary shows: nothing was written, try again, and a number to report. */
export function PageTrouble({ digest, retry }: { digest: string | undefined; retry: () => void }) {
  const t = useTranslations("common");
  return (
    <Trouble title={t("page_failed")} text={t("page_failed_safe")} note={digest ? t("request_id", { id: digest }) : undefined}>
      <Group mt="sm">
        <Button onClick={retry}>{t("try_again")}</Button>
        <Button variant="default" component={Link} href="/overview">
          {t("back_to_overview")}
        </Button>
      </Group>
    </Trouble>
  );
}
