/** Facts that move the lifecycle. `buffer_elapsed` is ours; the rest are told by platform, warehouse or courier. */
export const LIFECYCLE_EVENTS = [
  "placed",
  "paid",
  "buffer_elapsed",
  "partial_outbound_scan",
  "outbound_scan",
  "delivered",
  "completed",
  "cancelled",
] as const;
export type LifecycleEvent = (typeof LIFECYCLE_EVENTS)[number];

/** Facts that only tell the story. */
export const STORY_EVENTS = [
  "imported",
  "platform_updated",
  "version_created",
  "change_requested",
  "change_approved",
  "change_rejected",
  "change_withdrawn",
  "change_invalidated",
  "change_expired",
  "merge_suggested",
  "merge_approved",
  "merge_rejected",
  "unmerged",
  "group_reopened",
  "hold_placed",
  "hold_released",
  "parcel_shipped",
  "parcel_moved",
  "refund_changed",
  "label_printed",
  "receiver_revealed",
  "note_added",
  "platform_told",
  "platform_not_told",
] as const;
type StoryEvent = (typeof STORY_EVENTS)[number];

export type OrderEventType = LifecycleEvent | StoryEvent;

/** Where a fact comes from; at equal instants the lower rank is folded first. */
export const EVENT_SOURCES = { platform: 10, warehouse: 20, courier: 30, staff: 40, system: 50 } as const;
export type EventSource = keyof typeof EVENT_SOURCES;

export function isLifecycleEvent(type: string): type is LifecycleEvent {
  return (LIFECYCLE_EVENTS as readonly string[]).includes(type);
}
