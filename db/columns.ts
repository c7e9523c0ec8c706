import { bigint, jsonb, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { newId } from "@/lib/shared/ids";

/** Primary key: UUID version 7, made by the application. */
export const idColumn = () => uuid("id").primaryKey().$defaultFn(newId);

/** `timestamptz` as Date, milliseconds kept. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const createdAt = () => instant("created_at").notNull().defaultNow();

/** Integer fen. */
export const fenColumn = (name: string) => bigint(name, { mode: "number" });

/** Ciphertext of `lib/security/crypto/field-cipher`: "v1:" + base64. Never plaintext. */
export const sealed = (name: string) => text(name).$type<`v${number}:${string}`>();

/** A keyed blind index (HMAC-SHA256, 32 bytes, hex). */
export const blindIndex = (name: string) => text(name);

export const json = <T>(name: string) => jsonb(name).$type<T>();
