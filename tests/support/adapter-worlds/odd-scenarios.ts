import { HOME, NEW_HOME, RECEIVER } from "./neutral-order";
import type { Scenario, Step } from "./scenario";
import { type Expected, seenAt } from "./scenario";

const CREATED: Step = { event: "created", minute: 0 };
const PAID: Step = { event: "paid", minute: 1 };
const SHIPPED: Step = { event: "shipped", minute: 60 };
const LIFE: Step[] = [CREATED, PAID, { event: "moved", minute: 10 }, SHIPPED, { event: "completed", minute: 3000 }];

/** Where staff sent an order; the name and the phone stay the platform's. */
export const CORRECTED = { district: "海曙区", address: "中山西路8号1幢102室" };

const JD_PAID = "JD lists an order once it is paid";
const PDD_PAID = "Pinduoduo shows an order once there is money in it";
const CARRIER_APART = "a Channels order names the carriers of its parcels and none of its own";
const OWN_SYSTEM = "parcels come from WeChat, and the order itself from the shop's own system, which is silent about them";
const PDD_RECEIVED = "Pinduoduo's last state is received";
const PDD_HIDES = "it hides a receiver from shipping on, and what was told before that counts only where nothing is known";

const LIVED: Expected = {
  status: "completed",
  receiver: seenAt(NEW_HOME),
  parcels: 1,
  version: 3,
  facts: { placed: [0], paid: [1], outbound_scan: [60], completed: [3000] },
};
const RECEIVED: Partial<Expected> = { status: "delivered", facts: { placed: [0], paid: [1], outbound_scan: [60], delivered: [3000] } };

type Difference = NonNullable<Scenario["differs"]["pdd"]>;

/** The same life, told the wrong way round: `versions` are how many of its words were news when they came. */
function outOfOrder(name: string, toldIn: number[], versions: { most: number; channels: number; own: number }, pdd: Difference): Scenario {
  return {
    name: `out of order, ${name}`,
    steps: LIFE,
    toldIn,
    path: [],
    expected: { ...LIVED, version: versions.most },
    differs: {
      pdd,
      wechat_channels: { because: CARRIER_APART, expected: { version: versions.channels } },
      wechat_pay: { because: OWN_SYSTEM, expected: { version: versions.own } },
    },
  };
}

/** What makes a careless adapter lose a correction, a state or the count. */
export const ODD_SCENARIOS: Scenario[] = [
  {
    name: "blank receiver after a correction",
    steps: [CREATED, PAID, { event: "corrected", minute: 10 }, { event: "receiver_hidden", minute: 20 }, SHIPPED],
    path: ["unpaid", "paid", "paid", "paid", "shipped"],
    expected: {
      status: "shipped",
      receiver: (world) => ({ ...RECEIVER, ...world.seenAs(HOME), ...CORRECTED, town: "" }),
      parcels: 1,
      version: 3,
      facts: { placed: [0], paid: [1], outbound_scan: [60] },
      story: { version_created: 1, change_requested: 1, change_approved: 1 },
    },
    differs: {
      jd: { because: JD_PAID, path: [null, "paid", "paid", "paid", "shipped"] },
      pdd: {
        because: `${PDD_PAID}; it hides a receiver under review, which is a word of its own`,
        path: [null, "paid", "paid", "paid", "shipped"],
        expected: { version: 4, flags: ["risk_review"] },
      },
      wechat_channels: { because: CARRIER_APART, expected: { version: 2 } },
      wechat_pay: { because: OWN_SYSTEM, expected: { version: 2 } },
    },
  },
  {
    name: "presale in two steps",
    presale: true,
    steps: [CREATED, { event: "deposit_paid", minute: 5 }, { event: "paid", minute: 100 }],
    path: ["unpaid", "unpaid", "paid"],
    expected: { status: "paid", businessType: "presale", version: 3, facts: { placed: [0], paid: [100] } },
    differs: {
      taobao: { because: "a trade names its final payment as owed from its first step on", expected: { version: 2 } },
      jd: { because: JD_PAID, path: [null, null, "paid"], expected: { businessType: "standard", version: 1 } },
      pdd: { because: PDD_PAID, path: [null, "unpaid", "paid"], expected: { version: 2 } },
      wechat_channels: { because: "a Channels order tells no deposit", expected: { businessType: "standard", version: 1 } },
    },
  },
  outOfOrder(
    "the last word first",
    [4, 3, 2, 1, 0],
    { most: 1, channels: 1, own: 2 },
    { because: `${PDD_RECEIVED}; ${PDD_HIDES}`, expected: { ...RECEIVED, version: 2 } },
  ),
  outOfOrder("in the middle of it", [2, 4, 0, 3, 1], { most: 2, channels: 1, own: 1 }, { because: PDD_RECEIVED, expected: RECEIVED }),
  outOfOrder(
    "as if two workers raced",
    [1, 0, 3, 2, 4],
    { most: 2, channels: 2, own: 2 },
    { because: `${PDD_RECEIVED}; ${PDD_HIDES}`, expected: { ...RECEIVED, receiver: seenAt(HOME) } },
  ),
  {
    name: "duplicate",
    steps: LIFE,
    repeats: ["first", "same", "anew"],
    path: ["unpaid", "paid", "paid", "shipped", "completed"],
    expected: { ...LIVED, repeated: 5 },
    differs: {
      jd: {
        because: `${JD_PAID}; it pushes nothing: the same stretch is pulled again`,
        path: [null, "paid", "paid", "shipped", "completed"],
        expected: { repeated: 0 },
      },
      pdd: {
        because: `${PDD_PAID}; ${PDD_RECEIVED}`,
        path: [null, "paid", "paid", "shipped", "delivered"],
        expected: { ...RECEIVED, repeated: 4 },
      },
      wechat_channels: { because: CARRIER_APART, expected: { version: 2 } },
      wechat_pay: {
        because: `${OWN_SYSTEM}; a payment told in a new notice is the same payment, and an own system tells whole orders`,
        expected: { version: 2, repeated: 4 },
      },
      generic: { because: "the same order in a new push is the same message", expected: { repeated: 10 } },
    },
  },
];
