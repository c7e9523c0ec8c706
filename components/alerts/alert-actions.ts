import type { ActionResult } from "@/components/orders/order-actions";
import type { DecideAlertInput } from "@/lib/alerts/core/alert-view";
import type { CreateNotificationChannelInput } from "@/lib/alerts/core/notification-channel";

/** The actions the alerts page is given. */
export type AlertActions = {
  decide(input: DecideAlertInput): Promise<ActionResult<{ alert_id: string; state: string }>>;
  addChannel(input: CreateNotificationChannelInput): Promise<ActionResult<{ channel_id: string }>>;
  testChannel(input: { channel_id: string }): Promise<ActionResult<{ channel_id: string }>>;
  removeChannel(input: { channel_id: string }): Promise<ActionResult<{ channel_id: string }>>;
};

/** What the signed-in role may do here. */
export type AlertRights = { decide: boolean; manage: boolean };

/** A shop as alerts name it. */
export type AlertShop = { code: string; name: string };
