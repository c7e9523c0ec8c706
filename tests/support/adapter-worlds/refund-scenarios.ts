import type { Scenario, Step } from "./scenario";

const CREATED: Step = { event: "created", minute: 0 };
const PAID: Step = { event: "paid", minute: 1 };

const JD_PAID = "JD lists an order once it is paid";
const JD_REFUNDS = "its orders tell no refunds";
const PDD_PAID = "Pinduoduo shows an order once there is money in it";
const PDD_WHOLE = "a refund before shipping ends it as a whole";
const CARRIER_APART = "a Channels order names the carriers of its parcels and none of its own";
const PAY_NAMES_NO_LINE = "WeChat Pay tells a refund when it is done, and no line: a person says what still ships";

/** Orders that end early, and money that goes back. */
export const REFUND_SCENARIOS: Scenario[] = [
  {
    name: "cancel before payment",
    steps: [CREATED, { event: "cancelled", minute: 30 }],
    path: ["unpaid", "cancelled"],
    expected: { status: "cancelled", facts: { placed: [0], cancelled: [30] } },
    differs: {
      jd: { because: "JD lists an order in its states from payment on, and a cancelled one", path: [null, "cancelled"] },
      pdd: { because: PDD_PAID, path: [null, null], expected: null },
      wechat_pay: {
        because: "WeChat knows nothing of an order without money: its own system says that it ended",
        path: ["unpaid", "cancelled"],
      },
    },
  },
  {
    name: "cancel before shipping",
    steps: [CREATED, PAID, { event: "cancelled", minute: 30 }],
    path: ["unpaid", "paid", "cancelled"],
    expected: { status: "cancelled", refunds: ["refunded", "refunded"], version: 2, facts: { placed: [0], paid: [1], cancelled: [30] } },
    differs: {
      jd: { because: `${JD_PAID}; ${JD_REFUNDS}`, path: [null, "paid", "cancelled"], expected: { version: 1, refunds: ["none", "none"] } },
      pdd: { because: PDD_PAID, path: [null, "paid", "cancelled"] },
      wechat_pay: { because: "the refund of all the money says it", expected: { story: { refund_changed: 1 } } },
    },
  },
  {
    name: "cancel after shipping",
    steps: [CREATED, PAID, { event: "shipped", minute: 60 }, { event: "cancelled", minute: 90 }],
    path: ["unpaid", "paid", "shipped", "completed"],
    expected: {
      status: "completed",
      refunds: ["refunded", "refunded"],
      parcels: 1,
      version: 3,
      facts: { placed: [0], paid: [1], outbound_scan: [60], completed: [90] },
    },
    differs: {
      jd: {
        because: `${JD_PAID}; ${JD_REFUNDS}`,
        path: [null, "paid", "shipped", "completed"],
        expected: { version: 2, refunds: ["none", "none"] },
      },
      pdd: {
        because: `${PDD_PAID}; it leaves a refunded order in the state its parcel is in`,
        path: [null, "paid", "shipped", "shipped"],
        expected: { status: "shipped", facts: { placed: [0], paid: [1], outbound_scan: [60] } },
      },
      wechat_channels: { because: CARRIER_APART, expected: { version: 2 } },
      wechat_pay: {
        because: "WeChat Pay tells the money, and the parcel is still on its way",
        path: ["unpaid", "paid", "shipped", "shipped"],
        expected: { status: "shipped", version: 2, facts: { placed: [0], paid: [1], outbound_scan: [60] }, story: { refund_changed: 1 } },
      },
      generic: {
        because: "an own site that cancels what has left contradicts itself: the parcel stands, and an exception quotes the word",
        path: ["unpaid", "paid", "shipped", "shipped"],
        expected: { status: "shipped", openExceptions: 1, facts: { placed: [0], paid: [1], outbound_scan: [60], cancelled: [90] } },
      },
    },
  },
  {
    name: "partial refund",
    steps: [CREATED, PAID, { event: "refund_asked", minute: 20 }, { event: "refunded", minute: 30 }],
    path: ["unpaid", "paid", "paid", "paid"],
    expected: { status: "paid", refunds: ["refunded", "none"], version: 3, facts: { placed: [0], paid: [1] } },
    differs: {
      jd: {
        because: `${JD_PAID}; ${JD_REFUNDS}, only that it is locked while one is asked for`,
        path: [null, "paid", "paid", "paid"],
        expected: { refunds: ["none", "none"] },
      },
      pdd: {
        because: `${PDD_PAID}; ${PDD_WHOLE}`,
        path: [null, "paid", "paid", "cancelled"],
        expected: { status: "cancelled", refunds: ["refunded", "refunded"], facts: { placed: [0], paid: [1], cancelled: [30] } },
      },
      wechat_pay: {
        because: PAY_NAMES_NO_LINE,
        expected: { refunds: ["closed", "closed"], version: 2, openHolds: 1, story: { refund_changed: 1, hold_placed: 1 } },
      },
    },
  },
  {
    name: "refund before its order",
    steps: [
      { ...CREATED, told: "not" },
      { ...PAID, told: "not" },
      { event: "refund_asked", minute: 20, told: "before it is shown" },
      { event: "refunded", minute: 30, told: "before it is shown" },
      { event: "listed", minute: 31 },
    ],
    path: [null, null, "paid"],
    expected: { status: "paid", refunds: ["refunded", "none"], facts: { placed: [0], paid: [1] } },
    differs: {
      jd: { because: `${JD_REFUNDS}, and it pushes nothing before it lists an order`, expected: { refunds: ["none", "none"] } },
      pdd: {
        because: PDD_WHOLE,
        path: [null, null, "cancelled"],
        expected: { status: "cancelled", refunds: ["refunded", "refunded"], facts: { placed: [0], paid: [1], cancelled: [30] } },
      },
      wechat_pay: {
        because: PAY_NAMES_NO_LINE,
        expected: { refunds: ["refunded", "closed"], version: 2, openHolds: 1, story: { refund_changed: 1, hold_placed: 1 } },
      },
      generic: { because: "an own site tells a refund inside its order: there is none before it" },
    },
  },
];
