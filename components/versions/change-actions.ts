import type { FieldIssue } from "@/lib/shared/errors";
import type { ChangeActionInput } from "@/lib/versions/core/change-action";
import type { ChangePreviewView, DecideChangeView, RequestChangeView, RestoreVersionView } from "@/lib/versions/core/change-view";

/** What an action answers: its data, or a refusal with the message key of its code. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; code: string; message: string; params: Record<string, string | number>; issues: FieldIssue[]; request_id: string };

export type DecideActions = {
  approve(input: { change_request_id: string }): Promise<ActionResult<DecideChangeView>>;
  reject(input: { change_request_id: string; reason: string }): Promise<ActionResult<DecideChangeView>>;
  withdraw(input: { change_request_id: string }): Promise<ActionResult<DecideChangeView>>;
};

type Draft = { order_id: string; base_version: number; actions: ChangeActionInput[] };
export type RequestActions = {
  preview(input: Draft): Promise<ActionResult<ChangePreviewView>>;
  request(input: Draft & { reason: string }): Promise<ActionResult<RequestChangeView>>;
};

export type RestoreAction = (input: {
  order_id: string;
  version: number;
  base_version: number;
  reason: string;
}) => Promise<ActionResult<RestoreVersionView>>;
