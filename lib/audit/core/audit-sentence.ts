import { type AuditAction, isAuditAction } from "./audit-action";
import type { AuditEntryView } from "./audit-view";

/** Codes that the page says in its language: the messages under `words`, one code or several. */
type Coded = { words: "origins" | "events" | "purposes" | "platforms" | "roles" | "rules" | "tiers" | "alert_rules"; codes: string[] };
type SentenceParam = string | number | Coded;

/** One act in plain words: the message `audit.actions.<key>` with its values. Who acted and the orders are the page's to link. */
export type AuditSentence = { key: AuditAction | "unknown"; params: Record<string, SentenceParam> };

type Facts = { text(key: string): string; count(key: string): number; codes(words: Coded["words"], key: string): Coded };

const NO_VALUES = () => ({});
const byRequester = (facts: Facts) => ({ by: facts.text("requested_by") });
const group = (facts: Facts) => ({ group: facts.text("group_number") });
const alert = (facts: Facts) => ({ alert: facts.codes("alert_rules", "rule") });
const named = (facts: Facts) => ({ name: facts.text("name") });
const role = (facts: Facts) => facts.codes("roles", "role");
const origin = (facts: Facts) => facts.codes("origins", "origin");

/** The values each act's sentence needs, total by type: a new act without a sentence does not compile. */
const VALUES: Record<AuditAction, (facts: Facts) => Record<string, SentenceParam>> = {
  "orders.ingest_create": (facts) => ({ origin: origin(facts) }),
  "orders.ingest_update": (facts) => ({ origin: origin(facts), version: facts.count("version") }),
  "orders.record_event": (facts) => ({ event: facts.codes("events", "type") }),
  "orders.reveal": (facts) => ({ purpose: facts.codes("purposes", "purpose") }),
  "orders.hold": NO_VALUES,
  "orders.release": NO_VALUES,
  "orders.flag_stuck": NO_VALUES,
  "orders.clear_stuck": NO_VALUES,
  "merging.approve": group,
  "merging.approve_refused": (facts) => ({ rules: facts.codes("rules", "rules") }),
  "merging.reject": NO_VALUES,
  "merging.snooze": (facts) => ({ minutes: facts.count("minutes") }),
  "merging.unmerge": (facts) => ({ ...group(facts), left: facts.count("left") }),
  "merging.member_left": group,
  "merging.confirm_group": group,
  "merging.print_group": group,
  "versions.request": NO_VALUES,
  "versions.approve": (facts) => ({ ...byRequester(facts), version: facts.count("version") }),
  "versions.reject": byRequester,
  "versions.withdraw": byRequester,
  "versions.invalidate": byRequester,
  "versions.expire": byRequester,
  "versions.restore": (facts) => ({ from: facts.count("restored_from"), version: facts.count("version") }),
  "channels.create_shop": (facts) => ({ ...named(facts), platform: facts.codes("platforms", "platform") }),
  "channels.update_shop": named,
  "channels.start_import": (facts) => ({ file: facts.text("file_name"), shop: facts.text("shop"), rows: facts.count("rows") }),
  "channels.end_import": (facts) => ({
    file: facts.text("file_name"),
    state: facts.text("state"),
    created: facts.count("created"),
    updated: facts.count("updated"),
    rejected: facts.count("rejected"),
  }),
  "couriers.create_account": named,
  "inbox.replay": (facts) => ({ topic: facts.text("topic") }),
  "alerts.open": alert,
  "alerts.clear": alert,
  "alerts.acknowledge": alert,
  "alerts.resolve": alert,
  "alerts.create_channel": named,
  "alerts.remove_channel": named,
  "alerts.test_channel": named,
  "channels.abandon_pulls": (facts) => ({ shop: facts.text("shop"), windows: facts.count("windows"), reason: facts.text("reason") }),
  "channels.backfill": (facts) => ({ shop: facts.text("shop"), windows: facts.count("windows") }),
  "channels.retry_pulls": (facts) => ({ shop: facts.text("shop"), windows: facts.count("windows") }),
  "channels.reconcile": (facts) => ({ shop: facts.text("shop") }),
  "channels.refresh_access": (facts) => ({ shop: facts.text("shop") }),
  "channels.drop_write_back": NO_VALUES,
  "channels.retry_write_back": NO_VALUES,
  "events.create_endpoint": (facts) => ({ url: facts.text("url") }),
  "events.pause_endpoint": (facts) => ({ url: facts.text("url") }),
  "events.resume_endpoint": (facts) => ({ url: facts.text("url") }),
  "events.rotate_secret_endpoint": (facts) => ({ url: facts.text("url") }),
  "events.remove_endpoint": (facts) => ({ url: facts.text("url") }),
  "events.disable_endpoint": (facts) => ({ url: facts.text("url") }),
  "events.redeliver": (facts) => ({ count: facts.count("redelivered") }),
  "inbox.drop": (facts) => ({ topic: facts.text("topic") }),
  "inbox.repair": (facts) => ({ topic: facts.text("topic") }),
  "inbox.view": (facts) => ({ topic: facts.text("topic") }),
  "inbox.reveal": (facts) => ({ topic: facts.text("topic") }),
  "channels.pause_shop": (facts) => ({ shop: facts.text("shop") }),
  "channels.resume_shop": (facts) => ({ shop: facts.text("shop") }),
  "channels.map_skus": NO_VALUES,
  "channels.unmap_skus": NO_VALUES,
  "security.create_user": (facts) => ({ name: facts.text("email"), role: role(facts) }),
  "security.disable_user": named,
  "security.enable_user": named,
  "security.create_token": (facts) => ({ ...named(facts), role: role(facts) }),
  "security.revoke_token": named,
  "security.sign_in": NO_VALUES,
  "security.sign_in_failed": (facts) => ({ ...named(facts), failures: facts.count("failures") }),
};

/** Pure: from the entry's own masked values; what an older entry does not hold is an empty text or 0, never an error. */
export function sentenceOf(entry: Pick<AuditEntryView, "action" | "before" | "after">): AuditSentence {
  const { action } = entry;
  if (!isAuditAction(action)) return { key: "unknown", params: { action } };
  return { key: action, params: VALUES[action](factsOf(entry)) };
}

function factsOf({ before, after }: Pick<AuditEntryView, "before" | "after">): Facts {
  const values = { ...record(before), ...record(after) };
  return {
    text: (key) => (typeof values[key] === "string" || typeof values[key] === "number" ? String(values[key]) : ""),
    count: (key) => (typeof values[key] === "number" ? values[key] : 0),
    codes: (words, key) => {
      const value = values[key];
      return { words, codes: (Array.isArray(value) ? value : [value]).filter((code) => typeof code === "string") };
    },
  };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
