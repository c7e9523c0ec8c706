import { openJson } from "@/lib/security/crypto/field-cipher";
import { env } from "@/lib/shared/env";
import { type DigestAlert, digestOf, digestText } from "../core/digest";
import type { NotificationTarget } from "../core/notification-channel";
import { notificationPlace } from "../core/notification-place";
import { sendEmail } from "../notifiers/email";
import { sendToDingtalkRobot, sendToWecomRobot } from "../notifiers/robot";
import type { SendResult } from "../notifiers/send-result";
import type { ChannelRow } from "../store/notification-store";

/** Bytes of text a group robot takes. */
const ROBOT_BYTES = 2_048;
/** Whoever is told reads Chinese; the console says the same in both languages. */
const LOCALE = "zh-CN";

/** Step: one message with all its alerts to one channel. Never throws. */
export async function deliverDigest(input: { channel: ChannelRow; alerts: readonly DigestAlert[]; now: Date }): Promise<SendResult> {
  const { channel, alerts, now } = input;
  const target = openJson<NotificationTarget>(notificationPlace(channel.id), channel.target);
  const said = { alerts, locale: LOCALE, consoleUrl: env().NEXTAUTH_URL ?? "" } as const;
  switch (target.kind) {
    case "email": {
      const smtpUrl = env().SMTP_URL;
      if (!smtpUrl) return { ok: false, kind: "retryable", reason: "SMTP_URL is not set, so no mail can be sent." };
      return sendEmail({ smtpUrl, to: target.address, ...digestOf(said) });
    }
    case "wecom_robot":
      return sendToWecomRobot({ url: target.url, text: digestText({ ...said, maxBytes: ROBOT_BYTES }) });
    case "dingtalk_robot":
      return sendToDingtalkRobot({ url: target.url, secret: target.secret, text: digestText({ ...said, maxBytes: ROBOT_BYTES }), now });
    default:
      return target satisfies never;
  }
}
