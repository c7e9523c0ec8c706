import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Ctx } from "@/lib/shared/context";
import { historySpecs } from "../core/history";
import { HISTORY_PLAN } from "../core/history-plan";
import { DELAY_CHANCE, DELAY_MS, DUPLICATE_CHANCE } from "../core/trade-pace";
import { douyinDetailOf } from "../payloads/market-payloads";
import { demoSecrets } from "../use-cases/demo-secrets";
import { ensureDemoShops, pointShopsAt } from "../use-cases/ensure-demo-shops";
import { type Platform, startDouyinPlatform } from "./douyin-platform";
import { Market, type MarketState } from "./market";
import { toPushRequest } from "./market-requests";
import { PushQueue } from "./push-queue";
import { openServiceDesk } from "./service-desk";

const TICK_MS = 500;
const SAVE_EVERY_MS = 10_000;

/** Opens the demo's platforms and courier: they trade by themselves and push to the product at `appUrl` until stopped. */
export async function startSandbox(
  ctx: Ctx,
  input: { appUrl: string; stateFile: string; log: (text: string) => void },
): Promise<{ stop(): Promise<void> }> {
  const { appUrl, stateFile, log } = input;
  const shops = await ensureDemoShops(ctx);
  const anchor = Math.min(...shops.map((shop) => Date.parse(shop.created_at)));
  const history = { anchor, specs: historySpecs({ anchor, ...HISTORY_PLAN }) };
  const market = new Market(Date.now(), history, readState(stateFile));
  market.warmUp();
  const platform = await openPlatform(market);
  await pointShopsAt(ctx, shops, platform.url);
  const queue = new PushQueue(appUrl, log);
  const trading = setInterval(() => tell(market, queue), TICK_MS);
  const saving = setInterval(() => writeState(stateFile, market.state()), SAVE_EVERY_MS);
  const desk = await openServiceDesk(ctx, { appUrl, log });
  log(`platforms answer at ${platform.url} and push to ${appUrl}`);
  return {
    async stop() {
      clearInterval(trading);
      clearInterval(saving);
      queue.stop();
      await desk.close();
      writeState(stateFile, market.state());
      await platform.close();
    },
  };
}

function openPlatform(market: Market): Promise<Platform> {
  const findDetail = (id: string) => {
    const order = market.find(id);
    return order ? douyinDetailOf(order, Date.now()) : null;
  };
  return startDouyinPlatform({ apps: Object.values(demoSecrets().shops).map((secret) => ({ ...secret, findDetail })) });
}

/** Tells what has happened, as wires do: some of it twice, some of it late. */
function tell(market: Market, queue: PushQueue): void {
  const secrets = demoSecrets();
  const someDelay = () => DELAY_MS.min + Math.random() * (DELAY_MS.max - DELAY_MS.min);
  for (const event of market.advance(Date.now())) {
    const request = toPushRequest(event, secrets);
    if (!request) continue;
    queue.send(request, Math.random() < DELAY_CHANCE ? someDelay() : 0);
    if (Math.random() < DUPLICATE_CHANCE) queue.send(request, someDelay());
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
