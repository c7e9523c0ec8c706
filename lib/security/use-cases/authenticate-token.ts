import { reader } from "@/db/transaction";
import type { Actor } from "@/lib/shared/context";
import { tokenHash } from "../crypto/token-hash";
import { findOptionalToken, touchToken } from "../store/token-store";

/** Who a bearer token speaks for; null when it is unknown or revoked. */
export async function authenticateToken(token: string): Promise<Actor | null> {
  if (!token.startsWith("td_") || token.length > 100) return null;
  const row = await findOptionalToken(reader(), tokenHash(token));
  if (!row) return null;
  await touchToken(reader(), row.id);
  return { kind: "token", id: row.id, name: row.name, role: row.role };
}
