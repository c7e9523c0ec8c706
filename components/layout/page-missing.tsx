"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Trouble } from "@/components/ui/trouble";

/** No such page or record, or none this role may see: the two are not told apart. */
export function PageMissing() {
  const t = useTranslations("common");
  return (
    <Trouble title={t("not_found")} text={t("not_found_text")}>
      <Button mt="sm" component={Link} href="/overview">
        {t("back_to_overview")}
      </Button>
    </Trouble>
  );
}
