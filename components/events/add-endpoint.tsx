import { Alert, Button, Group, Modal, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAct } from "@/components/orders/use-act";
import { EVENT_CATALOGUE, type EventType } from "@/lib/events/core/catalogue";
import { createEndpointSchema } from "@/lib/events/core/webhook-view";
import { SecretOnce } from "./secret-once";
import { useEventWords } from "./use-event-words";
import type { WebhookActions } from "./webhook-actions";

const TYPES = Object.keys(EVENT_CATALOGUE) as EventType[];

type AddProps = { opened: boolean; onClose: () => void; onMade: (id: string) => void; create: WebhookActions["create"] };

/** A new endpoint; the window with its secret closes only by the button that says it was kept. */
export function AddEndpoint({ opened, onClose, onMade, create }: AddProps) {
  const t = useTranslations("events.endpoints");
  const [secret, setSecret] = useState<string | null>(null);
  const made = secret !== null;
  const close = () => {
    setSecret(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t(made ? "made" : "add")}
      transitionProps={{ duration: 0 }}
      withCloseButton={!made}
      closeOnEscape={!made}
      closeOnClickOutside={!made}
      closeButtonProps={{ "aria-label": t("cancel") }}
    >
      {made ? (
        <SecretOnce secret={secret} onKept={close} />
      ) : (
        <EndpointForm
          create={create}
          onMade={(id, shown) => {
            onMade(id);
            setSecret(shown);
          }}
          onCancel={close}
        />
      )}
    </Modal>
  );
}

type FormProps = { create: WebhookActions["create"]; onMade: (id: string, secret: string) => void; onCancel: () => void };

function EndpointForm({ create, onMade, onCancel }: FormProps) {
  const t = useTranslations("events.endpoints");
  const words = useEventWords();
  const [url, setUrl] = useState("");
  const [description, setDescription] = useState("");
  const [types, setTypes] = useState<EventType[]>([]);
  const { busy, refusal, run } = useAct("webhooks");
  const input = { url: url.trim(), description: description.trim(), types };
  const ready = createEndpointSchema.safeParse(input).success;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await run(() => create(input));
    if (made) onMade(made.endpoint_id, made.secret);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput
          label={t("url")}
          description={t("url_hint")}
          type="url"
          required
          maxLength={1_000}
          data-autofocus
          autoComplete="off"
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t("description")}
          description={t("description_hint")}
          maxLength={200}
          autoComplete="off"
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <MultiSelect
          label={t("types")}
          description={t("types_hint")}
          placeholder={types.length === 0 ? t("all_types") : undefined}
          value={types}
          onChange={(values) => setTypes(TYPES.filter((type) => values.includes(type)))}
          data={TYPES.map((value) => ({ value, label: words(value) }))}
          searchable
          clearable
        />
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={!ready}>
            {t("submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
