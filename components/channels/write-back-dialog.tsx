import { Alert, Button, Modal, MultiSelect, Select, Stack, Text, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DropWriteBackInput, RetryWriteBackInput, WriteBackView } from "@/lib/channels/core/write-back-view";
import { CARRIER_CODES } from "@/lib/couriers/core/carrier";

export type ParcelLine = { id: string; title: string };

type DialogProps = {
  act: "retry" | "drop" | null;
  writeBack: WriteBackView;
  what: string;
  /** Of the order, to say which of them the parcel took along. */
  lines: ParcelLine[];
  refusal: string | null;
  onClose: () => void;
  retry: (input: RetryWriteBackInput) => Promise<void>;
  drop: (input: DropWriteBackInput) => Promise<void>;
};

/** Tells the platform again, with another carrier where that was wrong, or gives up with a reason. */
export function WriteBackDialog({ act, writeBack, what, lines, refusal, onClose, retry, drop }: DialogProps) {
  const t = useTranslations("channels.write_backs");
  const carriers = useTranslations("couriers.carriers");
  const [carrier, setCarrier] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string[]>([]);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    if (act === "retry") {
      const named = chosen.length > 0 ? { line_ids: chosen } : {};
      await retry({ write_back_id: writeBack.id, ...(carrier ? { carrier } : {}), ...named });
    }
    if (act === "drop") await drop({ write_back_id: writeBack.id, reason });
    setBusy(false);
  };
  return (
    <Modal opened={act !== null} onClose={onClose} title={act ? t(`${act}_this`, { what }) : ""} size="sm">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {act && t(`${act}_hint`)}
        </Text>
        {act === "retry" && writeBack.kind === "shipment" && (
          <Select
            label={t("carrier")}
            description={t("carrier_hint")}
            clearable
            searchable
            value={carrier}
            onChange={setCarrier}
            data={CARRIER_CODES.map((code) => ({ value: code, label: carriers.has(code) ? carriers(code) : code }))}
          />
        )}
        {act === "retry" && writeBack.kind === "shipment" && lines.length > 1 && (
          <MultiSelect
            label={t("lines")}
            description={t("lines_hint")}
            value={chosen}
            onChange={setChosen}
            data={lines.map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
        {act === "drop" && (
          <Textarea
            label={t("reason")}
            required
            autosize
            maxLength={300}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {refusal && <Alert color="red">{refusal}</Alert>}
        <Button onClick={() => void confirm()} loading={busy} disabled={act === "drop" && reason.trim() === ""}>
          {act && t(act)}
        </Button>
      </Stack>
    </Modal>
  );
}
