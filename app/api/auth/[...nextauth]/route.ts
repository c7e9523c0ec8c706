import NextAuth from "next-auth";
import { authOptions } from "@/app/auth-options";

// Built on the first request: the secret and the keys are not there while the product is built.
async function handler(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  return NextAuth(authOptions())(request, context) as Promise<Response>;
}

export { handler as GET, handler as POST };
