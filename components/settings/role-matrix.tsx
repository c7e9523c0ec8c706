"use client";

import { IconCheck, IconMinus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import { PERMISSIONS, type Permission, roleHolds } from "@/lib/security/core/permissions";
import { ROLES } from "@/lib/shared/role";
import classes from "./settings.module.css";

/** Who may do what: the table every act is checked against. */
export function RoleMatrix() {
  const t = useTranslations("settings.roles");
  const names = useTranslations("settings.permissions");
  const roles = useTranslations("layout.roles");
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  return (
    <Panel title={t("title")} aside={t("hint")}>
      <DenseTable
        label={t("title")}
        minWidth={980}
        columns={[
          { key: "permission", label: t("permission") },
          ...ROLES.map((role) => ({ key: role, label: roles(role), width: 104, right: true })),
        ]}
      >
        {permissions.map((permission) => (
          <tr key={permission}>
            <td title={permission}>{names.has(permission) ? names(permission) : permission}</td>
            {ROLES.map((role) => {
              const holds = roleHolds(role, permission);
              const Icon = holds ? IconCheck : IconMinus;
              return (
                <td key={role} data-right>
                  <Icon size={15} className={holds ? classes.yes : classes.no} role="img" aria-label={t(holds ? "yes" : "no")} />
                </td>
              );
            })}
          </tr>
        ))}
      </DenseTable>
    </Panel>
  );
}
