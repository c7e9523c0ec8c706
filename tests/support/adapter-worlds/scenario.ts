import type { Receiver } from "@/lib/orders/core/order-content";
import type { Platform } from "@/lib/shared/platform";
import type { AdapterWorld, Repeat } from "./adapter-world";
import { HOME, type NeutralEvent, RECEIVER } from "./neutral-order";
import type { Outcome } from "./outcome";

/** What happened, and how many minutes after the order was placed. `told`: by its platform, and whether it shows the order by then. */
export type Step = { event: NeutralEvent; minute: number; told?: "not" | "before it is shown" };

/** What an order must have come to. Left out: as `expectedOutcome` fills it in. `parcels` counts; `receiver` as the platform lets us see it. */
export type Expected = Partial<Omit<Outcome, "parcels" | "receiver" | "story">> & {
  status: string;
  facts: Outcome["facts"];
  parcels?: number;
  receiver?: (world: AdapterWorld) => Receiver;
  story?: Outcome["story"];
};

/** Where a platform cannot say what the scenario wants, in words, and what is true of it instead. */
export type Difference = { because: string; path?: (string | null)[]; expected?: Partial<Expected> | null };

export type Scenario = {
  name: string;
  presale?: true;
  steps: Step[];
  /** The order's status after each telling; null while it is not here. */
  path: (string | null)[];
  /** In which order the steps are told, by their index; as they happened unless given. */
  toldIn?: number[];
  /** How often each step is told. */
  repeats?: Repeat[];
  expected: Expected;
  differs: Partial<Record<Platform, Difference>>;
};

export const MONEY = { goods: 6570, freight: 600, discount: 500, paid: 6670 };

export function seenAt(place: typeof HOME): (world: AdapterWorld) => Receiver {
  return (world) => ({ ...RECEIVER, town: "", ...place, ...world.seenAs(place) });
}

/** The whole of what is expected, with everything that the scenario leaves unsaid. */
export function expectedOutcome(world: AdapterWorld, expected: Expected): Omit<Outcome, "parcels"> & { parcels: number } {
  const { receiver = seenAt(HOME), parcels = 0, version = 1, story = {}, ...rest } = expected;
  const updates = version - 1 - (story.version_created ?? 0);
  const told = { imported: 1, parcel_shipped: parcels, platform_updated: updates, ...story };
  return {
    businessType: "standard",
    flags: [],
    amounts: MONEY,
    refunds: ["none", "none"],
    openHolds: 0,
    openExceptions: 0,
    orders: [expected.status],
    unsettled: 0,
    repeated: 0,
    ...rest,
    receiver: receiver(world),
    parcels,
    version,
    story: Object.fromEntries(Object.entries(told).filter(([, count]) => count > 0)),
  };
}
