"use client";

import { Alert, Anchor, Badge, Button, Group, Skeleton, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { type FormEvent, useState } from "react";
import type { CustomerPageView, CustomerView } from "@/lib/customers/core/customer-view";
import { useCustomers } from "./customers.query";

/** Customers by their newest order; a whole phone number finds one. */
export function CustomersPage({ first }: { first: { phone: string | null; page: CustomerPageView } | null }) {
  const t = useTranslations("customers.list");
  const [phone, setPhone] = useQueryState("phone", parseAsString.withOptions({ history: "replace" }));
  const list = useCustomers(phone, first);
  const customers = list.data?.pages.flatMap((page) => page.customers) ?? [];
  return (
    <Stack gap="sm" p="md">
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1} size="h3">
            {t("title")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("intro")}
          </Text>
        </div>
        <PhoneSearch value={phone ?? ""} onSearch={(text) => void setPhone(text || null)} />
      </Group>
      {list.isError && (
        <Alert color="red" title={t("failed")}>
          {list.error.message}
        </Alert>
      )}
      {list.isPending && <Skeleton height={240} />}
      {list.data && customers.length === 0 && <Empty />}
      {customers.length > 0 && <CustomerTable customers={customers} />}
      {list.hasNextPage && (
        <Button variant="default" size="xs" w="fit-content" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Stack>
  );
}

function PhoneSearch({ value, onSearch }: { value: string; onSearch: (text: string) => void }) {
  const t = useTranslations("customers.list");
  const [text, setText] = useState(value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(text.trim());
  };
  return (
    <search>
      <form onSubmit={submit}>
        <Group gap="xs">
          <TextInput
            size="xs"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            aria-label={t("search_label")}
            placeholder={t("search")}
            inputMode="tel"
            leftSection={<IconSearch size={14} aria-hidden />}
          />
          <Button size="xs" type="submit" variant="default">
            {t("search_button")}
          </Button>
          {value !== "" && (
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              onClick={() => {
                setText("");
                onSearch("");
              }}
            >
              {t("clear")}
            </Button>
          )}
        </Group>
      </form>
    </search>
  );
}

function Empty() {
  const t = useTranslations("customers.list");
  return (
    <Stack gap={4} align="center" py="xl">
      <Text fw={500}>{t("empty")}</Text>
      <Text size="sm" c="dimmed">
        {t("empty_hint")}
      </Text>
    </Stack>
  );
}

function CustomerTable({ customers }: { customers: CustomerView[] }) {
  const t = useTranslations("customers.list");
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing={6} fz="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("name")}</Table.Th>
            <Table.Th>{t("phone")}</Table.Th>
            <Table.Th ta="right">{t("orders")}</Table.Th>
            <Table.Th>{t("identities")}</Table.Th>
            <Table.Th>{t("last_order")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {customers.map((customer) => (
            <CustomerRow key={customer.id} customer={customer} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function CustomerRow({ customer }: { customer: CustomerView }) {
  const t = useTranslations("customers");
  const format = useFormatter();
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/customers/${customer.id}`} size="sm" prefetch={false}>
          {customer.name_masked || t("list.unnamed")}
        </Anchor>
      </Table.Td>
      <Table.Td ff="monospace">{customer.phone_masked}</Table.Td>
      <Table.Td ta="right">{format.number(customer.order_count)}</Table.Td>
      <Table.Td>
        <Group gap={4}>
          {customer.identity_kinds.map((kind) => (
            <Badge key={kind} size="xs" variant="default" tt="none">
              {t(`kinds.${kind}`)}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td c="dimmed">
        {customer.last_order_at && format.dateTime(new Date(customer.last_order_at), { dateStyle: "medium", timeStyle: "short" })}
      </Table.Td>
    </Table.Tr>
  );
}
