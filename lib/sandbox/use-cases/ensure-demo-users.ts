import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createUser } from "@/lib/security/use-cases/create-user";
import type { Ctx } from "@/lib/shared/context";
import { dataDir } from "@/lib/shared/env";
import { isCodedError } from "@/lib/shared/errors";
import { ROLES, type Role } from "@/lib/shared/role";

const NAMES: Record<Role, string> = {
  ops: "运营小周",
  warehouse_supervisor: "仓管老王",
  agent: "客服小林",
  agent_supervisor: "客服主管陈姐",
  finance: "财务小何",
  auditor: "审计老郑",
  admin: "系统管理员",
};

/** 12 bytes: 96 bits, sixteen characters to type. */
const PASSWORD_BYTES = 12;

/** One account per role, all with the password of this installation's file, which is made once and readable by its owner only. */
export async function ensureDemoUsers(ctx: Ctx): Promise<{ emails: string[]; passwordFile: string }> {
  const passwordFile = path.join(dataDir(), "demo-password");
  const password = readOrMake(passwordFile);
  for (const role of ROLES) {
    try {
      await createUser(ctx, { email: demoEmail(role), name: NAMES[role], role, password });
    } catch (error) {
      if (!isCodedError(error) || error.code !== "security.email_taken") throw error;
    }
  }
  return { emails: ROLES.map(demoEmail), passwordFile };
}

function demoEmail(role: Role): string {
  return `${role}@demo.tongdan.local`;
}

function readOrMake(file: string): string {
  try {
    writeFileSync(file, `${randomBytes(PASSWORD_BYTES).toString("base64url")}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}
