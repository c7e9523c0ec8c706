import { rawSql } from "@/db/client";
import { approveChange } from "@/lib/versions/use-cases/approve-change";
import { requestChange } from "@/lib/versions/use-cases/request-change";
import { as } from "../change-world";
import { orderStatusOf } from "../inbox-rows";
import type { AdapterWorld, Telling } from "./adapter-world";
import { afterEvent, type NeutralOrder, placedOrder, RECEIVER } from "./neutral-order";
import { CORRECTED } from "./odd-scenarios";
import { countRepeats, type Outcome, outcomeOf } from "./outcome";
import type { Scenario, Step } from "./scenario";

const MINUTE = 60_000;
/** A telling is worked off half a minute after what it tells. */
const LATER = 30_000;

type Happening = Telling & { step: Step };

/** Lives the scenario through in this world: the order's status after each telling, and what it came to. */
export async function tellScenario(
  world: AdapterWorld,
  input: { scenario: Scenario; externalId: string; placedAt: Date },
): Promise<{ path: (string | null)[]; outcome: Outcome | null }> {
  const { scenario, externalId, placedAt } = input;
  const { toldIn, repeats = ["first"] } = scenario;
  const happened = happenings(placedOrder({ id: externalId, at: placedAt, presale: scenario.presale === true }), scenario.steps);
  const told = (toldIn?.map((index) => happened[index]) ?? happened).filter((one) => one !== undefined && one.step.told !== "not") as Happening[];
  const end = happened.at(-1)?.at ?? placedAt;
  const repeatedBefore = await countRepeats();
  const path: (string | null)[] = [];
  for (const { step, ...telling } of told) {
    // What is told the wrong way round is all told after it happened.
    world.standAt(new Date((toldIn ? end : telling.at).getTime() + LATER));
    if (step.event === "corrected") await correct(telling, externalId);
    else for (const repeat of repeats) await world.tell(telling, repeat);
    path.push(await orderStatusOf(world.shopCode, externalId));
  }
  return { path, outcome: await outcomeOf({ externalId, placedAt, repeatedBefore }) };
}

function happenings(placed: NeutralOrder, steps: Step[]): Happening[] {
  let order = placed;
  return steps.map((step) => {
    const at = new Date(placed.placedAt.getTime() + step.minute * MINUTE);
    order = afterEvent(order, step.event, at);
    return { step, event: step.event, order, at, isShown: step.told === undefined };
  });
}

/** Staff send the order somewhere else, with a supervisor's yes. */
async function correct({ at }: Telling, externalId: string): Promise<void> {
  const [row] = await rawSql()<{ id: string; version: number }[]>`select id, version from orders where external_id = ${externalId}`;
  if (!row) throw new Error(`No order ${externalId} to correct.`);
  const { province, city } = RECEIVER;
  const asked = await requestChange(as("小林", "agent", at), {
    order_id: row.id,
    base_version: row.version,
    actions: [{ type: "set_address", province, city, ...CORRECTED }],
    reason: "买家来电要求",
  });
  await approveChange(as("周主管", "agent_supervisor", at), { change_request_id: asked.id });
}
