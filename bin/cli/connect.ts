import { readFileSync } from "node:fs";
import path from "node:path";
import { dataDir } from "@/lib/shared/env";

/** Points at DATABASE_URL, or at the database of the running `npm start`. */
export function connect(): void {
  process.env.TONGDAN_PROCESS = "tongdan-cli";
  if (process.env.DATABASE_URL) return;
  const file = path.join(dataDir(), "database.json");
  try {
    const { url } = JSON.parse(readFileSync(file, "utf8"));
    process.env.DATABASE_URL = String(url);
  } catch {
    throw new Error(`Tongdan does not run from ${dataDir()}: start it with npm start, or set DATABASE_URL.`);
  }
}
