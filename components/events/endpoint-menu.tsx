import { ActionIcon, Menu, Modal } from "@mantine/core";
import { IconDots, IconKey, IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/orders/use-act";
import { AskDialog } from "@/components/ui/ask-dialog";
import type { EndpointActionInput, EndpointView } from "@/lib/events/core/webhook-view";
import { SecretOnce } from "./secret-once";
import type { WebhookActions } from "./webhook-actions";

type Action = EndpointActionInput["action"];

/** What can be done with one endpoint; each is asked once more with what it means. */
export function EndpointMenu({ endpoint, change }: { endpoint: EndpointView; change: WebhookActions["change"] }) {
  const t = useTranslations("events.endpoints");
  const [asking, setAsking] = useState<Action | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const { busy, refusal, run, forget } = useAct("webhooks");
  const close = () => {
    setAsking(null);
    forget();
  };
  const confirm = async () => {
    if (asking === null) return;
    const done = await run(() => change({ endpoint_id: endpoint.id, action: asking }));
    if (!done) return;
    close();
    setSecret(done.secret);
  };
  const moving = endpoint.state === "active" ? "pause" : "resume";
  const MoveIcon = moving === "pause" ? IconPlayerPause : IconPlayerPlay;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={26} aria-label={t("acts_of", { url: endpoint.url })}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<MoveIcon size={14} aria-hidden />} onClick={() => setAsking(moving)}>
            {t(`${moving}.act`)}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={14} aria-hidden />} onClick={() => setAsking("rotate_secret")}>
            {t("rotate_secret.act")}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => setAsking("remove")}>
            {t("remove.act")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AskDialog
        opened={asking !== null}
        title={asking ? t(`${asking}.title`) : ""}
        text={asking ? t(`${asking}.text`, { url: endpoint.url, count: endpoint.waiting + endpoint.failed }) : ""}
        words={{ cancel: t("cancel"), confirm: asking ? t(`${asking}.act`) : "" }}
        color={asking === "remove" ? "red" : undefined}
        busy={busy}
        refusal={refusal}
        onConfirm={() => void confirm()}
        onClose={close}
      />
      <Modal
        opened={secret !== null}
        onClose={() => setSecret(null)}
        title={t("new_secret")}
        transitionProps={{ duration: 0 }}
        withCloseButton={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
      >
        {secret !== null && <SecretOnce secret={secret} onKept={() => setSecret(null)} />}
      </Modal>
    </>
  );
}
