import { Badge, Table, TableTbody, TableTd, TableTh, TableThead, TableTr, Text, UnstyledButton } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { InstantText } from "@/components/orders/instant-text";
import { Panel } from "@/components/orders/panel";
import type { ReconciliationView } from "@/lib/channels/core/reconciliation-view";
import classes from "./coverage.module.css";
import { useReconciliations } from "./coverage.query";
import { ReconciliationDialog } from "./reconciliation-dialog";

const COLUMNS = ["shop", "range", "state", "listed", "held", "missing", "stale", "extra", "repaired", "by", "time"] as const;
const NUMBERS = ["listed", "held", "missing", "stale", "extra", "repaired"] as const;
const STATE_COLORS: Record<ReconciliationView["state"], string> = { running: "blue", done: "green", failed: "red" };

/** The last comparisons with the platforms; a row opens what differed. */
export function ReconciliationsPanel({ first }: { first: ReconciliationView[] }) {
  const t = useTranslations("channels.reconciliations");
  const list = useReconciliations(first).data;
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <Panel title={t("title")} aside={t("hint")}>
      {list.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("empty")}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={980}>
          <Table highlightOnHover>
            <TableThead>
              <TableTr>
                {COLUMNS.map((column) => (
                  <TableTh key={column} c="dimmed" fw={500} ta={isNumber(column) ? "right" : undefined}>
                    {t(`columns.${column}`)}
                  </TableTh>
                ))}
              </TableTr>
            </TableThead>
            <TableTbody>
              {list.map((one) => (
                <Row key={one.id} one={one} onOpen={() => setOpened(one.id)} />
              ))}
            </TableTbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <ReconciliationDialog id={opened} onClose={() => setOpened(null)} />
    </Panel>
  );
}

function isNumber(column: (typeof COLUMNS)[number]): boolean {
  return (NUMBERS as readonly string[]).includes(column);
}

function Row({ one, onOpen }: { one: ReconciliationView; onOpen: () => void }) {
  const t = useTranslations("channels.reconciliations");
  const format = useFormatter();
  const time = (at: string) =>
    format.dateTime(new Date(at), { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return (
    <TableTr>
      <TableTd>
        <UnstyledButton className={classes.open} onClick={onOpen} aria-label={t("open", { shop: one.shop_name })}>
          {one.shop_name}
        </UnstyledButton>
      </TableTd>
      <TableTd>{t("range", { from: time(one.from), to: time(one.to) })}</TableTd>
      <TableTd>
        <Badge size="sm" variant="light" color={STATE_COLORS[one.state]}>
          {t(`states.${one.state}`)}
        </Badge>
      </TableTd>
      {NUMBERS.map((name) => (
        <TableTd
          key={name}
          ta="right"
          className={classes.number}
          data-found={(name === "missing" || name === "stale" || name === "extra") && one[name] > 0 ? true : undefined}
        >
          {one[name]}
        </TableTd>
      ))}
      <TableTd>{one.requested_by === "worker" ? t("nightly") : one.requested_by}</TableTd>
      <TableTd>
        <InstantText value={one.started_at} size="sm" />
      </TableTd>
    </TableTr>
  );
}
