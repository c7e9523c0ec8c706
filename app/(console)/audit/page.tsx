import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getActorCtx, requireSession } from "@/app/session";
import { AUDIT_FILTER_PARSERS, AUDIT_PAGE, type AuditFilterKey, type AuditFilters } from "@/components/audit/audit-filters";
import { AuditPage } from "@/components/audit/audit-page";
import { getChainHead } from "@/lib/audit/use-cases/get-chain-head";
import { listAuditActors } from "@/lib/audit/use-cases/list-audit-actors";
import type { AuditedActsView } from "@/lib/orders/core/audited-acts-view";
import { listAuditedActs } from "@/lib/orders/use-cases/list-audited-acts";
import { roleHolds } from "@/lib/security/core/permissions";
import type { Ctx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";

type Search = Record<string, string | string[] | undefined>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const user = await requireSession();
  if (!roleHolds(user.role, "audit.read")) notFound();
  const ctx = await getActorCtx();
  const filters = filtersOf(await searchParams);
  const [page, { actors }, head] = await Promise.all([firstPage(ctx, filters), listAuditActors(ctx), getChainHead(ctx)]);
  return <AuditPage first={page && { filters, page }} actors={actors} head={head} />;
}

function filtersOf(search: Search): AuditFilters {
  const keys = Object.keys(AUDIT_FILTER_PARSERS) as AuditFilterKey[];
  return Object.fromEntries(keys.map((key) => [key, typeof search[key] === "string" && search[key] !== "" ? search[key] : null])) as AuditFilters;
}

/** A URL with a filter nobody offers leaves the list to say so, not the page to fail. */
async function firstPage(ctx: Ctx, filters: AuditFilters): Promise<AuditedActsView | null> {
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== null));
  try {
    return await listAuditedActs(ctx, { ...given, limit: AUDIT_PAGE });
  } catch (error) {
    if (isCodedError(error) && error.kind === "invalid") return null;
    throw error;
  }
}
