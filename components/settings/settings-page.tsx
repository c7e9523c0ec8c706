"use client";

import { Badge, Stack, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { Panel } from "@/components/orders/panel";
import type { TokenView, UserView } from "@/lib/security/core/user-view";
import { DoorButton, type SetUserDisabled } from "./door-button";

type SettingsProps = { me: string; users: UserView[]; tokens: TokenView[]; actions: { setUserDisabled: SetUserDisabled } };

/** Who may come in, people and programs. Accounts and tokens are made with the command line, where the secret is shown once. */
export function SettingsPage({ me, users, tokens, actions }: SettingsProps) {
  const t = useTranslations("settings");
  return (
    <Stack gap="sm" p="sm" px="md">
      <Title order={1}>{t("title")}</Title>
      <Panel title={t("people")} aside={t("people_hint")}>
        <Table.ScrollContainer minWidth={720}>
          <Table highlightOnHover>
            <TableThead>
              <Heads keys={["name", "email", "role", "last_login", "state"]} />
            </TableThead>
            <TableTbody>
              {users.map((user) => (
                <Person key={user.id} user={user} own={user.id === me} setUserDisabled={actions.setUserDisabled} />
              ))}
            </TableTbody>
          </Table>
        </Table.ScrollContainer>
      </Panel>
      <Panel title={t("tokens")} aside={t("tokens_hint")}>
        {tokens.length === 0 ? <Text size="sm">{t("no_tokens")}</Text> : <Tokens tokens={tokens} />}
      </Panel>
    </Stack>
  );
}

function Heads({ keys }: { keys: readonly ("name" | "email" | "role" | "last_login" | "last_used" | "state")[] }) {
  const t = useTranslations("settings.columns");
  return (
    <TableTr>
      {keys.map((key) => (
        <TableTh key={key} c="dimmed" fw={500}>
          {t(key)}
        </TableTh>
      ))}
      <TableTh ta="right" c="dimmed" fw={500}>
        {t("act")}
      </TableTh>
    </TableTr>
  );
}

function Person({ user, own, setUserDisabled }: { user: UserView; own: boolean; setUserDisabled: SetUserDisabled }) {
  const t = useTranslations("settings");
  const roles = useTranslations("layout.roles");
  return (
    <TableTr>
      <TableTd>{user.name}</TableTd>
      <TableTd>{user.email}</TableTd>
      <TableTd>{roles(user.role)}</TableTd>
      <TableTd>{user.last_login_at ? <InstantText value={user.last_login_at} /> : t("never")}</TableTd>
      <TableTd>
        <Badge variant="light" radius="sm" tt="none" color={user.disabled ? "gray" : "green"}>
          {t(user.disabled ? "disabled" : "enabled")}
        </Badge>
      </TableTd>
      <TableTd ta="right">
        <DoorButton user={user} own={own} setUserDisabled={setUserDisabled} />
      </TableTd>
    </TableTr>
  );
}

function Tokens({ tokens }: { tokens: TokenView[] }) {
  const t = useTranslations("settings");
  const roles = useTranslations("layout.roles");
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table highlightOnHover>
        <TableThead>
          <TableTr>
            {(["name", "role", "last_used", "state"] as const).map((key) => (
              <TableTh key={key} c="dimmed" fw={500}>
                {t(`columns.${key}`)}
              </TableTh>
            ))}
          </TableTr>
        </TableThead>
        <TableTbody>
          {tokens.map((token) => (
            <TableTr key={token.id}>
              <TableTd>{token.name}</TableTd>
              <TableTd>{roles(token.role)}</TableTd>
              <TableTd>{token.last_used_at ? <InstantText value={token.last_used_at} /> : t("never")}</TableTd>
              <TableTd>{t(token.revoked_at ? "revoked" : "valid")}</TableTd>
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </Table.ScrollContainer>
  );
}
