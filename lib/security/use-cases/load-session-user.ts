import { reader } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import type { SessionUser } from "../core/user-view";
import { findOptionalUser } from "../store/user-store";

/** Who a session token speaks for, read afresh: a disabled person, a new role or an ended session counts at once. */
export async function loadSessionUser(_ctx: Ctx, input: { userId: string; sessionVersion: number }): Promise<SessionUser | null> {
  const user = await findOptionalUser(reader(), input.userId);
  if (!user || user.disabled || user.sessionVersion !== input.sessionVersion) return null;
  return { id: user.id, name: user.name, email: user.email, role: user.role, locale: user.locale, color_scheme: user.colorScheme };
}
