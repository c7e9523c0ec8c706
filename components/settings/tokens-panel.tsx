"use client";

import { Badge, Button, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleOff, IconKey } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { InstantText } from "@/components/orders/instant-text";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import type { TokenView } from "@/lib/security/core/user-view";
import { AddToken } from "./add-token";
import { RevokeButton } from "./revoke-button";
import type { SettingsActions } from "./settings-actions";

/** What programs sign in with: each acts as one role, its secret was shown once. */
export function TokensPanel({ tokens, actions }: { tokens: TokenView[]; actions: SettingsActions }) {
  const t = useTranslations("settings");
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title={t("tokens")}
      aside={
        <Button size="compact-sm" leftSection={<IconKey size={15} aria-hidden />} onClick={() => setAdding(true)}>
          {t("add_token")}
        </Button>
      }
    >
      {tokens.length === 0 ? (
        <Text size="sm" c="dimmed" py="xs">
          {t("no_tokens")}
        </Text>
      ) : (
        <DenseTable
          label={t("tokens")}
          minWidth={700}
          columns={[
            { key: "name", label: t("columns.name") },
            { key: "role", label: t("columns.role"), width: 170 },
            { key: "made", label: t("columns.made"), width: 110 },
            { key: "last_used", label: t("columns.last_used"), width: 110 },
            { key: "state", label: t("columns.state"), width: 110 },
            { key: "act", label: t("columns.act"), width: 100, right: true },
          ]}
        >
          {tokens.map((token) => (
            <Token key={token.id} token={token} actions={actions} />
          ))}
        </DenseTable>
      )}
      <AddToken opened={adding} onClose={() => setAdding(false)} createToken={actions.createToken} />
    </Panel>
  );
}

function Token({ token, actions }: { token: TokenView; actions: SettingsActions }) {
  const t = useTranslations("settings");
  const roles = useTranslations("layout.roles");
  const revoked = token.revoked_at !== null;
  const Icon = revoked ? IconCircleOff : IconCircleCheck;
  return (
    <tr>
      <td title={token.name}>{token.name}</td>
      <td>{roles(token.role)}</td>
      <td>
        <InstantText value={token.created_at} />
      </td>
      <td>{token.last_used_at ? <InstantText value={token.last_used_at} /> : t("never")}</td>
      <td>
        <Badge variant="light" radius="sm" tt="none" color={revoked ? "gray" : "green"} leftSection={<Icon size={12} aria-hidden />}>
          {t(revoked ? "revoked" : "valid")}
        </Badge>
      </td>
      <td data-right>{!revoked && <RevokeButton token={token} revokeToken={actions.revokeToken} />}</td>
    </tr>
  );
}
