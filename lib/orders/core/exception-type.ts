/** Typed records of what went wrong with one order. */
export const EXCEPTION_TYPES = ["event_cannot_apply", "amounts_do_not_add_up", "address_incomplete", "stuck", "group_member_changed"] as const;
export type ExceptionType = (typeof EXCEPTION_TYPES)[number];
