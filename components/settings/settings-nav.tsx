"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import classes from "./settings-nav.module.css";

const PAGES = [
  { href: "/settings", label: "settings.title" },
  { href: "/settings/webhooks", label: "events.title" },
] as const;

/** The pages of the settings. */
export function SettingsNav() {
  const t = useTranslations();
  const path = usePathname();
  return (
    <nav className={classes.nav} aria-label={t("settings.title")}>
      {PAGES.map(({ href, label }) => (
        <Link key={href} href={href} prefetch={false} aria-current={path === href ? "page" : undefined} className={classes.link}>
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
