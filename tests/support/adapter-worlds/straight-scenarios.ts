import { NEW_HOME } from "./neutral-order";
import { MONEY, type Scenario, type Step, seenAt } from "./scenario";

const CREATED: Step = { event: "created", minute: 0 };
const PAID: Step = { event: "paid", minute: 1 };
const SHIPPED: Step = { event: "shipped", minute: 60 };

const JD_PAID = "JD lists an order once it is paid";
const PDD_PAID = "Pinduoduo shows an order once there is money in it";
const CARRIER_APART = "a Channels order names the carriers of its parcels and none of its own";
const OWN_SYSTEM = "parcels come from WeChat, and the order itself from the shop's own system, which is silent about them";
const BY_COURIER = { outbound_scan: [60, 1500] };

/** What happens to most orders, in the order it happens. */
export const STRAIGHT_SCENARIOS: Scenario[] = [
  {
    name: "create",
    steps: [CREATED],
    path: ["unpaid"],
    expected: { status: "unpaid", facts: { placed: [0] } },
    differs: {
      jd: { because: JD_PAID, path: [null], expected: null },
      pdd: { because: PDD_PAID, path: [null], expected: null },
    },
  },
  {
    name: "pay",
    steps: [CREATED, PAID],
    path: ["unpaid", "paid"],
    expected: { status: "paid", facts: { placed: [0], paid: [1] } },
    differs: {
      jd: { because: JD_PAID, path: [null, "paid"] },
      pdd: { because: PDD_PAID, path: [null, "paid"] },
    },
  },
  {
    name: "modify",
    steps: [CREATED, { event: "repriced", minute: 1 }, { event: "paid", minute: 2 }, { event: "moved", minute: 10 }],
    path: ["unpaid", "unpaid", "paid", "paid"],
    expected: {
      status: "paid",
      amounts: { ...MONEY, discount: 1000, paid: 6170 },
      receiver: seenAt(NEW_HOME),
      version: 3,
      facts: { placed: [0], paid: [2] },
    },
    differs: {
      jd: { because: JD_PAID, path: [null, null, "paid", "paid"], expected: { version: 2 } },
      pdd: { because: PDD_PAID, path: [null, null, "paid", "paid"], expected: { version: 2 } },
    },
  },
  {
    name: "split into two parcels",
    steps: [CREATED, PAID, { event: "part_shipped", minute: 40 }, SHIPPED],
    path: ["unpaid", "paid", "partially_shipped", "shipped"],
    expected: {
      status: "shipped",
      parcels: 2,
      version: 2,
      facts: { placed: [0], paid: [1], partial_outbound_scan: [40], outbound_scan: [60] },
    },
    differs: {
      jd: {
        because: `${JD_PAID}; it makes an order of each parcel, and the one they come from must not ship`,
        path: [null, "paid", "cancelled", "cancelled"],
        expected: {
          status: "cancelled",
          flags: ["split"],
          facts: { placed: [0], paid: [1], cancelled: [40] },
          orders: ["cancelled", "shipped", "shipped"],
          story: { parcel_shipped: 0 },
        },
      },
      pdd: {
        because: `${PDD_PAID}; it knows no part shipment: the first parcel ships the order`,
        path: [null, "paid", "shipped", "shipped"],
        expected: { facts: { placed: [0], paid: [1], outbound_scan: [40] } },
      },
      wechat_channels: { because: CARRIER_APART, expected: { version: 1 } },
      wechat_pay: { because: OWN_SYSTEM, expected: { version: 1 } },
      generic: {
        because: "a canonical order names its parcels and no state between paid and shipped",
        path: ["unpaid", "paid", "paid", "shipped"],
        expected: { facts: { placed: [0], paid: [1], outbound_scan: [60] } },
      },
    },
  },
  {
    name: "ship",
    steps: [CREATED, PAID, SHIPPED],
    path: ["unpaid", "paid", "shipped"],
    expected: { status: "shipped", parcels: 1, version: 2, facts: { placed: [0], paid: [1], outbound_scan: [60] } },
    differs: {
      jd: { because: JD_PAID, path: [null, "paid", "shipped"] },
      pdd: { because: PDD_PAID, path: [null, "paid", "shipped"] },
      wechat_channels: { because: CARRIER_APART, expected: { version: 1 } },
      wechat_pay: { because: OWN_SYSTEM, expected: { version: 1 } },
    },
  },
  {
    name: "sign",
    steps: [CREATED, PAID, SHIPPED, { event: "signed", minute: 1500 }],
    path: ["unpaid", "paid", "shipped", "delivered"],
    expected: {
      status: "delivered",
      parcels: 1,
      version: 2,
      facts: { placed: [0], paid: [1], outbound_scan: [60], delivered: [1500] },
    },
    differs: {
      douyin: {
        because: "Douyin has no state for it: the courier's route says it",
        expected: { facts: { placed: [0], paid: [1], ...BY_COURIER, delivered: [1500] }, story: { parcel_moved: 1 } },
      },
      jd: { because: JD_PAID, path: [null, "paid", "shipped", "delivered"] },
      pdd: { because: PDD_PAID, path: [null, "paid", "shipped", "delivered"] },
      wechat_channels: {
        because: `${CARRIER_APART}; the courier's route says that it was signed for`,
        expected: { version: 1, facts: { placed: [0], paid: [1], ...BY_COURIER, delivered: [1500] }, story: { parcel_moved: 1 } },
      },
      wechat_pay: {
        because: `${OWN_SYSTEM}; the courier's route says that it was signed for`,
        expected: { version: 1, facts: { placed: [0], paid: [1], ...BY_COURIER, delivered: [1500] }, story: { parcel_moved: 1 } },
      },
    },
  },
  {
    name: "complete",
    steps: [CREATED, PAID, SHIPPED, { event: "completed", minute: 3000 }],
    path: ["unpaid", "paid", "shipped", "completed"],
    expected: {
      status: "completed",
      parcels: 1,
      version: 2,
      facts: { placed: [0], paid: [1], outbound_scan: [60], completed: [3000] },
    },
    differs: {
      jd: { because: JD_PAID, path: [null, "paid", "shipped", "completed"] },
      pdd: {
        because: `${PDD_PAID}; its last state is received`,
        path: [null, "paid", "shipped", "delivered"],
        expected: { status: "delivered", facts: { placed: [0], paid: [1], outbound_scan: [60], delivered: [3000] } },
      },
      wechat_channels: { because: CARRIER_APART, expected: { version: 1 } },
      wechat_pay: { because: OWN_SYSTEM, expected: { version: 1 } },
    },
  },
];
