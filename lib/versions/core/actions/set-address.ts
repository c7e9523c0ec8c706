import { z } from "zod";
import type { OrderContent, Receiver } from "@/lib/orders/core/order-content";
import { defineAction } from "./action-definition";

const text = (max: number) => z.string().trim().max(max);

/** Another receiver or address. Name and phone left out (or blank) stay as they are; the place is always given whole. */
export const setAddress = defineAction({
  schema: z.strictObject({
    type: z.literal("set_address"),
    name: text(120).optional(),
    phone: text(40)
      .regex(/^(\+?[\d\s-]{5,40})?$/, "must be a phone number: digits, spaces, a hyphen, a leading +")
      .optional(),
    province: text(60).min(1),
    city: text(60).min(1),
    /** Dongguan, Zhongshan and Danzhou have none. */
    district: text(60).default(""),
    town: text(60).optional(),
    address: text(500).min(1),
  }),
  validate: (action) =>
    /[*＊]{2,}/.test(`${action.name ?? ""}${action.phone ?? ""}${action.address}`)
      ? [{ path: "address", message: "is masked text; give the full name, phone and address" }]
      : [],
  apply: (action, content) => {
    const receiver = receiverAfter(action, content.receiver);
    const moved = JSON.stringify(receiver) !== JSON.stringify(content.receiver);
    // The platform's merge key stands for the old receiver: kept, it would send the parcel to the old door.
    return { ...content, receiver, token: moved ? null : content.token };
  },
  describe: (_action, { before, after }) => ({ key: sentenceKey(before, after), params: { from: place(before), to: place(after) } }),
});

type Address = Pick<Receiver, "province" | "city" | "district" | "address"> & { name?: string; phone?: string; town?: string };

function receiverAfter(action: Address, receiver: Receiver): Receiver {
  const { province, city, district, address } = action;
  const town = action.town ?? (district === receiver.district ? receiver.town : "");
  return { name: action.name || receiver.name, phone: action.phone || receiver.phone, province, city, district, town, address };
}

function sentenceKey(before: OrderContent, after: OrderContent): string {
  if (place(before) !== place(after)) return "set_address_place";
  const door = (content: OrderContent) => content.receiver.town + content.receiver.address;
  return door(before) === door(after) ? "set_address_person" : "set_address_door";
}

function place({ receiver }: OrderContent): string {
  return [receiver.province, receiver.city, receiver.district].filter((part, index, all) => part !== "" && part !== all[index - 1]).join(" ");
}
