import { hkdfSync, randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataDir, env } from "@/lib/shared/env";

/** Keys derived from the one master key; the version is the prefix of every ciphertext. */
export type Keyring = { version: 1; field: Buffer; index: Buffer; session: Buffer };

let cached: Keyring | undefined;

export function keyring(): Keyring {
  cached ??= derive(masterKey());
  return cached;
}

function derive(master: Buffer): Keyring {
  const part = (purpose: string) => Buffer.from(hkdfSync("sha256", master, "tongdan", purpose, 32));
  return { version: 1, field: part("field-cipher:v1"), index: part("blind-index:v1"), session: part("session:v1") };
}

/** TONGDAN_MASTER_KEY, or the 0600 key file in the data folder, made on first need. */
function masterKey(): Buffer {
  const fromEnv = env().TONGDAN_MASTER_KEY;
  if (fromEnv) return Buffer.from(fromEnv, "hex");
  const file = path.join(dataDir(), "master.key");
  try {
    return readKey(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(dataDir(), { recursive: true });
  try {
    // "wx": of two processes that start at once, one makes the key and the other reads it.
    writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { flag: "wx", mode: 0o600 });
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readKey(file);
}

function readKey(file: string): Buffer {
  const text = readFileSync(file, "utf8").trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`The key file ${file} does not hold 64 hexadecimal characters.`);
  return Buffer.from(text, "hex");
}
