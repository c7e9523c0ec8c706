import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import type { Ctx } from "@/lib/shared/context";
import { historySpecs } from "../core/history";
import { HISTORY_PLAN } from "../core/history-plan";
import { DELAY_CHANCE, DELAY_MS, DUPLICATE_CHANCE } from "../core/trade-pace";
import { ensureDemoShops, pointShopsAt } from "../use-cases/ensure-demo-shops";
import { type DemoPlatforms, noPlatformFaults, openDemoPlatforms } from "./demo-platforms";
import { Market, type MarketState } from "./market";
import { marketBook } from "./market-book";
import { PushQueue } from "./push-queue";
import { openServiceDesk } from "./service-desk";
import { watchFaults } from "./watch-faults";

const TICK_MS = 500;
const SAVE_EVERY_MS = 10_000;

/** Opens the demo's platforms and courier: they trade by themselves and push to the product at `appUrl` until stopped. */
export async function startSandbox(
  ctx: Ctx,
  input: { appUrl: string; stateFile: string; faultsFile: string; log: (text: string) => void },
): Promise<{ stop(): Promise<void> }> {
  const { appUrl, stateFile, faultsFile, log } = input;
  const shops = await ensureDemoShops(ctx);
  const anchor = Math.min(...shops.map((shop) => Date.parse(shop.created_at)));
  const history = { anchor, specs: historySpecs({ anchor, ...HISTORY_PLAN }) };
  const market = new Market(Date.now(), history, readState(stateFile));
  market.warmUp();
  const queue = new PushQueue(appUrl, log);
  const faults = noPlatformFaults();
  const watching = watchFaults({ file: faultsFile, faults, log });
  const platforms = await openDemoPlatforms({
    book: (shop) => marketBook({ shop, find: (id) => market.find(id), list: () => market.ordersOf(shop), now: Date.now }),
    faults,
    send: (request) => queue.send(request),
    takeOrders: (orders) => {
      ingestOrders(ctx, { orders }).catch((error: unknown) => log(`orders of a shop's own system were not taken: ${error}`));
    },
  });
  await pointShopsAt(ctx, shops, platforms.pointers);
  const late = new Set<NodeJS.Timeout>();
  const trading = setInterval(() => tell(market, platforms, late), TICK_MS);
  const saving = setInterval(() => writeState(stateFile, market.state()), SAVE_EVERY_MS);
  const desk = await openServiceDesk(ctx, { appUrl, log });
  log(`platforms answer on loopback and push to ${appUrl}; their faults are read from ${faultsFile}`);
  return {
    async stop() {
      clearInterval(trading);
      clearInterval(saving);
      for (const timer of late) clearTimeout(timer);
      watching.stop();
      queue.stop();
      await desk.close();
      writeState(stateFile, market.state());
      await platforms.close();
    },
  };
}

/** Tells what has happened, as wires do: some of it twice, some of it late. */
function tell(market: Market, platforms: DemoPlatforms, late: Set<NodeJS.Timeout>): void {
  const events = market.advance(Date.now());
  const delayed = events.filter(() => Math.random() < DELAY_CHANCE);
  platforms.tell(events.filter((event) => !delayed.includes(event)));
  for (const event of [...delayed, ...events.filter(() => Math.random() < DUPLICATE_CHANCE)]) {
    const timer = setTimeout(
      () => {
        late.delete(timer);
        platforms.tell([event]);
      },
      DELAY_MS.min + Math.random() * (DELAY_MS.max - DELAY_MS.min),
    );
    late.add(timer);
  }
}

/** Null when there was no sandbox before, or its file cannot be read: it starts afresh then. */
function readState(file: string): MarketState | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as MarketState;
  } catch {
    return null;
  }
}

/** Written beside and renamed: a crash leaves the old file whole. */
function writeState(file: string, state: MarketState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
