import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { NextRequest } from "next/server";
import { getServerSession } from "next-auth";
import { getToken } from "next-auth/jwt";
import { cache } from "react";
import type { SessionUser } from "@/lib/security/core/user-view";
import { authenticateToken } from "@/lib/security/use-cases/authenticate-token";
import { loadSessionUser } from "@/lib/security/use-cases/load-session-user";
import { type Ctx, newCtx } from "@/lib/shared/context";
import { CodedError } from "@/lib/shared/errors";
import { authOptions } from "./auth-options";

/** The only reader of cookies. Who is signed in, read once a request. */
export const getSessionUser = cache(async (): Promise<SessionUser | null> => {
  const session: unknown = await getServerSession(authOptions());
  if (typeof session !== "object" || session === null) return null;
  const { userId, sessionVersion } = session as { userId?: unknown; sessionVersion?: unknown };
  return personOf(userId, sessionVersion);
});

async function personOf(userId: unknown, sessionVersion: unknown): Promise<SessionUser | null> {
  if (typeof userId !== "string" || typeof sessionVersion !== "number") return null;
  return loadSessionUser(newCtx({ kind: "anonymous" }), { userId, sessionVersion });
}

/** The context of a page or action: the person signed in, or nobody. */
export async function getActorCtx(): Promise<Ctx> {
  return ctxOf(await getSessionUser());
}

function ctxOf(user: SessionUser | null): Ctx {
  return user ? newCtx({ kind: "user", id: user.id, name: user.name, role: user.role }) : newCtx({ kind: "anonymous" });
}

/** For pages: whoever is not signed in is asked to, and comes back to where they were going. */
export async function requireSession(): Promise<SessionUser> {
  const user = await getSessionUser();
  if (user) return user;
  const path = (await headers()).get("x-tongdan-path") ?? "/overview";
  redirect(`/login?next=${encodeURIComponent(path)}`);
}

/** For API requests: a bearer token; reads also take the console's cookie (never writes: no cross-site request can act). */
export async function getRequestCtx(request: Request): Promise<Ctx> {
  const header = request.headers.get("authorization");
  if (header !== null) return tokenCtx(header);
  const reads = request.method === "GET" || request.method === "HEAD";
  return reads ? cookieCtx(request) : newCtx({ kind: "anonymous" });
}

async function cookieCtx(request: Request): Promise<Ctx> {
  const token = await getToken({ req: new NextRequest(request.url, { headers: request.headers }), secret: authOptions().secret ?? "" });
  return ctxOf(await personOf(token?.sub, token?.sessionVersion));
}

async function tokenCtx(header: string): Promise<Ctx> {
  const token = /^Bearer (\S+)$/i.exec(header)?.[1];
  const actor = token ? await authenticateToken(token) : null;
  if (actor) return newCtx(actor);
  throw new CodedError({ kind: "unauthenticated", code: "security.bad_token", message: "The bearer token is unknown or revoked." });
}

/** What the browser carries about language and scheme before anybody has signed in. */
export async function getPreferenceCookies(): Promise<{ locale: string | null; scheme: string | null }> {
  const jar = await cookies();
  return { locale: jar.get("tongdan-locale")?.value ?? null, scheme: jar.get("tongdan-scheme")?.value ?? null };
}

/** Kept for a year; read before sign-in. */
export async function setPreferenceCookie(name: "tongdan-locale" | "tongdan-scheme", value: string): Promise<void> {
  (await cookies()).set(name, value, { path: "/", maxAge: 365 * 86_400, sameSite: "lax", httpOnly: false });
}
