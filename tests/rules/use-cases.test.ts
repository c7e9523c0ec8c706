import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const LIB = path.resolve(import.meta.dirname, "../../lib");

/** Verbs nobody signed in calls: jobs and the first step of a request. Each says why it needs no permission. */
const SYSTEM_ONLY: Record<string, string> = {
  "audit/seal-audit": "a job; changes no fact, only chains entries",
  "events/relay-events": "a job; its handlers act in the product's own name",
  "events/sweep-outbox": "a job",
  "events/sweep-webhooks": "a job",
  "alerts/send-notifications": "checks jobs.rerun; the notification and its tellings are the trace",
  "orders/elapse-buffers": "a job; each order's timeline tells it",
  "orders/detect-stuck-orders": "a job; opens exceptions",
  "merging/expire-suggestions": "a job",
  "versions/expire-change-requests": "a job",
  "channels/compact-pulls": "a job; what is covered stays the same",
  "channels/plan-pulls": "a job; the windows are the trace",
  "channels/plan-reconciliations": "a job; the comparisons are the trace",
  "channels/pull-window": "checks orders.ingest; the window is the trace, and each order's ingest audits itself",
  "channels/bring-in-orders": "checks orders.ingest; the ingest it calls audits each order, the inbox row is the trace of the rest",
  "channels/run-reconciliation": "checks orders.ingest; its start is audited, its row and differences are the trace",
  "channels/keep-feed-messages": "checks orders.ingest; the inbox row is the trace",
  "channels/send-write-backs": "checks sync.write_back; each write-back and its order's timeline are the trace",
  "channels/sweep-write-backs": "a job; the write-backs are the trace",
  "channels/receive-push": "anonymous by nature: the platform's signature over the raw bytes is the permission; the inbox row is the trace",
  "couriers/receive-courier-push": "anonymous by nature: secret address and signature are the permission; the inbox row is the trace",
  "channels/apply-import-batch": "a step of run-import, which checks imports.run",
  "sandbox/seed-history": "the demo's own past, made at the first start only",
  "security/verify-credentials": "comes before anybody is signed in; audits every try itself",
  "orders/ingest-orders": "checks orders.ingest in the verb; ingestRows is shared with createOrder, which checks orders.create",
};

const files = readdirSync(LIB, { recursive: true })
  .map(String)
  .filter((file) => /^[^/]+\/use-cases\/.*\.ts$/.test(file))
  .map((file) => ({ name: file.replace("/use-cases/", "/").replace(/\.ts$/, ""), text: readFileSync(path.join(LIB, file), "utf8") }));

const opening = files.filter(({ text }) => /\bwithTransaction\(/.test(text));

test("a use-case that opens a transaction checks a permission, or is named here with its reason", () => {
  expect(opening.length).toBeGreaterThan(10);
  const unchecked = opening.filter(({ name, text }) => !text.includes("requirePermission(") && !(name in SYSTEM_ONLY)).map(({ name }) => name);
  expect(unchecked).toEqual([]);
});

test("a use-case that opens a transaction leaves an audit entry, itself or through the step it calls", () => {
  const writers = /appendAudit\(|settle\w*\(|close\w*\(|ingest\w*\(|advance\(|processed|settlePush\(|applyImport\w*\(|ensure\w*\(|runImport\(/;
  const silent = opening.filter(({ name, text }) => !writers.test(text) && !(name in SYSTEM_ONLY)).map(({ name }) => name);
  expect(silent).toEqual([]);
});

test("every reason in the list of exceptions still belongs to a file", () => {
  const names = new Set(files.map(({ name }) => name));
  expect(Object.keys(SYSTEM_ONLY).filter((name) => !names.has(name))).toEqual([]);
});
