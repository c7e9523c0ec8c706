"use client";

import { Badge, Button } from "@mantine/core";
import { IconCircleCheck, IconCircleOff, IconUserPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { InstantText } from "@/components/orders/instant-text";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import type { UserView } from "@/lib/security/core/user-view";
import { AddPerson } from "./add-person";
import { DoorButton } from "./door-button";
import type { SettingsActions } from "./settings-actions";

type PeopleProps = { me: string; users: UserView[]; actions: SettingsActions };

/** Everybody who may sign in, with one role each. */
export function PeoplePanel({ me, users, actions }: PeopleProps) {
  const t = useTranslations("settings");
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title={t("people")}
      aside={
        <Button size="compact-sm" leftSection={<IconUserPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
          {t("add_person")}
        </Button>
      }
    >
      <DenseTable
        label={t("people")}
        minWidth={760}
        columns={[
          { key: "name", label: t("columns.name"), width: 170 },
          { key: "email", label: t("columns.email") },
          { key: "role", label: t("columns.role"), width: 170 },
          { key: "last_login", label: t("columns.last_login"), width: 110 },
          { key: "state", label: t("columns.state"), width: 110 },
          { key: "act", label: t("columns.act"), width: 100, right: true },
        ]}
      >
        {users.map((user) => (
          <Person key={user.id} user={user} own={user.id === me} actions={actions} />
        ))}
      </DenseTable>
      <AddPerson opened={adding} onClose={() => setAdding(false)} createUser={actions.createUser} />
    </Panel>
  );
}

function Person({ user, own, actions }: { user: UserView; own: boolean; actions: SettingsActions }) {
  const t = useTranslations("settings");
  const roles = useTranslations("layout.roles");
  const Icon = user.disabled ? IconCircleOff : IconCircleCheck;
  return (
    <tr>
      <td title={user.name}>{user.name}</td>
      <td title={user.email}>{user.email}</td>
      <td>{roles(user.role)}</td>
      <td>{user.last_login_at ? <InstantText value={user.last_login_at} /> : t("never")}</td>
      <td>
        <Badge variant="light" radius="sm" tt="none" color={user.disabled ? "gray" : "green"} leftSection={<Icon size={12} aria-hidden />}>
          {t(user.disabled ? "disabled" : "enabled")}
        </Badge>
      </td>
      <td data-right>
        <DoorButton user={user} own={own} setUserDisabled={actions.setUserDisabled} />
      </td>
    </tr>
  );
}
