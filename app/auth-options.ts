import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { keyring } from "@/lib/security/crypto/keyring";
import { verifyCredentials } from "@/lib/security/use-cases/verify-credentials";
import { newCtx } from "@/lib/shared/context";
import { env } from "@/lib/shared/env";

/** A working day; the person behind it is read afresh on every request. */
const SESSION_SECONDS = 12 * 3600;

/** How people sign in. Wrong address, wrong password and a resting account all get one answer. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET ?? keyring().session.toString("hex"),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/login" },
    providers: [
      CredentialsProvider({
        name: "password",
        credentials: { email: {}, password: {} },
        async authorize(credentials) {
          if (!credentials?.email || !credentials.password) return null;
          const result = await verifyCredentials(newCtx({ kind: "anonymous" }), credentials);
          if (!result.ok) return null;
          const { id, name, email, sessionVersion } = result.user;
          return { id, name, email, sessionVersion };
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        if (user && "sessionVersion" in user) {
          token.sub = user.id;
          token.sessionVersion = user.sessionVersion;
        }
        return token;
      },
      session({ session, token }) {
        return { ...session, userId: token.sub, sessionVersion: token.sessionVersion };
      },
    },
  };
}
