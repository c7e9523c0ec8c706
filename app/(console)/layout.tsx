import type { ReactNode } from "react";
import { setPreferencesAction } from "@/app/preference-actions";
import { getActorCtx, requireSession } from "@/app/session";
import { ConsoleFrame } from "@/components/layout/console-frame";
import { LiveProvider } from "@/components/live/live-provider";
import { countOpenAlerts } from "@/lib/alerts/use-cases/count-open-alerts";
import { countOpenMerges } from "@/lib/merging/use-cases/count-open-merges";
import { roleHolds } from "@/lib/security/core/permissions";
import { countPendingChanges } from "@/lib/versions/use-cases/count-pending-changes";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const user = await requireSession();
  const ctx = await getActorCtx();
  const [merging, changes, alerts] = await Promise.all([countOpenMerges(ctx), countPendingChanges(ctx), countOpenAlerts(ctx)]);
  const allowed = {
    customers: roleHolds(user.role, "customers.read"),
    jobs: roleHolds(user.role, "jobs.read"),
    audit: roleHolds(user.role, "audit.read"),
    settings: roleHolds(user.role, "users.manage"),
  };
  return (
    <LiveProvider>
      <ConsoleFrame
        user={{ name: user.name, email: user.email, role: user.role }}
        counts={{
          merging: roleHolds(user.role, "merging.decide") ? merging : 0,
          versions: roleHolds(user.role, "versions.decide") ? changes.pending : 0,
          alerts: roleHolds(user.role, "alerts.decide") ? alerts : 0,
        }}
        allowed={allowed}
        setPreferences={setPreferencesAction}
      >
        {children}
      </ConsoleFrame>
    </LiveProvider>
  );
}
