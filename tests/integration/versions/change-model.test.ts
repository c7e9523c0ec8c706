import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reader } from "@/db/transaction";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { listOrderVersions, loadOrderVersion } from "@/lib/orders/use-cases/list-order-versions";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import type { Ctx } from "@/lib/shared/context";
import { approveChange } from "@/lib/versions/use-cases/approve-change";
import { listChangeRequests } from "@/lib/versions/use-cases/list-change-requests";
import { rejectChange } from "@/lib/versions/use-cases/reject-change";
import { requestChange } from "@/lib/versions/use-cases/request-change";
import { restoreVersion } from "@/lib/versions/use-cases/restore-version";
import { withdrawChange } from "@/lib/versions/use-cases/withdraw-change";
import { agent, NOON, supervisor } from "../../support/change-world";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await testShop({ code: "shop" });
});
afterAll(() => database.drop());

/** What an order should be: a list of contents, and at most one pending change standing on one of them. */
type Content = { address: string; quantity: number; flag: string };
type Model = { versions: Content[]; pending: { base: number; edit: Partial<Content>; by: Ctx } | null; said: number; linesOurs: boolean };
type Real = { order: string; external: string; change: string };

const now = (model: Model): Content => model.versions.at(-1) ?? { address: "", quantity: 0, flag: "" };
const answer = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "ok",
    (error: { code?: string }) => error.code ?? String(error),
  );

/** Each command does the same to both, and both must give the same answer. */
type Step = { title: string; expected(model: Model): string; real(real: Real, model: Model): Promise<unknown>; apply(model: Model): void };

class Act implements fc.AsyncCommand<Model, Real> {
  constructor(private readonly step: Step) {}
  check = () => true;
  async run(model: Model, real: Real) {
    const expected = this.step.expected(model);
    const got = await answer(this.step.real(real, model));
    expect(`${this.step.title}: ${got}`).toBe(`${this.step.title}: ${expected}`);
    if (got === "ok") this.step.apply(model);
    if (got === "versions.invalidated") model.pending = null;
    await agree(model, real);
  }
  toString = () => this.step.title;
}

/** Versions are gapless and immutable, the order is its last one, and one change at most is pending. */
async function agree(model: Model, real: Real): Promise<void> {
  const listed = await listOrderVersions(agent, { order_id: real.order });
  expect(listed.versions.map((row) => row.version).reverse()).toEqual(model.versions.map((_, index) => index + 1));
  const contents = await Promise.all(model.versions.map((_, index) => loadOrderVersion(reader(), { orderId: real.order, version: index + 1 })));
  const seen = (content: (typeof contents)[number]) => ({
    address: content.receiver.address,
    quantity: content.lines[0]?.quantity,
    flag: content.flags[0] ?? "",
  });
  expect(contents.map(seen)).toEqual(model.versions);
  const [order] = await loadOrderSnapshots(reader(), { orderIds: [real.order] });
  expect(order?.version).toBe(model.versions.length);
  expect(order && seen(order.content)).toEqual(now(model));
  const { change_requests: pending } = await listChangeRequests(agent, { order_id: real.order });
  expect(pending.map((row) => row.base_version)).toEqual(model.pending ? [model.pending.base] : []);
}

const actionOf = (edit: Partial<Content>) =>
  edit.address !== undefined
    ? { type: "set_address" as const, province: "浙江省", city: "杭州市", district: "西湖区", address: edit.address }
    : { type: "set_quantity" as const, external_line_id: "1", quantity: edit.quantity ?? 1 };

const request = (edit: Partial<Content>, by: Ctx, lag: number): Step => ({
  title: `${by === agent ? "agent" : "supervisor"} asks ${JSON.stringify(edit)} on version -${lag}`,
  expected(model) {
    if (model.pending) return "versions.already_active";
    if (lag > 0 && model.versions.length > lag) return "versions.stale_base";
    return JSON.stringify({ ...now(model), ...edit }) === JSON.stringify(now(model)) ? "versions.no_change" : "ok";
  },
  async real(real, model) {
    const base = model.versions.length > lag ? model.versions.length - lag : model.versions.length;
    real.change = (await requestChange(by, { order_id: real.order, base_version: base, actions: [actionOf(edit)], reason: "测试" })).id;
  },
  apply(model) {
    model.pending = { base: model.versions.length, edit, by };
  },
});

