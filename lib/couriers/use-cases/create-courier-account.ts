import { randomBytes } from "node:crypto";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import { sealText } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { conflict } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { type CreateCourierAccountInput, createCourierAccountSchema } from "../core/courier-account-view";
import { courierSaltPlace } from "../core/courier-salt-place";
import { saveCourierAccount } from "../store/courier-account-store";
import { secretHashOf } from "./secret-hash-of";

const SECRET_BYTES = 24;

/** Opens a callback address for a tracking provider; its secret is told here once and kept as a hash. */
export async function createCourierAccount(
  ctx: Ctx,
  input: CreateCourierAccountInput,
): Promise<{ id: string; webhook_path: string; secret: string }> {
  requirePermission(ctx, "shops.manage");
  const { provider, name, salt, secret: given } = parseInput(createCourierAccountSchema, input);
  const id = newId();
  const secret = given ?? randomBytes(SECRET_BYTES).toString("base64url");
  await withTransaction(async (tx) => {
    const saved = await saveCourierAccount(tx, {
      id,
      provider,
      name,
      secretHash: secretHashOf(secret),
      salt: salt === null ? null : sealText(courierSaltPlace(id), salt),
      createdAt: ctx.clock.now(),
    });
    if (!saved) throw conflict("couriers.secret_taken", "Another courier account has this secret.");
    await appendAudit(tx, ctx, [
      {
        action: "couriers.create_account",
        entityType: "courier_account",
        entityId: id,
        after: { provider, name, signed: salt !== null },
      },
    ]);
  });
  return { id, webhook_path: `/api/webhooks/couriers/${provider}/${secret}`, secret };
}
