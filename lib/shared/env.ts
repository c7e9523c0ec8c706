import path from "node:path";
import { z } from "zod";

const onOff = z.enum(["on", "off"]);
const optionalUrl = z.url().optional();

const envSchema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  TONGDAN_DATA_DIR: z.string().min(1).default(".data"),
  DATABASE_URL: optionalUrl,
  DATABASE_REPLICA_URL: optionalUrl,
  AMQP_URL: optionalUrl,
  TONGDAN_DEMO: onOff.default("off"),
  TONGDAN_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal characters")
    .optional(),
  NEXTAUTH_SECRET: z.string().min(16).optional(),
  NEXTAUTH_URL: optionalUrl,
  SMTP_URL: optionalUrl,
  /** Outgoing webhooks may go to private and loopback addresses: for receivers in one's own network. */
  TONGDAN_PRIVATE_WEBHOOKS: onOff.default("off"),
});

export type Env = z.infer<typeof envSchema>;

let cached: Env | undefined;

/** The environment of the contract, checked once; a bad value stops the process with one sentence that quotes it. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = envSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0] ?? "environment");
  const shown = /KEY|SECRET|PASSWORD|URL/.test(name) ? "(hidden)" : `"${present[name]}"`;
  throw new Error(`${name}=${shown} is not usable: ${issue?.message}.`);
}

export function dataDir(): string {
  return path.resolve(env().TONGDAN_DATA_DIR);
}
