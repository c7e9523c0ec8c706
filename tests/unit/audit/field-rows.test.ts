import { expect, it } from "vitest";
import { fieldRowsOf } from "@/lib/audit/core/field-rows";

it("sets before and after side by side by dotted field and marks what changed", () => {
  const before = { name: "旗舰店", settings: { buffer_minutes: 30, default_warehouse: "杭州" } };
  const after = { name: "旗舰店", settings: { buffer_minutes: 45, default_warehouse: "杭州" }, access_token_changed: true };
  expect(fieldRowsOf({ before, after })).toEqual([
    { field: "name", before: "旗舰店", after: "旗舰店", changed: false },
    { field: "settings.buffer_minutes", before: 30, after: 45, changed: true },
    { field: "settings.default_warehouse", before: "杭州", after: "杭州", changed: false },
    { field: "access_token_changed", before: null, after: true, changed: false },
  ]);
});

it("joins lists, names objects in them, and leaves out what the page tells elsewhere", () => {
  const after = {
    orders: ["DY-1", "DY-2"],
    risk: { level: "high", reasons: [{ factor: "value", level: "high" }] },
    diff: [{ path: "x" }],
    evidence: [],
  };
  expect(fieldRowsOf({ before: null, after })).toEqual([
    { field: "orders", before: null, after: "DY-1, DY-2", changed: false },
    { field: "risk.level", before: null, after: "high", changed: false },
    { field: "risk.reasons", before: null, after: "value", changed: false },
  ]);
});

it("has no rows for an act without values, or with values that are no object", () => {
  expect(fieldRowsOf({ before: null, after: null })).toEqual([]);
  expect(fieldRowsOf({ before: "text", after: [1, 2] })).toEqual([]);
});
