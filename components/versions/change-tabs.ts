/** The lists of the queue, as the URL spells them. */
export const CHANGE_TABS = ["pending", "decided", "mine"] as const;
export type ChangeTab = (typeof CHANGE_TABS)[number];
