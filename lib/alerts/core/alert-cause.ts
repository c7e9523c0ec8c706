import type { AlertRule } from "./alert-rule";

/** Why there should be an alert now. `subject` makes it one alert and not two; `detail` holds the values of its sentence, masked. */
export type AlertCause = {
  rule: AlertRule;
  subject: string;
  shopId: string | null;
  orderId: string | null;
  detail: Record<string, string | number | null>;
};

export function causeKey(cause: { rule: AlertRule; subject: string }): string {
  return `${cause.rule} ${cause.subject}`;
}
