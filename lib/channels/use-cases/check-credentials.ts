import { CodedError } from "@/lib/shared/errors";
import type { Platform } from "@/lib/shared/platform";
import { adapterFor } from "../adapters/adapter-for";
import { credentialIssues } from "../core/check-credentials";

/** Step: refuses credentials that the platform does not ask for, and a set that lacks a required one; each is named, none is quoted. */
export function checkCredentials(platform: Platform, given: Readonly<Record<string, string>>): void {
  const issues = credentialIssues(adapterFor(platform).credentials, given);
  if (issues.length === 0) return;
  const fields = issues.map(({ path }) => path.replace("credentials.", "")).join(", ");
  throw new CodedError({
    kind: "invalid",
    code: "channels.bad_credentials",
    message: issues.map(({ path, message }) => `${path} ${message}`).join("; "),
    params: { fields },
    issues,
  });
}
