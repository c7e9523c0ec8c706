import { CodedError, conflict, type FieldIssue } from "@/lib/shared/errors";
import type { InvalidationCause } from "./change-view";
import type { Denial } from "./permitted-acts";
import type { StageRefusal } from "./stage-rules";

export function staleBase(expected: number, actual: number): CodedError {
  return conflict(
    "versions.stale_base",
    `The change stands on version ${expected}, but the order is at version ${actual} by now: reload and look again.`,
    {
      expected,
      actual,
    },
  );
}

export function alreadyActive(active: { id: string; requestedBy: string }): CodedError {
  return conflict("versions.already_active", `${active.requestedBy} is editing this order already: one change at a time.`, {
    by: active.requestedBy,
    change_request_id: active.id,
  });
}

/** 409: the order's stage forbids it; `reasons` are message keys `versions.refusals.<reason>`. */
export function tooLate(refusals: readonly StageRefusal[]): CodedError {
  const reason = refusals[0] ?? "";
  return conflict("versions.not_at_this_stage", `The order can no longer be changed like this: ${refusals.join(", ")}.`, {
    reason,
    reasons: refusals.join(","),
  });
}

export function badActions(issues: FieldIssue[]): CodedError {
  const first = issues[0];
  return new CodedError({
    kind: "invalid",
    code: "versions.bad_actions",
    message: first ? `${first.path} ${first.message}.` : "The actions do not fit the order.",
    issues,
    params: { field: first?.path ?? "", detail: first?.message ?? "" },
  });
}

export function noChange(): CodedError {
  return new CodedError({
    kind: "invalid",
    code: "versions.no_change",
    message: "The order would stay exactly as it is: there is nothing to approve.",
  });
}

/** The conflict the approver gets when the ground has moved under the request. */
export function invalidatedBy(cause: InvalidationCause): CodedError {
  return conflict("versions.invalidated", `The order changed after this was requested (${cause}): the request no longer holds and was closed.`, {
    cause,
  });
}

export type Standing = { state: string; decidedBy: string | null; requiredRoles: readonly string[]; requestedBy: string };

/** What the verb answers for each reason a button is off. */
export function denied(denial: Denial, change: Standing): CodedError {
  switch (denial) {
    case "decided":
      return conflict("versions.already_decided", `The request is "${change.state}" already${change.decidedBy ? `, by ${change.decidedBy}` : ""}.`, {
        state: change.state,
        by: change.decidedBy ?? "",
      });
    case "overdue":
      return conflict("versions.overdue", "The time to decide is over: the order stays as it is; ask for the change again.");
    case "own_request":
      return forbidden("versions.self_approval", `${change.requestedBy} asked for this change, so somebody else decides.`, {
        by: change.requestedBy,
      });
    case "role":
      return forbidden("versions.higher_role", `A change of this risk takes one of: ${change.requiredRoles.join(", ")}.`, {
        roles: change.requiredRoles.join(", "),
      });
    case "not_yours":
      return forbidden("versions.not_yours", `Only ${change.requestedBy} or a supervisor can withdraw this request.`, { by: change.requestedBy });
    default:
      return denial satisfies never;
  }
}

function forbidden(code: string, message: string, params: Record<string, string>): CodedError {
  return new CodedError({ kind: "forbidden", code, message, params });
}
