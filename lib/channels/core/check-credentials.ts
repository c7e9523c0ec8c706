import type { FieldIssue } from "@/lib/shared/errors";
import type { CredentialField } from "./channel-adapter";

/** What is wrong with credentials as a whole: names the platform does not ask for, and required ones left blank. */
export function credentialIssues(fields: readonly CredentialField[], given: Readonly<Record<string, string>>): FieldIssue[] {
  const asked = fields.map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => !asked.includes(name));
  return [
    ...unknown.map((name) => ({ path: `credentials.${name}`, message: `is not asked for; the platform asks for ${asked.join(", ") || "none"}` })),
    ...missingCredentials(fields, given).map((name) => ({ path: `credentials.${name}`, message: "is required" })),
  ];
}

/** Required ones that are blank. */
export function missingCredentials(fields: readonly CredentialField[], given: Readonly<Record<string, string>>): string[] {
  return fields.filter(({ name, required }) => required && (given[name] ?? "").trim() === "").map(({ name }) => name);
}
