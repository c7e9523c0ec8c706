import type { Browser, BrowserContext, Page } from "playwright-core";
import { openBrowser } from "@/bin/browser.mjs";
import { createUser } from "@/lib/security/use-cases/create-user";
import { type Ctx, newCtx } from "@/lib/shared/context";
import { ROLES, type Role } from "@/lib/shared/role";
import { type AppServer, startAppServer } from "./app-server";
import { testCtx } from "./shops";

/** Long enough for a busy machine, short enough that a test that fails says so soon. */
const PATIENCE_MS = 30_000;

export const PASSWORD = "a password of the suite";
export const NAMES: Record<Role, string> = {
  ops: "运营小周",
  warehouse_supervisor: "仓管老王",
  agent: "客服小林",
  agent_supervisor: "客服主管陈姐",
  finance: "财务小何",
  auditor: "审计老郑",
  admin: "系统管理员",
};
export const emailOf = (role: Role) => `${role}@example.test`;

/** How somebody looks at the console: on a desk, in English and by day unless told otherwise; `own` is their own language. */
export type Sight = { locale?: "zh-CN" | "en" | "own"; width?: number; height?: number; touch?: boolean; dark?: boolean };

/** The product running, one person per role, and a browser: what a test of the console needs. */
export type ConsoleWorld = {
  app: AppServer;
  /** A window of its own in which this role is signed in, on this page; `null` is nobody. */
  open(role: Role | null, path: string, sight?: Sight): Promise<Page>;
  /** Closes every window opened since, and fails when a page threw an error. */
  closeWindows(): Promise<void>;
  close(): Promise<void>;
};

/** A verb's context for the person of a role, so that a world is made by the same people who then open it. */
export type As = (role: Role) => Ctx;

export async function openConsole(makeWorld: (as: As) => Promise<unknown> = async () => undefined): Promise<ConsoleWorld> {
  const [app, browser] = await Promise.all([startAppServer(() => populate(makeWorld)), openBrowser()]);
  const sessions = new Map<Role, ReturnType<typeof sessionOf>>();
  const windows: BrowserContext[] = [];
  const thrown: string[] = [];
  const session = (role: Role) => {
    const known = sessions.get(role) ?? sessionOf({ browser, url: app.url, role });
    sessions.set(role, known);
    return known;
  };
  return {
    app,
    async open(role, path, sight = {}) {
      const context = await browser.newContext({ ...contextOf(sight), baseURL: app.url, storageState: role ? await session(role) : undefined });
      windows.push(context);
      context.setDefaultTimeout(PATIENCE_MS);
      if (sight.locale !== "own") await context.addCookies([{ name: "tongdan-locale", value: sight.locale ?? "en", url: app.url }]);
      const page = await context.newPage();
      page.on("pageerror", (error) => thrown.push(`${page.url()}: ${error.message}`));
      await page.goto(path);
      return page;
    },
    async closeWindows() {
      await Promise.all(windows.splice(0).map((context) => context.close()));
      const errors = thrown.splice(0);
      if (errors.length > 0) throw new Error(`Pages threw: ${errors.join("; ")}`);
    },
    async close() {
      await browser.close();
      await app.stop();
    },
  };
}

async function populate(makeWorld: (as: As) => Promise<unknown>): Promise<void> {
  const ids = new Map<Role, string>();
  const invite = async (role: Role) => {
    const { id } = await createUser(testCtx(), { email: emailOf(role), name: NAMES[role], role, password: PASSWORD });
    ids.set(role, id);
  };
  await Promise.all(ROLES.map(invite));
  await makeWorld((role) => newCtx({ kind: "user", id: ids.get(role) ?? "", name: NAMES[role], role }));
}

/** What the sign-in page would leave in the browser, without the page: that has its own test. */
async function sessionOf({ browser, url, role }: { browser: Browser; url: string; role: Role }) {
  const context = await browser.newContext({ baseURL: url });
  const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email: emailOf(role), password: PASSWORD, json: "true" };
  await context.request.post("/api/auth/callback/credentials", { form });
  const state = await context.storageState();
  await context.close();
  if (!state.cookies.some(({ name }) => name === "next-auth.session-token")) throw new Error(`${emailOf(role)} could not sign in.`);
  return state;
}

function contextOf({ locale = "en", width = 1440, height = 900, touch = false, dark = false }: Sight) {
  return {
    locale: locale === "own" ? "en" : locale,
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    colorScheme: dark ? ("dark" as const) : ("light" as const),
    reducedMotion: "reduce" as const,
    timezoneId: "Asia/Shanghai",
  };
}
