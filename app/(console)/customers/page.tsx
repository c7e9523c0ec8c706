import { notFound } from "next/navigation";
import { getActorCtx, requireSession } from "@/app/session";
import { CustomersPage } from "@/components/customers/customers-page";
import type { CustomerPageView } from "@/lib/customers/core/customer-view";
import { listCustomers } from "@/lib/customers/use-cases/list-customers";
import { roleHolds } from "@/lib/security/core/permissions";
import type { Ctx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";

type PageProps = { searchParams: Promise<{ phone?: string | string[] }> };

export default async function Page({ searchParams }: PageProps) {
  const user = await requireSession();
  if (!roleHolds(user.role, "customers.read")) notFound();
  const { phone } = await searchParams;
  const wanted = typeof phone === "string" && phone !== "" ? phone : null;
  const page = await firstPage(await getActorCtx(), wanted);
  return <CustomersPage first={page && { phone: wanted, page }} />;
}

/** A number nobody can look up is told by the list itself. */
async function firstPage(ctx: Ctx, phone: string | null): Promise<CustomerPageView | null> {
  try {
    return await listCustomers(ctx, phone === null ? {} : { phone });
  } catch (error) {
    if (isCodedError(error) && error.kind !== "unavailable") return null;
    throw error;
  }
}
