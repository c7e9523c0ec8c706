"use client";

import { ActionIcon, Alert, Anchor, Button, Group, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { normalisePhone } from "@/lib/shared/normalise-phone";
import { incomingOf, type NewOrderValues, newLineValues, newOrderValues, totalOf } from "./new-order-values";
import type { CreateOrderAction } from "./order-actions";
import { Panel } from "./panel";
import { PROVINCES } from "./provinces";
import { useRefusalText } from "./use-refusal-text";
import { Yuan } from "./yuan";

type FormProps = { shops: { code: string; name: string }[]; allowed: boolean; create: CreateOrderAction };
type Form = UseFormReturnType<NewOrderValues>;

/** An order by hand: the same canonical order as any other, refused field by field. */
export function NewOrderForm({ shops, allowed, create }: FormProps) {
  const t = useTranslations("orders.new");
  const form = useNewOrderForm(shops[0]?.code ?? "");
  const { submit, busy, refusal } = useSubmit(create);
  return (
    <Stack gap="md" p="md" maw={920}>
      <div>
        <Group justify="space-between">
          <Title order={1} size="h3">
            {t("title")}
          </Title>
          <Anchor component={Link} href="/orders" size="sm">
            {useTranslations("orders.detail")("back")}
          </Anchor>
        </Group>
        <Text size="sm" c="dimmed">
          {shops.length === 0 ? t("no_shops") : t("intro")}
        </Text>
      </div>
      {!allowed && <Alert color="orange">{t("not_allowed")}</Alert>}
      <form onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="md">
          <OrderFields form={form} shops={shops} />
          <ReceiverFields form={form} />
          <LineFields form={form} />
          <NoteFields form={form} />
          {refusal && <Alert color="red">{refusal}</Alert>}
          <Group>
            <Button type="submit" loading={busy} disabled={!allowed || shops.length === 0}>
              {t("submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}

function useNewOrderForm(shop: string): Form {
  const t = useTranslations("orders.new");
  const needed = (value: string) => (value.trim() === "" ? t("required") : null);
  return useForm<NewOrderValues>({
    initialValues: newOrderValues(shop),
    validate: {
      shop: needed,
      external_id: needed,
      name: needed,
      phone: (value) => (normalisePhone(value) === null ? t("phone_invalid") : null),
      province: (value) => (value ? null : t("required")),
      city: needed,
      address: needed,
      discount: (_, values) => (totalOf(values) < 0 ? t("discount_too_high") : null),
      lines: { title: needed },
    },
  });
}

function useSubmit(create: CreateOrderAction) {
  const router = useRouter();
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = async (values: NewOrderValues) => {
    setBusy(true);
    const result = await create(incomingOf(values, new Date()));
    setBusy(false);
    if (result.ok) return router.push(`/orders/${result.data.order_id}`);
    const fields = result.issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
    setRefusal(fields === "" ? refusalText(result) : `${refusalText(result)} — ${fields}`);
  };
  return { submit, busy, refusal };
}

function OrderFields({ form, shops }: { form: Form; shops: FormProps["shops"] }) {
  const t = useTranslations("orders.new");
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <Select
        label={t("shop")}
        required
        allowDeselect={false}
        data={shops.map(({ code, name }) => ({ value: code, label: name }))}
        {...form.getInputProps("shop")}
      />
      <TextInput label={t("external_id")} description={t("external_id_hint")} required maxLength={64} {...form.getInputProps("external_id")} />
      <Select
        label={t("status")}
        allowDeselect={false}
        data={[
          { value: "paid", label: t("status_paid") },
          { value: "unpaid", label: t("status_unpaid") },
        ]}
        {...form.getInputProps("status")}
      />
    </SimpleGrid>
  );
}

function ReceiverFields({ form }: { form: Form }) {
  const t = useTranslations("orders.new");
  return (
    <Panel title={t("name")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t("name")} required maxLength={120} autoComplete="off" {...form.getInputProps("name")} />
        <TextInput label={t("phone")} required maxLength={40} inputMode="tel" autoComplete="off" {...form.getInputProps("phone")} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }} mt="xs">
        <Select label={t("province")} required searchable data={PROVINCES} {...form.getInputProps("province")} />
        <TextInput label={t("city")} required maxLength={60} {...form.getInputProps("city")} />
        <TextInput label={t("district")} maxLength={60} {...form.getInputProps("district")} />
      </SimpleGrid>
      <TextInput mt="xs" label={t("address")} required maxLength={500} autoComplete="off" {...form.getInputProps("address")} />
    </Panel>
  );
}

function LineFields({ form }: { form: Form }) {
  const t = useTranslations("orders.new");
  return (
    <Panel
      title={t("lines")}
      aside={
        <>
          {t("paid_total")} <Yuan amount={totalOf(form.getValues())} />
        </>
      }
    >
      <Stack gap="xs">
        {form.getValues().lines.map((line, index) => (
          <Group key={line.key} align="flex-end" gap="xs" wrap="wrap">
            <TextInput label={t("line_title")} required flex={2} miw={180} {...form.getInputProps(`lines.${index}.title`)} />
            <TextInput label={t("sku")} flex={1} miw={110} {...form.getInputProps(`lines.${index}.sku`)} />
            <NumberInput label={t("quantity")} w={90} min={1} max={100_000} allowDecimal={false} {...form.getInputProps(`lines.${index}.quantity`)} />
            <YuanInput label={t("unit_price")} form={form} path={`lines.${index}.unit_price`} />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              aria-label={t("remove_line", { number: index + 1 })}
              disabled={form.getValues().lines.length === 1}
              onClick={() => form.removeListItem("lines", index)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group align="flex-end" gap="xs">
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={() => form.insertListItem("lines", newLineValues())}>
            {t("add_line")}
          </Button>
          <YuanInput label={t("freight")} form={form} path="freight" />
          <YuanInput label={t("discount")} form={form} path="discount" />
        </Group>
      </Stack>
    </Panel>
  );
}

function YuanInput({ label, form, path }: { label: string; form: Form; path: string }) {
  return (
    <NumberInput label={label} w={120} min={0} max={100_000_000} decimalScale={2} fixedDecimalScale hideControls {...form.getInputProps(path)} />
  );
}

function NoteFields({ form }: { form: Form }) {
  const t = useTranslations("orders.new");
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <Textarea label={t("buyer_note")} maxLength={2000} autosize {...form.getInputProps("buyer_note")} />
      <Textarea label={t("seller_note")} maxLength={2000} autosize {...form.getInputProps("seller_note")} />
    </SimpleGrid>
  );
}
