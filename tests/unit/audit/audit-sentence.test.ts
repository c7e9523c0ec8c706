import { readFileSync } from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { AUDIT_ACTIONS } from "@/lib/audit/core/audit-action";
import { sentenceOf } from "@/lib/audit/core/audit-sentence";

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** The sentence as the page says it, tags left out and codes as they are. */
function say(locale: "zh-CN" | "en", entry: Parameters<typeof sentenceOf>[0]): string {
  const messages = { audit: JSON.parse(readFileSync(path.join(ROOT, `config/messages/${locale}/audit.json`), "utf8")) };
  const t = createTranslator({
    locale,
    messages,
    onError: (error) => {
      throw error;
    },
  });
  const { key, params } = sentenceOf(entry);
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === "object" ? value.codes.join("、") : value] as const),
  );
  const tags = { actor: () => "李四", orders: () => "DY-1, DY-2" };
  return t.markup(`audit.actions.${key}` as never, { ...values, ...tags } as never);
}

describe("an act in plain words", () => {
  it("has a sentence in both languages for every act the product writes, even when an old entry holds no values", () => {
    for (const action of AUDIT_ACTIONS) {
      for (const locale of ["zh-CN", "en"] as const) {
        const text = say(locale, { action, before: null, after: null });
        expect(text, `${locale} ${action}`).toContain("李四");
        expect(text, `${locale} ${action}`).not.toMatch(/[<>{}]|audit\./);
      }
    }
  });

  it("names who, what and which orders", () => {
    const entry = { action: "merging.approve", before: { state: "open" }, after: { group_number: "G0007", orders: ["DY-1", "DY-2"] } };
    expect(say("en", entry)).toBe("李四 approved the merge of DY-1, DY-2 into G0007");
    expect(say("zh-CN", entry)).toBe("李四 批准合单 DY-1, DY-2，合为 G0007");
  });

  it("tells a failed import from a finished one", () => {
    const after = { file_name: "a.csv", state: "failed", created: 0, updated: 0, rejected: 0 };
    expect(say("en", { action: "channels.end_import", before: null, after })).toContain("failed");
    expect(say("en", { action: "channels.end_import", before: null, after: { ...after, state: "done", created: 3 } })).toContain("3 new");
  });

  it("gives the codes of rules, roles and states as codes, so that the page can say them in its language", () => {
    expect(sentenceOf({ action: "merging.approve_refused", before: null, after: { rules: ["one_currency", "no_hold"] } }).params).toEqual({
      rules: { words: "rules", codes: ["one_currency", "no_hold"] },
    });
    expect(sentenceOf({ action: "security.create_token", before: null, after: { name: "erp", role: "ops" } }).params).toMatchObject({
      name: "erp",
      role: { words: "roles", codes: ["ops"] },
    });
  });

  it("falls back to the code of an act it does not know", () => {
    expect(sentenceOf({ action: "finance.close_month", before: null, after: {} })).toEqual({
      key: "unknown",
      params: { action: "finance.close_month" },
    });
    expect(say("en", { action: "finance.close_month", before: null, after: {} })).toContain("finance.close_month");
  });
});
