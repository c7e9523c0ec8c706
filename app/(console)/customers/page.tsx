import { getActorCtx, requireSession } from "@/app/session";
import { CustomersPage } from "@/components/customers/customers-page";
import type { CustomerPageView } from "@/lib/customers/core/customer-view";
import { listCustomers } from "@/lib/customers/use-cases/list-customers";
import type { Ctx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";

type PageProps = { searchParams: Promise<{ phone?: string | string[] }> };

export default async function Page({ searchParams }: PageProps) {
  await requireSession();
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
