import { Alert, Button, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { InstantText } from "@/components/orders/instant-text";
import { useAct } from "@/components/orders/use-act";
import { DenseTable } from "@/components/ui/dense-table";
import { ReasonButton } from "@/components/ui/reason-button";
import type { ShopView } from "@/lib/channels/core/shop-view";
import { AddSkus } from "./add-skus";
import type { ShopActions } from "./shop-actions";
import { useSkuMappings } from "./shops.query";

type MappingsProps = { shop: ShopView; mayOperate: boolean; actions: Pick<ShopActions, "saveSkus" | "removeSkus"> };

/** What the platform calls the goods, and what the warehouse does; counts for orders told from now on. */
export function SkuMappings({ shop, mayOperate, actions }: MappingsProps) {
  const t = useTranslations("shops.skus");
  const all = useTranslations("shops");
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 200);
  const list = useSkuMappings(shop.id, asked);
  const { refusal, run } = useAct("channels");
  const rows = list.data?.pages.flatMap((page) => page.sku_mappings) ?? [];
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t("intro")}
      </Text>
      <AddSkus shop={shop.id} mayOperate={mayOperate} save={actions.saveSkus} />
      <TextInput
        size="xs"
        aria-label={t("search")}
        placeholder={t("search")}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {list.isError && <Alert color="red">{t("failed", { message: list.error.message })}</Alert>}
      {refusal && (
        <Alert color="red" role="alert">
          {refusal}
        </Alert>
      )}
      {list.isPending && <Skeleton h={72} />}
      {list.isSuccess && rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(asked === "" ? "empty" : "nothing_found")}
        </Text>
      )}
      {rows.length > 0 && (
        <DenseTable
          label={all("tabs.skus")}
          minWidth={520}
          columns={[
            { key: "theirs", label: t("theirs") },
            { key: "ours", label: t("ours") },
            { key: "by", label: t("by"), width: 90 },
            { key: "when", label: t("when"), width: 80, right: true },
            { key: "act", label: t("act"), width: 96, right: true },
          ]}
        >
          {rows.map(({ platform_sku, sku, actor_name, updated_at }) => (
            <tr key={platform_sku}>
              <td title={platform_sku}>{platform_sku}</td>
              <td title={sku}>{sku}</td>
              <td title={actor_name}>{actor_name}</td>
              <td data-right>
                <InstantText value={updated_at} c="dimmed" span />
              </td>
              <td data-right>
                <ReasonButton
                  hint={t("remove_hint")}
                  refused={mayOperate ? null : all("not_operate")}
                  aria-label={t("remove_this", { sku: platform_sku })}
                  onPress={() => void run(() => actions.removeSkus({ shop_id: shop.id, platform_skus: [platform_sku] }))}
                >
                  {t("remove")}
                </ReasonButton>
              </td>
            </tr>
          ))}
        </DenseTable>
      )}
      {list.hasNextPage && (
        <Group justify="center">
          <Button size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("more")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
