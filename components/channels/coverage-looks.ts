import { IconAlertTriangle, IconCheck, IconClock, IconLoader2, IconX } from "@tabler/icons-react";
import type { SegmentState } from "@/lib/channels/core/coverage";

/** Icon of each state; its colour is in the style sheet, its word in the messages. */
export const SEGMENT_ICONS: Record<SegmentState, typeof IconCheck> = {
  covered: IconCheck,
  in_flight: IconLoader2,
  failed: IconAlertTriangle,
  due: IconClock,
  gap: IconX,
};
