import { Alert, Anchor, Badge, Group, Loader, Modal, Stack, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text } from "@mantine/core";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReconciliationDetail } from "@/lib/channels/core/reconciliation-view";
import { useReconciliation } from "./coverage.query";

const COLUMNS = ["order", "kind", "state", "theirs", "ours", "reason"] as const;
const STATE_COLORS: Record<ReconciliationDetail["differences"][number]["state"], string> = {
  open: "gray",
  repaired: "green",
  unrepairable: "orange",
};

/** What one comparison found, order by order, what needs a person first. */
export function ReconciliationDialog({ id, onClose }: { id: string | null; onClose: () => void }) {
  const t = useTranslations("channels.reconciliations");
  const query = useReconciliation(id);
  const found = query.data ?? null;
  return (
    <Modal opened={id !== null} onClose={onClose} title={found ? t("of", { shop: found.shop_name }) : t("title")} size="xl">
      {query.isError && <Alert color="red">{t("load_failed")}</Alert>}
      {!found && !query.isError && <Loader size="sm" aria-label={t("title")} />}
      {found && <Found found={found} />}
    </Modal>
  );
}

function Found({ found }: { found: ReconciliationDetail }) {
  const t = useTranslations("channels.reconciliations");
  const { listed, held, missing, stale, extra, repaired } = found;
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Text size="sm">{t("summary", { listed, held, missing, stale, extra, repaired })}</Text>
        {found.state === "running" && <Loader size="xs" />}
      </Group>
      {found.error && <Alert color="red">{found.error}</Alert>}
      {found.differences.length === 0 && found.state === "done" && (
        <Text size="sm" c="dimmed">
          {t("nothing")}
        </Text>
      )}
      {found.differences.length > 0 && <Differences rows={found.differences} />}
    </Stack>
  );
}

function Differences({ rows }: { rows: ReconciliationDetail["differences"] }) {
  const t = useTranslations("channels.reconciliations");
  const format = useFormatter();
  const time = (at: string | null) => (at ? format.dateTime(new Date(at), { dateStyle: "short", timeStyle: "medium" }) : "—");
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table>
        <TableThead>
          <TableTr>
            {COLUMNS.map((column) => (
              <TableTh key={column} c="dimmed" fw={500}>
                {t(`columns.${column}`)}
              </TableTh>
            ))}
          </TableTr>
        </TableThead>
        <TableTbody>
          {rows.map((row) => (
            <TableTr key={row.external_id}>
              <TableTd>
                {row.order_id ? (
                  <Anchor component={Link} href={`/orders/${row.order_id}`} prefetch={false} size="sm">
                    {row.external_id}
                  </Anchor>
                ) : (
                  row.external_id
                )}
              </TableTd>
              <TableTd>{t(`kinds.${row.kind}`)}</TableTd>
              <TableTd>
                <Badge size="sm" variant="light" color={STATE_COLORS[row.state]}>
                  {t(`difference_states.${row.state}`)}
                </Badge>
              </TableTd>
              <TableTd>{time(row.theirs_at)}</TableTd>
              <TableTd>{time(row.ours_at)}</TableTd>
              <TableTd>{row.reason ?? ""}</TableTd>
            </TableTr>
          ))}
        </TableTbody>
      </Table>
    </Table.ScrollContainer>
  );
}
