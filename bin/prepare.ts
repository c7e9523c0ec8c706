import { closeDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { keyring } from "@/lib/security/crypto/keyring";
import { createUser } from "@/lib/security/use-cases/create-user";
import { systemCtx } from "@/lib/shared/context";
import { env } from "@/lib/shared/env";
import { isCodedError } from "@/lib/shared/errors";

/** Before anything serves: check the environment, make the keys, bring the schema up to date, make the first administrator. */
try {
  const { DATABASE_URL, TONGDAN_DEMO } = env();
  if (!DATABASE_URL) throw new Error("DATABASE_URL is not set: `npm start` sets it for the embedded database.");
  keyring();
  await migrateDatabase(DATABASE_URL);
  if (TONGDAN_DEMO === "off") await firstAdministrator();
  await closeDatabase();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function firstAdministrator(): Promise<void> {
  const email = process.env.TONGDAN_ADMIN_EMAIL;
  const password = process.env.TONGDAN_ADMIN_PASSWORD;
  if (!email && !password) return;
  try {
    await createUser(systemCtx("start"), { email: email ?? "", role: "admin", password: password ?? "" });
  } catch (error) {
    if (isCodedError(error) && error.code === "security.email_taken") return;
    throw new Error(`TONGDAN_ADMIN_EMAIL="${email ?? ""}" with its password is not usable: ${error instanceof Error ? error.message : error}`);
  }
}
