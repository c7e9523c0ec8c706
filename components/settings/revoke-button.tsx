"use client";

import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { TokenView } from "@/lib/security/core/user-view";
import type { SettingsActions } from "./settings-actions";
import { useSettingsAct } from "./use-settings-act";

/** Asks once more: a revoked token cannot be brought back. */
export function RevokeButton({ token, revokeToken }: { token: TokenView; revokeToken: SettingsActions["revokeToken"] }) {
  const t = useTranslations("settings");
  const [asking, setAsking] = useState(false);
  const { busy, refusal, run } = useSettingsAct();
  const revoke = async () => {
    if (await run(() => revokeToken({ token_id: token.id }))) setAsking(false);
  };
  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={t("revoke_this", { name: token.name })} onClick={() => setAsking(true)}>
        {t("revoke")}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("revoke_this", { name: token.name })}
        size="sm"
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ "aria-label": t("token.cancel") }}
      >
        <Stack gap="sm">
          <Text size="sm">{t("revoke_text")}</Text>
          {refusal && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t("token.cancel")}
            </Button>
            <Button color="red" loading={busy} onClick={() => void revoke()}>
              {t("revoke")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
