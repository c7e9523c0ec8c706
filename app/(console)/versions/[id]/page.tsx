import { notFound } from "next/navigation";
import { getActorCtx, requireSession } from "@/app/session";
import { ChangePage } from "@/components/versions/change-page";
import type { Ctx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";
import type { ChangeRequestView } from "@/lib/versions/core/change-view";
import { getChangeRequest } from "@/lib/versions/use-cases/get-change-request";
import { approveChangeAction, rejectChangeAction, withdrawChangeAction } from "../actions";

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  await requireSession();
  const ctx = await getActorCtx();
  const { id } = await params;
  const first = await changeOr404(ctx, id);
  return <ChangePage key={id} first={first} actions={{ approve: approveChangeAction, reject: rejectChangeAction, withdraw: withdrawChangeAction }} />;
}

async function changeOr404(ctx: Ctx, id: string): Promise<ChangeRequestView> {
  try {
    return await getChangeRequest(ctx, { id });
  } catch (error) {
    if (isCodedError(error) && error.kind === "not_found") notFound();
    throw error;
  }
}
