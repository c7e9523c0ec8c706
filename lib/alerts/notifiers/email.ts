import { createTransport } from "nodemailer";
import { z } from "zod";
import type { SendResult } from "./send-result";

const TIMEOUT_MS = 15_000;
/** 4xx and broken connections heal by themselves; 5xx says that this address or sender is not wanted. */
const refusalSchema = z.object({ responseCode: z.number().min(500).max(599) });

/** One mail through the SMTP server of SMTP_URL. Never throws. */
export async function sendEmail(input: { smtpUrl: string; to: string; subject: string; lines: readonly string[] }): Promise<SendResult> {
  const { smtpUrl, to, subject, lines } = input;
  const transport = createTransport(smtpUrl, { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS } as never);
  try {
    await transport.sendMail({ from: { name: "通单 Tongdan", address: senderOf(smtpUrl) }, to, subject, text: lines.join("\n") });
    return { ok: true };
  } catch (error) {
    const reason = `The mail server said: ${error instanceof Error ? error.message : String(error)}`;
    return { ok: false, kind: refusalSchema.safeParse(error).success ? "refused" : "retryable", reason };
  } finally {
    transport.close();
  }
}

/** Most servers only let an account send as itself. */
function senderOf(smtpUrl: string): string {
  const user = decodeURIComponent(new URL(smtpUrl).username);
  return user.includes("@") ? user : "tongdan@localhost";
}
