import { and, asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { orderEvents } from "@/db/schema/orders";
import type { Executor } from "@/db/transaction";
import type { DatedRefund, ToldRefund } from "@/lib/orders/core/apply-refunds";
import { REFUND_STATUSES } from "@/lib/orders/core/order-status";
import { groupBy } from "@/lib/shared/group-by";

const dataSchema = z.object({
  refund_id: z.string(),
  external_line_ids: z.array(z.string()).nullable(),
  status: z.enum(REFUND_STATUSES),
  amount: z.number(),
});

/** How a told refund stands in the order's story; its states follow each other under one id. */
export function refundEventData(refund: ToldRefund): z.output<typeof dataSchema> {
  return { refund_id: refund.refundId, external_line_ids: refund.externalLineIds, status: refund.status, amount: refund.amount };
}

/** Every state that was ever told of these orders' refunds, by order. */
export async function listToldRefunds(db: Executor, orderIds: string[]): Promise<Map<string, DatedRefund[]>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .select({ orderId: orderEvents.orderId, occurredAt: orderEvents.occurredAt, data: orderEvents.data })
    .from(orderEvents)
    .where(and(inArray(orderEvents.orderId, orderIds), eq(orderEvents.type, "refund_changed")))
    .orderBy(asc(orderEvents.occurredAt), asc(orderEvents.sourceEventId));
  const told = rows.flatMap(({ orderId, occurredAt, data }) => {
    const parsed = dataSchema.safeParse(data);
    return parsed.success ? [{ orderId, refund: { ...toRefund(parsed.data), occurredAt } }] : [];
  });
  return new Map([...groupBy(told, (one) => one.orderId)].map(([orderId, own]) => [orderId, own.map((one) => one.refund)]));
}

function toRefund(data: z.output<typeof dataSchema>): ToldRefund {
  return { refundId: data.refund_id, externalLineIds: data.external_line_ids, status: data.status, amount: data.amount };
}
