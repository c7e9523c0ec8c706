import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Platform } from "@/lib/shared/platform";
import type { AdapterWorld } from "../../support/adapter-worlds/adapter-world";
import { douyinWorld } from "../../support/adapter-worlds/douyin";
import { genericWorld } from "../../support/adapter-worlds/generic";
import { jdWorld } from "../../support/adapter-worlds/jd";
import { ODD_SCENARIOS } from "../../support/adapter-worlds/odd-scenarios";
import { pddWorld } from "../../support/adapter-worlds/pdd";
import { REFUND_SCENARIOS } from "../../support/adapter-worlds/refund-scenarios";
import { expectedOutcome } from "../../support/adapter-worlds/scenario";
import { STRAIGHT_SCENARIOS } from "../../support/adapter-worlds/straight-scenarios";
import { taobaoWorld } from "../../support/adapter-worlds/taobao";
import { tellScenario } from "../../support/adapter-worlds/tell-scenario";
import { wechatChannelsWorld } from "../../support/adapter-worlds/wechat-channels";
import { wechatPayWorld } from "../../support/adapter-worlds/wechat-pay";

const WORLDS: Record<Platform, () => Promise<AdapterWorld>> = {
  douyin: douyinWorld,
  taobao: taobaoWorld,
  jd: jdWorld,
  pdd: pddWorld,
  wechat_channels: wechatChannelsWorld,
  wechat_pay: wechatPayWorld,
  generic: genericWorld,
};
const SCENARIOS = [...STRAIGHT_SCENARIOS, ...REFUND_SCENARIOS, ...ODD_SCENARIOS];
const FIRST_PLACED = Date.parse("2026-11-20T04:00:00Z");
const DAY = 86_400_000;

describe.each(Object.keys(WORLDS) as Platform[])("%s", (platform) => {
  let world: AdapterWorld;
  beforeAll(async () => {
    world = await WORLDS[platform]();
  });
  afterAll(() => world.close());

  const cases = SCENARIOS.map((scenario, index) => {
    const because = scenario.differs[platform]?.because;
    return { scenario, index, title: because ? `${scenario.name}: ${because}` : scenario.name };
  });

  test.each(cases.map((one) => [one.title, one] as const))("%s", async (_title, { scenario, index }) => {
    const { path, expected } = { ...scenario, ...scenario.differs[platform] };
    const placedAt = new Date(FIRST_PLACED + index * 4 * DAY);
    const lived = await tellScenario(world, { scenario, externalId: `69190000000${10_001 + index}`, placedAt });
    if (path.length > 0) expect(lived.path).toEqual(path);
    if (expected === null) return expect(lived.outcome).toBeNull();
    const { parcels = [], ...rest } = lived.outcome ?? {};
    const whole = { ...scenario.expected, ...expected };
    whole.orders ??= [whole.status];
    expect({ ...rest, parcels: parcels.length }).toEqual(expectedOutcome(world, whole));
  });
});
