"use client";

import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput, Title, UnstyledButton } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { IconAlertCircle } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState, useTransition } from "react";
import type { Role } from "@/lib/shared/role";
import classes from "./login-form.module.css";

type LoginProps = {
  next: string;
  demo: { role: Role; email: string }[];
  setPreferences: (input: { locale: "zh-CN" | "en" }) => Promise<void>;
};

export function LoginForm({ next, demo, setPreferences }: LoginProps) {
  const t = useTranslations("auth");
  const router = useRouter();
  const [problem, setProblem] = useState<"wrong" | "failed" | null>(null);
  const [pending, start] = useTransition();
  // A form sent before the page is awake would put the password into the address.
  const awake = useMounted();
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setProblem(null);
    const form = new FormData(event.currentTarget);
    const email = String(form.get("email"));
    const password = String(form.get("password"));
    start(async () => {
      const result = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
      if (result?.ok && !result.error) {
        router.replace(next);
        router.refresh();
      } else setProblem(result ? "wrong" : "failed");
    });
  };
  const fill = (address: string) => {
    if (emailField.current) emailField.current.value = address;
    passwordField.current?.focus();
  };
  return (
    <main className={classes.page}>
      <section className={classes.card}>
        <svg viewBox="0 0 32 32" width="40" height="40" aria-hidden="true">
          <rect width="32" height="32" rx="7" fill="#204f7c" />
          <path d="M7 10h6c4 0 4 6 8 6h4M7 22h6c4 0 4-6 8-6" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
          <circle cx="25" cy="16" r="2.6" fill="#f2b84b" />
        </svg>
        <Title order={1} mt="md">
          {t("title")}
        </Title>
        <Text c="dimmed" size="sm" mt={4}>
          {t("lead")}
        </Text>
        <form onSubmit={submit} method="post">
          <Stack gap="sm" mt="lg">
            {problem && (
              <Alert color="red" icon={<IconAlertCircle size={18} />} role="alert">
                {t(problem)}
              </Alert>
            )}
            <TextInput label={t("email")} name="email" type="email" ref={emailField} autoComplete="username" required autoFocus />
            <PasswordInput ref={passwordField} name="password" label={t("password")} autoComplete="current-password" required />
            <Button type="submit" disabled={!awake} loading={pending} fullWidth mt={4}>
              {t("sign_in")}
            </Button>
          </Stack>
        </form>
        {demo.length > 0 && <DemoAccounts demo={demo} onPick={fill} />}
        <LanguageLink setPreferences={setPreferences} />
      </section>
    </main>
  );
}

function DemoAccounts({ demo, onPick }: { demo: LoginProps["demo"]; onPick: (email: string) => void }) {
  const t = useTranslations("auth");
  const roles = useTranslations("layout.roles");
  return (
    <div className={classes.demo}>
      <Text size="sm" fw={600}>
        {t("demo")}
      </Text>
      <Text size="xs" c="dimmed" mb={8}>
        {t("demo_text")}
      </Text>
      <div className={classes.roles}>
        {demo.map(({ role, email }) => (
          <UnstyledButton key={role} className={classes.role} onClick={() => onPick(email)}>
            {roles(role)}
          </UnstyledButton>
        ))}
      </div>
    </div>
  );
}

function LanguageLink({ setPreferences }: Pick<LoginProps, "setPreferences">) {
  const t = useTranslations("layout.language");
  const router = useRouter();
  const other = useLocale() === "en" ? "zh-CN" : "en";
  return (
    <Anchor component="button" type="button" size="sm" mt="lg" onClick={() => void setPreferences({ locale: other }).then(() => router.refresh())}>
      {t(other)}
    </Anchor>
  );
}
