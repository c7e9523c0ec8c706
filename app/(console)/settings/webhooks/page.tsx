import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getActorCtx, requireSession } from "@/app/session";
import { WebhooksPage } from "@/components/events/webhooks-page";
import { listEndpoints } from "@/lib/events/use-cases/manage-endpoints";
import { roleHolds } from "@/lib/security/core/permissions";
import { changeEndpointAction, createEndpointAction, redeliverAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("events"))("title") };
}

export default async function Page() {
  const user = await requireSession();
  if (!roleHolds(user.role, "webhooks.manage")) notFound();
  const { endpoints } = await listEndpoints(await getActorCtx());
  return <WebhooksPage first={endpoints} actions={{ create: createEndpointAction, change: changeEndpointAction, redeliver: redeliverAction }} />;
}
