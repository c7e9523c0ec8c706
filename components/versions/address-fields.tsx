import { Autocomplete, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { PROVINCES } from "@/components/orders/provinces";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import { type AddressDraft, addressFaults } from "./use-change-draft";

type FieldsProps = { now: OrderDetailView["receiver"]; value: AddressDraft; onChange: (part: Partial<AddressDraft>) => void };

/** The new address, whole; name and phone only where they change. What stands now is shown masked above. */
export function AddressFields({ now, value, onChange }: FieldsProps) {
  const t = useTranslations("versions.form");
  const faults = addressFaults(value);
  const error = (field: keyof AddressDraft) => (faults[field] ? t(faults[field]) : undefined);
  const text = (field: keyof AddressDraft) => ({
    value: value[field],
    error: error(field),
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [field]: event.currentTarget.value }),
  });
  return (
    <Stack gap="xs" component="fieldset" bd={0} p={0} m={0}>
      <Text component="legend" size="sm" c="dimmed" p={0}>
        {t("now", { value: [now.name, now.phone, now.province, now.city, now.district, now.address].filter(Boolean).join(" ") })}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
        <Autocomplete label={t("province")} required data={[...PROVINCES]} value={value.province} onChange={(province) => onChange({ province })} />
        <TextInput label={t("city")} required maxLength={60} {...text("city")} />
        <TextInput label={t("district")} maxLength={60} {...text("district")} />
      </SimpleGrid>
      <TextInput label={t("town")} maxLength={60} {...text("town")} />
      <Textarea label={t("address")} description={t("address_hint")} required autosize minRows={2} maxLength={500} {...text("address")} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
        <TextInput label={t("name")} placeholder={t("name_hint")} maxLength={120} {...text("name")} />
        <TextInput label={t("phone")} placeholder={t("name_hint")} inputMode="tel" maxLength={40} {...text("phone")} />
      </SimpleGrid>
    </Stack>
  );
}
