"use client";

import { Button, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import type { UserView } from "@/lib/security/core/user-view";

export type SetUserDisabled = (input: { user_id: string; disabled: boolean }) => Promise<{ ok: boolean; request_id?: string }>;

/** Shuts or opens the door for one person; shutting it ends their sessions at once and can be undone. */
export function DoorButton({ user, own, setUserDisabled }: { user: UserView; own: boolean; setUserDisabled: SetUserDisabled }) {
  const t = useTranslations("settings");
  const common = useTranslations("common");
  const router = useRouter();
  const [pending, start] = useTransition();
  const act = () =>
    start(async () => {
      const result = await setUserDisabled({ user_id: user.id, disabled: !user.disabled });
      if (!result.ok) {
        notifications.show({ color: "red", message: `${common("errors.unknown")} ${common("request_id", { id: result.request_id ?? "" })}` });
      }
      router.refresh();
    });
  const button = (
    <Button
      size="compact-sm"
      variant="default"
      onClick={act}
      loading={pending}
      data-disabled={own || undefined}
      aria-disabled={own || undefined}
      disabled={own}
    >
      {t(user.disabled ? "enable" : "disable")}
    </Button>
  );
  return <Tooltip label={t(own ? "not_yourself" : user.disabled ? "enable_hint" : "disable_hint")}>{own ? <span>{button}</span> : button}</Tooltip>;
}
