import { getActorCtx, requireSession } from "@/app/session";
import { ImportPage } from "@/components/channels/import-page";
import { listImports } from "@/lib/channels/use-cases/list-imports";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { roleHolds } from "@/lib/security/core/permissions";
import { previewImportAction, startImportAction } from "./actions";

const RECENT = 20;

export default async function Page() {
  const user = await requireSession();
  const allowed = roleHolds(user.role, "imports.run");
  const ctx = await getActorCtx();
  const [{ shops }, { imports }] = await Promise.all([
    listShops(ctx),
    allowed ? listImports(ctx, { limit: RECENT }) : Promise.resolve({ imports: [] }),
  ]);
  return <ImportPage shops={shops} recent={imports} allowed={allowed} start={startImportAction} preview={previewImportAction} />;
}
