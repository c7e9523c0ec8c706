"use client";

import { ActionIcon, Avatar, Group, Kbd, Menu, Text, Tooltip, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconLanguage, IconLogout, IconMoonStars, IconSearch, IconSun } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { LiveDot } from "@/components/live/live-dot";
import type { Role } from "@/lib/shared/role";
import classes from "./top-bar.module.css";

const GlobalSearch = dynamic(() => import("./global-search").then((module) => module.GlobalSearch), { ssr: false });

export type TopBarProps = {
  user: { name: string; email: string; role: Role };
  setPreferences: (input: { locale: "zh-CN" | "en" }) => Promise<void>;
};

export function TopBar({ user, setPreferences }: TopBarProps) {
  const t = useTranslations("layout");
  return (
    <>
      <UnstyledButton className={classes.search} onClick={spotlight.open} aria-label={t("search")}>
        <IconSearch size={15} stroke={1.8} />
        <span className={classes.searchText}>{t("search")}</span>
        <Kbd size="xs" className={classes.kbd}>
          Ctrl K
        </Kbd>
      </UnstyledButton>
      <GlobalSearch />
      <div className={classes.space} />
      <LiveDot />
      <LanguageSwitch setPreferences={setPreferences} />
      <SchemeSwitch />
      <Account user={user} />
    </>
  );
}

function LanguageSwitch({ setPreferences }: Pick<TopBarProps, "setPreferences">) {
  const t = useTranslations("layout");
  const locale = useLocale();
  const router = useRouter();
  const [pending, start] = useTransition();
  const other = locale === "en" ? "zh-CN" : "en";
  const change = () =>
    start(async () => {
      await setPreferences({ locale: other });
      router.refresh();
    });
  return (
    <Tooltip label={t(`language.${other}`)}>
      <ActionIcon variant="subtle" color="gray" size="lg" loading={pending} onClick={change} aria-label={t(`language.${other}`)}>
        <IconLanguage size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

function SchemeSwitch() {
  const t = useTranslations("layout");
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <Tooltip label={t("scheme")}>
      <ActionIcon variant="subtle" color="gray" size="lg" onClick={() => toggleColorScheme()} aria-label={t("scheme")}>
        <IconSun className={classes.sun} size={18} stroke={1.6} />
        <IconMoonStars className={classes.moon} size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

function Account({ user }: Pick<TopBarProps, "user">) {
  const t = useTranslations("layout");
  return (
    <Menu position="bottom-end" width={220} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.account} aria-label={t("account", { name: user.name })}>
          <Avatar size={26} radius="xl" color="ink" variant="filled">
            {user.name.slice(0, 1).toUpperCase()}
          </Avatar>
          <span className={classes.who}>
            <span className={classes.name}>{user.name}</span>
            <span className={classes.role}>{t(`roles.${user.role}`)}</span>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Group px="sm" py={6} gap={2}>
          <Text size="sm" fw={600} w="100%" truncate>
            {user.name}
          </Text>
          <Text size="xs" c="dimmed" w="100%" truncate>
            {user.email}
          </Text>
        </Group>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut({ callbackUrl: "/login" })}>
          {t("sign_out")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
