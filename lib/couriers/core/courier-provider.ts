/** Tracking providers whose pushes we take; the word is part of the callback address. */
export const COURIER_PROVIDERS = ["kuaidi100", "kdniao", "sf", "cainiao"] as const;
export type CourierProvider = (typeof COURIER_PROVIDERS)[number];

export function isCourierProvider(text: string): text is CourierProvider {
  return (COURIER_PROVIDERS as readonly string[]).includes(text);
}
