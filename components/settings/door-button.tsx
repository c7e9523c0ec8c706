"use client";

import { Button, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import type { UserView } from "@/lib/security/core/user-view";
import type { SettingsActions } from "./settings-actions";
import { useSettingsAct } from "./use-settings-act";

type DoorProps = { user: UserView; own: boolean; setUserDisabled: SettingsActions["setUserDisabled"] };

/** Shuts or opens the door for one person; shutting it ends their sessions at once and can be undone. */
export function DoorButton({ user, own, setUserDisabled }: DoorProps) {
  const t = useTranslations("settings");
  const { busy, refusal, run } = useSettingsAct();
  useEffect(() => {
    if (refusal) notifications.show({ color: "red", message: refusal });
  }, [refusal]);
  const word = user.disabled ? "enable" : "disable";
  return (
    <Tooltip label={t(own ? "not_yourself" : `${word}_hint`)} multiline maw={260}>
      <Button
        size="compact-sm"
        variant="default"
        loading={busy}
        data-disabled={own || undefined}
        aria-disabled={own}
        aria-label={t(`${word}_this`, { name: user.name })}
        onClick={() => !own && void run(() => setUserDisabled({ user_id: user.id, disabled: !user.disabled }))}
      >
        {t(word)}
      </Button>
    </Tooltip>
  );
}
