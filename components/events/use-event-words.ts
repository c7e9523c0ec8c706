import { useTranslations } from "next-intl";

/** What an event says has happened, in words; its code where a type has none. */
export function useEventWords(): (type: string) => string {
  const t = useTranslations("events.types");
  return (type) => (t.has(type) ? t(type) : type);
}
