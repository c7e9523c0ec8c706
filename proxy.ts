import { type NextRequest, NextResponse } from "next/server";

/** Tells pages where the reader wanted to go, so that sign-in can bring them back. Authorises nothing: verbs do. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("x-tongdan-path", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ["/((?!api|_next|.*\\..*).*)"] };
