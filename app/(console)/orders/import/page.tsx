import { runAction } from "@/app/run-action";
import { ImportPage } from "@/components/channels/import-page";
import { listImports } from "@/lib/channels/use-cases/list-imports";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { getImportAction, listImportRowsAction, startImportAction } from "./actions";

const RECENT = 20;

export default async function Page() {
  const [shops, imports] = await Promise.all([runAction(listShops, {}), runAction(listImports, { limit: RECENT })]);
  return (
    <ImportPage
      shops={shops.ok ? shops.data.shops : []}
      recent={imports.ok ? imports.data.imports : []}
      allowed={imports.ok}
      actions={{ start: startImportAction, get: getImportAction, rows: listImportRowsAction }}
    />
  );
}
