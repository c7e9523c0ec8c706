import { useState } from "react";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import type { ActionType, ChangeActionInput } from "@/lib/versions/core/change-action";

export type AddressDraft = { name: string; phone: string; province: string; city: string; district: string; town: string; address: string };

/** What the form holds: one draft a kind, so that switching kinds loses nothing. */
export type ChangeDraft = { kinds: ActionType[]; address: AddressDraft; quantities: Record<string, number>; cancelled: string[]; reason: string };

const PHONE = /^(\+?[\d\s-]{5,40})?$/;
const MASKED = /[*＊]{2,}/;

export function useChangeDraft(order: OrderDetailView) {
  const [draft, setDraft] = useState<ChangeDraft>(() => emptyDraft(order));
  return { draft, update: (part: Partial<ChangeDraft>) => setDraft((held) => ({ ...held, ...part })), reset: () => setDraft(emptyDraft(order)) };
}

/** Province, city and district start as they are (they are not masked); the street must be given whole. */
function emptyDraft({ receiver }: OrderDetailView): ChangeDraft {
  const { province, city, district } = receiver;
  return {
    kinds: ["set_address"],
    address: { name: "", phone: "", province, city, district, town: "", address: "" },
    quantities: {},
    cancelled: [],
    reason: "",
  };
}

export type AddressFault = "masked" | "bad_phone";

export function addressFaults({ name, phone, address }: AddressDraft): Partial<Record<keyof AddressDraft, AddressFault>> {
  return {
    ...(MASKED.test(name) ? { name: "masked" as const } : {}),
    ...(PHONE.test(phone.trim()) ? {} : { phone: "bad_phone" as const }),
    ...(MASKED.test(address) ? { address: "masked" as const } : {}),
  };
}

/** The actions the draft stands for by now, or none while it is unfinished. */
export function actionsOf(draft: ChangeDraft, order: OrderDetailView): ChangeActionInput[] {
  return draft.kinds.flatMap((kind): ChangeActionInput[] => {
    if (kind === "set_address") return addressAction(draft.address);
    if (kind === "cancel_lines") return draft.cancelled.length > 0 ? [{ type: "cancel_lines", external_line_ids: draft.cancelled }] : [];
    return order.lines.flatMap((line): ChangeActionInput[] => {
      const quantity = draft.quantities[line.external_line_id] ?? line.quantity;
      const kept = quantity === line.quantity || draft.cancelled.includes(line.external_line_id);
      return kept ? [] : [{ type: "set_quantity", external_line_id: line.external_line_id, quantity }];
    });
  });
}

function addressAction(address: AddressDraft): ChangeActionInput[] {
  const whole = address.province.trim() !== "" && address.city.trim() !== "" && address.address.trim() !== "";
  if (!whole || Object.keys(addressFaults(address)).length > 0) return [];
  const optional = {
    ...(address.name.trim() ? { name: address.name } : {}),
    ...(address.phone.trim() ? { phone: address.phone } : {}),
    ...(address.town.trim() ? { town: address.town } : {}),
  };
  const { province, city, district } = address;
  return [{ type: "set_address", province, city, district, address: address.address, ...optional }];
}
