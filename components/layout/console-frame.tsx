"use client";

import { Burger, Group, NavLink, ScrollArea, Stack, UnstyledButton } from "@mantine/core";
import { useDisclosure, useLocalStorage } from "@mantine/hooks";
import {
  IconArrowsJoin2,
  IconBell,
  IconBuildingStore,
  IconClipboardList,
  IconGauge,
  IconHistory,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconPackage,
  IconSettings,
  IconTimeline,
  IconUsers,
  IconVersions,
} from "@tabler/icons-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ComponentType, ReactNode } from "react";
import classes from "./console-frame.module.css";
import { TopBar, type TopBarProps } from "./top-bar";

type Entry = { key: string; href: string; icon: ComponentType<{ size?: number; stroke?: number }>; count?: number };
type Counts = { merging: number; versions: number; alerts: number };
export type Allowed = { customers: boolean; jobs: boolean; audit: boolean; settings: boolean };

type FrameProps = TopBarProps & { counts: Counts; allowed: Allowed; children: ReactNode };

/** Pages that know a shop filter: the shop chosen on one follows to the next. */
const BY_SHOP = new Set(["overview", "orders", "merging", "alerts", "channels"]);

/** The console around every page: rail by job, bar on top, content as wide as the screen. */
export function ConsoleFrame({ user, counts, allowed, setPreferences, children }: FrameProps) {
  const t = useTranslations("layout");
  const [opened, { toggle, close }] = useDisclosure(false);
  const [narrow, setNarrow] = useLocalStorage({ key: "tongdan-rail-narrow", defaultValue: false });
  const { work, watch } = entries(counts, allowed);
  return (
    <div className={classes.frame} data-narrow={narrow || undefined}>
      <a className={classes.skip} href="#content">
        {t("skip")}
      </a>
      <aside className={classes.rail} aria-label={t("side")} data-open={opened || undefined}>
        <Link href="/overview" className={classes.brand} onClick={close}>
          <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
            <rect width="32" height="32" rx="7" fill="#204f7c" />
            <path d="M7 10h6c4 0 4 6 8 6h4M7 22h6c4 0 4-6 8-6" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
            <circle cx="25" cy="16" r="2.6" fill="#f2b84b" />
          </svg>
          <span className={classes.brandName}>{t("brand")}</span>
        </Link>
        <ScrollArea className={classes.links} type="never">
          <nav aria-label={t("navigation")}>
            <Stack gap={2}>
              {work.map((entry) => (
                <RailLink key={entry.key} entry={entry} narrow={narrow} onGo={close} />
              ))}
            </Stack>
            <div className={classes.divider} />
            <Stack gap={2}>
              {watch.map((entry) => (
                <RailLink key={entry.key} entry={entry} narrow={narrow} onGo={close} />
              ))}
            </Stack>
          </nav>
        </ScrollArea>
        <UnstyledButton className={classes.fold} onClick={() => setNarrow(!narrow)} aria-label={t(narrow ? "expand" : "collapse")}>
          {narrow ? <IconLayoutSidebarLeftExpand size={18} stroke={1.6} /> : <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />}
        </UnstyledButton>
      </aside>
      {opened && <button type="button" className={classes.veil} aria-label={t("close_menu")} onClick={close} />}
      <div className={classes.column}>
        <header className={classes.bar}>
          <Group h="100%" px="sm" gap="xs" wrap="nowrap">
            <Burger className={classes.burger} opened={opened} onClick={toggle} size="sm" aria-label={t("menu")} />
            <TopBar user={user} setPreferences={setPreferences} />
          </Group>
        </header>
        <main id="content" className={classes.content} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

function entries(counts: Counts, allowed: Allowed): { work: Entry[]; watch: Entry[] } {
  const work: (Entry | false)[] = [
    { key: "overview", href: "/overview", icon: IconGauge },
    { key: "orders", href: "/orders", icon: IconPackage },
    { key: "merging", href: "/merging", icon: IconArrowsJoin2, count: counts.merging },
    { key: "versions", href: "/versions", icon: IconVersions, count: counts.versions },
    allowed.customers && { key: "customers", href: "/customers", icon: IconUsers },
  ];
  const watch: (Entry | false)[] = [
    { key: "alerts", href: "/alerts", icon: IconBell, count: counts.alerts },
    { key: "channels", href: "/channels", icon: IconTimeline },
    { key: "shops", href: "/shops", icon: IconBuildingStore },
    allowed.jobs && { key: "jobs", href: "/jobs", icon: IconClipboardList },
    allowed.audit && { key: "audit", href: "/audit", icon: IconHistory },
    allowed.settings && { key: "settings", href: "/settings", icon: IconSettings },
  ];
  const given = (list: (Entry | false)[]) => list.filter((entry) => entry !== false);
  return { work: given(work), watch: given(watch) };
}

function RailLink({ entry, narrow, onGo }: { entry: Entry; narrow: boolean; onGo: () => void }) {
  const t = useTranslations("layout.rail");
  const path = usePathname();
  const Icon = entry.icon;
  const shop = useSearchParams().get("shop");
  const href = shop && BY_SHOP.has(entry.key) ? `${entry.href}?shop=${encodeURIComponent(shop)}` : entry.href;
  const active = path === entry.href || path.startsWith(`${entry.href}/`);
  return (
    <NavLink
      component={Link}
      href={href}
      active={active}
      aria-current={active ? "page" : undefined}
      aria-label={t(entry.key)}
      title={narrow ? t(entry.key) : undefined}
      label={<span className={classes.label}>{t(entry.key)}</span>}
      leftSection={<Icon size={18} stroke={1.6} />}
      rightSection={entry.count ? <span className={classes.count}>{entry.count > 999 ? "999+" : entry.count}</span> : undefined}
      onClick={onGo}
      classNames={{ root: classes.link }}
    />
  );
}
