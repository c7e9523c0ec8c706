import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getActorCtx, requireSession } from "@/app/session";
import { JobsPage } from "@/components/jobs/jobs-page";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { UNSETTLED_STATES } from "@/lib/inbox/core/dead-letter-view";
import { listDeadLetters } from "@/lib/inbox/use-cases/list-dead-letters";
import { jobRunMachine } from "@/lib/jobs/core/job-state";
import { getJobOverview, listJobRuns } from "@/lib/jobs/use-cases/list-job-runs";
import { roleHolds } from "@/lib/security/core/permissions";
import { replayPushAction } from "./actions";
import { dropPushAction, repairPushAction, viewPushAction } from "./dead-letter-actions";

type Search = Record<string, string | string[] | undefined>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("jobs"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  const user = await requireSession();
  if (!roleHolds(user.role, "jobs.read")) notFound();
  const ctx = await getActorCtx();
  const search = await searchParams;
  const job = typeof search.job === "string" && search.job !== "" && search.job.length <= 80 ? search.job : null;
  // A state nobody knows is no filter at all, rather than a page that fails.
  const status = jobRunMachine.states.find((known) => known === search.status) ?? null;
  const state = UNSETTLED_STATES.find((known) => known === search.letters) ?? null;
  const [overview, runs, letters, allLetters, { shops }] = await Promise.all([
    getJobOverview(ctx),
    listJobRuns(ctx, { job: job ?? undefined, status: status ?? undefined }),
    listDeadLetters(ctx, { state: state ?? undefined }),
    listDeadLetters(ctx, {}),
    listShops(ctx),
  ]);
  return (
    <JobsPage
      first={{ overview, runs: { filters: { job, status }, page: runs }, letters: { state, page: letters }, allLetters, shops }}
      mayReplay={roleHolds(user.role, "jobs.rerun")}
      actions={{
        replay: replayPushAction,
        repair: roleHolds(user.role, "inbox.repair") ? { view: viewPushAction, repair: repairPushAction, drop: dropPushAction } : null,
      }}
    />
  );
}
