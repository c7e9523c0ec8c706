import { normalisePhone } from "@/lib/shared/normalise-phone";
import type { Receiver } from "./order-content";

export function normaliseName(name: string): string | null {
  const text = name
    .normalize("NFKC")
    .replace(/[\s·.。]/g, "")
    .toLowerCase();
  return text === "" || text.includes("*") || /^[~$#]/.test(text) ? null : text;
}

/** Divisions and street in one line without spaces, punctuation or divisions the shopper typed twice. */
export function normaliseAddress(receiver: Receiver): string | null {
  const divisions = [receiver.province, receiver.city, receiver.district, receiver.town].map(squeeze);
  let street = squeeze(receiver.address);
  if (street === "" || street.includes("*") || /^[~$]/.test(receiver.address)) return null;
  for (const division of divisions) if (division !== "" && street.startsWith(division)) street = street.slice(division.length);
  return `${divisions.slice(0, 3).join("/")}/${street}`;
}

/** Phone + name + address as one text for the exact tier, or null when any part cannot be known. */
export function receiverKey(receiver: Receiver): string | null {
  const parts = [normalisePhone(receiver.phone), normaliseName(receiver.name), normaliseAddress(receiver)];
  return parts.some((part) => part === null) ? null : parts.join("|");
}

function squeeze(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s,，.。;；:：、【】[\]()（）"'“”_-]/g, "")
    .toLowerCase();
}
