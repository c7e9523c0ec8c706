import { Group, Stack, Text } from "@mantine/core";
import { IconDeviceMobile, IconFingerprint, IconUserCheck } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import type { CustomerDetailView } from "@/lib/customers/core/customer-view";
import { PLATFORMS } from "@/lib/shared/platform";

/** Each identity that joins this person's orders: its kind, where it is valid, since when; never its value. */
export function IdentityList({ identities }: { identities: CustomerDetailView["identities"] }) {
  const t = useTranslations("customers");
  const platforms = useTranslations("orders.platforms");
  const format = useFormatter();
  const where = (scope: string) => {
    const platform = PLATFORMS.find((entry) => entry === scope);
    return platform ? t("detail.on_platform", { platform: platforms(platform) }) : t("detail.everywhere");
  };
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {t("detail.why_intro")}
      </Text>
      {identities.map((identity) => (
        <Group key={`${identity.kind} ${identity.scope} ${identity.since}`} gap="xs" wrap="nowrap" align="flex-start">
          <KindIcon kind={identity.kind} />
          <div>
            <Text size="sm">{t(`kinds.${identity.kind}`)}</Text>
            <Text size="xs" c="dimmed">
              {where(identity.scope)} · {t("detail.since", { time: format.dateTime(new Date(identity.since), { dateStyle: "medium" }) })}
            </Text>
          </div>
        </Group>
      ))}
    </Stack>
  );
}

function KindIcon({ kind }: { kind: CustomerDetailView["identities"][number]["kind"] }) {
  if (kind === "phone") return <IconDeviceMobile size={16} aria-hidden />;
  return kind === "device" ? <IconFingerprint size={16} aria-hidden /> : <IconUserCheck size={16} aria-hidden />;
}
