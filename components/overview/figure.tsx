import { IconAlertTriangle, IconCircleCheck, IconClockExclamation } from "@tabler/icons-react";
import Link from "next/link";
import classes from "./overview.module.css";

export type FigureTone = "plain" | "green" | "amber" | "red";
const ICONS = { green: IconCircleCheck, amber: IconAlertTriangle, red: IconClockExclamation };

/** One figure that leads to its rows; `value` null: not known, which is not zero. */
export function Figure({
  label,
  value,
  note,
  href,
  tone = "plain",
}: {
  label: string;
  value: string | null;
  note: string;
  href: string;
  tone?: FigureTone;
}) {
  const Icon = tone === "plain" ? null : ICONS[tone];
  return (
    <Link href={href} className={classes.figure} data-tone={tone} prefetch={false}>
      <span className={classes.figureLabel}>{label}</span>
      <span className={classes.figureValue} suppressHydrationWarning>
        {Icon && <Icon size={18} stroke={1.8} aria-hidden />}
        {value ?? "—"}
      </span>
      <span className={classes.figureNote} suppressHydrationWarning>
        {note}
      </span>
    </Link>
  );
}