const approve: Step = {
  title: "supervisor approves",
  expected(model) {
    if (!model.pending) return "none";
    if (model.pending.by === supervisor) return "versions.self_approval";
    return model.pending.base === model.versions.length ? "ok" : "versions.invalidated";
  },
  real: (real, model) => (model.pending ? approveChange(supervisor, { change_request_id: real.change }) : Promise.reject({ code: "none" })),
  apply(model) {
    const edit = model.pending?.edit ?? {};
    model.versions.push({ ...now(model), ...edit });
    if (edit.quantity !== undefined) model.linesOurs = true;
    model.pending = null;
  },
};

const close = (title: "rejects" | "withdraws"): Step => ({
  title: `supervisor ${title}`,
  expected(model) {
    if (!model.pending) return "none";
    return title === "rejects" && model.pending.by === supervisor ? "versions.self_approval" : "ok";
  },
  real(real, model) {
    if (!model.pending) return Promise.reject({ code: "none" });
    const input = { change_request_id: real.change, reason: "测试" };
    return title === "rejects" ? rejectChange(supervisor, input) : withdrawChange(supervisor, input);
  },
  apply(model) {
    model.pending = null;
  },
});

const platform = (quantity: number): Step => ({
  title: `the platform says quantity ${quantity}`,
  expected: () => "ok",
  async real(real, model) {
    const said = model.said + 1;
    const modified_at = new Date(NOON.getTime() + said * 1_000).toISOString();
    const line = { external_line_id: "1", title: "T恤", quantity, unit_price: 100, paid: 100 * quantity };
    const gift = { external_line_id: "2", title: "赠品", quantity: 1, unit_price: 0, paid: 0 };
    const amounts = { goods: 100 * quantity, freight: 0, discount: 0, paid: 100 * quantity };
    const order = incomingOrder({ shop: "shop", external_id: real.external, modified_at, flags: [`said-${said}`], lines: [line, gift], amounts });
    const { results } = await ingestOrders(testCtx(), { orders: [order] });
    real.order = results[0]?.order_id ?? "";
  },
  apply(model) {
    model.said += 1;
    // The receiver never differs here, so only the lines show who owns what.
    model.versions.push({ ...now(model), flag: `said-${model.said}`, quantity: model.linesOurs ? now(model).quantity : quantity });
  },
});

const restore = (pick: number): Step => ({
  title: `supervisor restores #${pick}`,
  expected(model) {
    if (model.pending) return "versions.already_active";
    const target = { ...model.versions[pick % model.versions.length], flag: now(model).flag };
    return JSON.stringify(target) === JSON.stringify(now(model)) ? "versions.no_change" : "ok";
  },
  real: (real, model) => restoreVersion(supervisor, { order_id: real.order, version: (pick % model.versions.length) + 1, reason: "测试" }),
  apply(model) {
    const target = model.versions[pick % model.versions.length] ?? now(model);
    if (target.quantity !== now(model).quantity) model.linesOurs = true;
    // Flags are the platform's word: they stay as they are today.
    model.versions.push({ ...target, flag: now(model).flag });
  },
});

const edits = fc.oneof(
  fc.constantFrom("文三路138号2幢501室", "文三路139号", "古墩路1号").map((address): Partial<Content> => ({ address })),
  fc.integer({ min: 1, max: 2 }).map((quantity): Partial<Content> => ({ quantity })),
);
const steps: fc.Arbitrary<Step>[] = [
  fc.tuple(edits, fc.constantFrom(agent, agent, supervisor), fc.constantFrom(0, 0, 0, 1)).map(([edit, by, lag]) => request(edit, by, lag)),
  fc.constant(approve),
  fc.constantFrom<"rejects" | "withdraws">("rejects", "withdraws").map(close),
  fc.integer({ min: 1, max: 2 }).map(platform),
  fc.nat(9).map(restore),
];

let made = 0;

it("requests, verdicts, restores and platform updates in any order agree with the model", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands(
        steps.map((step) => step.map((value) => new Act(value))),
        { maxCommands: 14 },
      ),
      async (commands) => {
        const real: Real = { order: "", external: `MODEL${made++}`, change: "" };
        const model: Model = { versions: [], pending: null, said: 0, linesOurs: false };
        await platform(1).real(real, model);
        model.said = 1;
        model.versions.push({ address: "文三路138号2幢501室", quantity: 1, flag: "said-1" });
        await fc.asyncModelRun(() => ({ model, real }), commands);
      },
    ),
    { numRuns: 40, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
  );
}, 60_000);
