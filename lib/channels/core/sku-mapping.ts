import { z } from "zod";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { PAGE_LIMIT } from "@/lib/shared/page";

const MOST_AT_ONCE = 1_000;
/** As long as a line's title may be. */
const TITLE_LIMIT = 500;

const sku = z.string().trim().min(1).max(120);

export const listSkuMappingsSchema = z.strictObject({
  shop_id: z.uuid(),
  /** Part of either SKU. */
  q: z.string().trim().max(120).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT.max).default(PAGE_LIMIT.default),
});
export type ListSkuMappingsInput = z.input<typeof listSkuMappingsSchema>;

export const saveSkuMappingsSchema = z.strictObject({
  shop_id: z.uuid(),
  mappings: z
    .array(z.strictObject({ platform_sku: sku, sku }))
    .min(1)
    .max(MOST_AT_ONCE)
    .refine((rows) => new Set(rows.map((row) => row.platform_sku)).size === rows.length, "must name each platform SKU once"),
});
export type SaveSkuMappingsInput = z.input<typeof saveSkuMappingsSchema>;

export const removeSkuMappingsSchema = z.strictObject({ shop_id: z.uuid(), platform_skus: z.array(sku).min(1).max(MOST_AT_ONCE) });
export type RemoveSkuMappingsInput = z.input<typeof removeSkuMappingsSchema>;

export const skuMappingViewSchema = z.object({ platform_sku: z.string(), sku: z.string(), actor_name: z.string(), updated_at: z.iso.datetime() });
export type SkuMappingView = z.infer<typeof skuMappingViewSchema>;
export type SkuMappingList = { sku_mappings: SkuMappingView[]; next_cursor: string | null };

/** The SKUs of an order's lines, as the platform calls them. */
export function platformSkusOf(order: IncomingOrderInput): string[] {
  return readableLines(order).flatMap((line) => (line.sku ? [line.sku] : []));
}

const readableLine = z.looseObject({ sku: z.string().optional(), title: z.string().optional() });

/** A shop's own system may send anything: what is no list of lines is left for the ingest to refuse by name. */
function readableLines(order: IncomingOrderInput): IncomingOrderInput["lines"] {
  return z.array(readableLine).safeParse(order.lines).success ? order.lines : [];
}

/**
 * The order with the warehouse's SKUs; what the platform calls a line stays readable behind its title: "保温杯 (CUP-RED)".
 * A line whose SKU is not mapped keeps it.
 */
export function withWarehouseSkus(order: IncomingOrderInput, skus: ReadonlyMap<string, string>): IncomingOrderInput {
  const readable = readableLines(order);
  if (readable.length === 0) return order;
  const lines = readable.map((line) => {
    const mapped = line.sku ? skus.get(line.sku) : undefined;
    if (mapped === undefined || mapped === line.sku) return line;
    const theirs = ` (${line.sku})`;
    return { ...line, sku: mapped, title: `${(line.title ?? "").slice(0, TITLE_LIMIT - theirs.length)}${theirs}`.trim() };
  });
  return { ...order, lines };
}
