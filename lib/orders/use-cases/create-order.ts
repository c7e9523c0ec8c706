import type { IncomingOrderInput, IngestResult } from "@/lib/orders/core/incoming-order";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { conflict, invalid } from "@/lib/shared/errors";
import { ingestRows } from "./ingest-orders";

/** An order entered by hand: the same path as any other, refused whole when a field is wrong or the number is taken. */
export async function createOrder(ctx: Ctx, input: IncomingOrderInput): Promise<IngestResult> {
  requirePermission(ctx, "orders.create");
  const { results } = await ingestRows(ctx, { rows: [input], origin: "manual" });
  const [result] = results;
  if (!result || result.outcome === "rejected") {
    const first = result?.errors[0];
    throw invalid("orders.invalid", first ? `${first.path}: ${first.message}` : "The order is not valid.", result?.errors ?? []);
  }
  if (result.outcome !== "created") {
    throw conflict("orders.number_taken", `The shop has an order "${result.external_id}" already.`, { external_id: result.external_id });
  }
  return result;
}
