import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Locale } from "@/lib/security/core/user-view";

type Messages = Record<string, Record<string, unknown>>;
const loaded = new Map<Locale, Promise<Messages>>();

/** config/messages/<language>/<domain>.json, one namespace a file; read once in production. */
export function loadMessages(locale: Locale): Promise<Messages> {
  if (process.env.NODE_ENV !== "production") return readAll(locale);
  const known = loaded.get(locale) ?? readAll(locale);
  loaded.set(locale, known);
  return known;
}

async function readAll(locale: Locale): Promise<Messages> {
  const folder = path.join(process.cwd(), "config", "messages", locale);
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json"));
  const entries = files.map(async (file) => [file.slice(0, -".json".length), JSON.parse(await readFile(path.join(folder, file), "utf8"))] as const);
  return Object.fromEntries(await Promise.all(entries));
}
