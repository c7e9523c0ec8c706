import type { Ctx } from "@/lib/shared/context";
import { CodedError } from "@/lib/shared/errors";
import { PERMISSIONS, type Permission, roleHolds } from "./permissions";

/** Refuses with 401 (nobody) or 403 (wrong role, naming the roles that may). The product itself holds everything. */
export function requirePermission(ctx: Ctx, permission: Permission): void {
  const { actor } = ctx;
  if (actor.kind === "system") return;
  if (actor.kind === "anonymous") {
    throw new CodedError({ kind: "unauthenticated", code: "auth.required", message: "Sign in or send a bearer token." });
  }
  if (roleHolds(actor.role, permission)) return;
  const roles = PERMISSIONS[permission].join(", ");
  throw new CodedError({
    kind: "forbidden",
    code: "auth.forbidden",
    message: `The role "${actor.role}" may not do "${permission}"; it takes one of: ${roles}.`,
    params: { role: actor.role, permission, roles },
  });
}
