"use client";

import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { AuditEntryView } from "@/lib/audit/core/audit-view";
import classes from "./audit.module.css";
import { useAuditWords } from "./use-audit-words";

/** Who, when, why, and what it takes to prove it: request, chain entry, hash. */
export function EntryFacts({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations("audit.entry");
  const roles = useTranslations("layout.roles");
  const list = useTranslations("audit.list");
  const actors = useTranslations("audit.actors");
  const format = useFormatter();
  const { actor, detail, entity } = useAuditWords();
  const { role, kind, name } = entry.actor;
  const why = detail(entry);
  const who = kind === "system" ? actors("system_part", { part: name }) : actor(entry.actor);
  return (
    <dl className={classes.facts}>
      <Fact label={t("who")}>
        {who}
        {kind === "token" && ` · ${actors("token")}`}
      </Fact>
      {role && <Fact label={t("role")}>{roles.has(role) ? roles(role) : role}</Fact>}
      <Fact label={t("when")}>{format.dateTime(new Date(entry.at), { dateStyle: "long", timeStyle: "medium" })}</Fact>
      {why !== "" && <Fact label={list("detail")}>{why}</Fact>}
      <Fact label={t("entity")}>
        {entity(entry.entity_type)} <Copied value={entry.entity_id} />
      </Fact>
      <Fact label={t("code")}>
        <span className={classes.mono}>{entry.action}</span>
      </Fact>
      <Fact label={t("request_id")}>
        <Copied value={entry.request_id} />
      </Fact>
      <Fact label={t("seq")}>{entry.seq === null ? list("not_sealed") : format.number(entry.seq)}</Fact>
      {entry.hash && (
        <Fact label={t("hash")}>
          <Copied value={entry.hash} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Copied({ value }: { value: string }) {
  const t = useTranslations("audit.entry");
  return (
    <>
      <span className={classes.mono}>{value}</span>{" "}
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={t(copied ? "copied" : "copy")}>
            <ActionIcon variant="subtle" color="gray" size="xs" onClick={copy} aria-label={`${t(copied ? "copied" : "copy")} ${value}`}>
              {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </>
  );
}
