import { and, asc, desc, eq } from "drizzle-orm";
import { insertRows } from "@/db/insert-rows";
import { orderVersions } from "@/db/schema/orders";
import type { Executor, Tx } from "@/db/transaction";
import type { OrderContent } from "@/lib/orders/core/order-content";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import { contentOf, personalSnapshot, publicSnapshot } from "@/lib/orders/core/public-snapshot";
import type { PersonalSnapshot, VersionOrigin } from "@/lib/orders/core/snapshot";
import { openJson, sealJson } from "@/lib/security/crypto/field-cipher";
import { newId } from "@/lib/shared/ids";

export type VersionRow = typeof orderVersions.$inferSelect;

export type NewVersion = {
  orderId: string;
  version: number;
  status: OrderStatus;
  content: OrderContent;
  origin: VersionOrigin;
  actorName: string;
  reason: string;
  createdAt: Date;
  changeRequestId?: string | null;
  restoredFrom?: number | null;
};

const place = (id: string) => `order_versions.personal:${id}`;

export async function insertVersions(tx: Tx, versions: NewVersion[]): Promise<void> {
  const rows = versions.map(({ status, content, ...rest }) => {
    const id = newId();
    return { ...rest, id, snapshot: publicSnapshot(status, content), personal: sealJson(place(id), personalSnapshot(content)) };
  });
  await insertRows(tx, { table: orderVersions, rows });
}

export function listVersionRows(db: Executor, orderId: string): Promise<VersionRow[]> {
  return db.select().from(orderVersions).where(eq(orderVersions.orderId, orderId)).orderBy(desc(orderVersions.version));
}

export async function findOptionalVersion(db: Executor, input: { orderId: string; version: number }): Promise<VersionRow | null> {
  const [row] = await db
    .select()
    .from(orderVersions)
    .where(and(eq(orderVersions.orderId, input.orderId), eq(orderVersions.version, input.version)))
    .limit(1);
  return row ?? null;
}

export function listVersionsAscending(db: Executor, orderId: string): Promise<VersionRow[]> {
  return db.select().from(orderVersions).where(eq(orderVersions.orderId, orderId)).orderBy(asc(orderVersions.version));
}

/** The whole content of a version, decrypted. */
export function versionContent(row: VersionRow): OrderContent {
  return contentOf(row.snapshot, openJson<PersonalSnapshot>(place(row.id), row.personal));
}
