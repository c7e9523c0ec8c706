import { getActorCtx, requireSession } from "@/app/session";
import { CHANGE_TABS } from "@/components/versions/change-tabs";
import { ChangesPage } from "@/components/versions/changes-page";
import { listChangeRequests } from "@/lib/versions/use-cases/list-change-requests";

type Search = Promise<{ tab?: string | string[] }>;

export default async function Page({ searchParams }: { searchParams: Search }) {
  await requireSession();
  const ctx = await getActorCtx();
  const { tab: asked } = await searchParams;
  const tab = CHANGE_TABS.find((known) => known === asked) ?? "pending";
  return <ChangesPage first={{ tab, page: await listChangeRequests(ctx, { state: tab }) }} />;
}
