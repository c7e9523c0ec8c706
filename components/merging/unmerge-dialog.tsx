import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { GroupView } from "@/lib/merging/core/suggestion-view";

type DialogProps = {
  opened: boolean;
  group: GroupView;
  orderId: string;
  onClose: () => void;
  onSubmit: (orderIds: string[], reason: string) => void;
};

/** Which orders leave the group and why; says what it costs before anything is done. */
export function UnmergeDialog(props: DialogProps) {
  const t = useTranslations("merging.group");
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t("dialog_title", { number: props.group.number })} centered>
      <UnmergeForm {...props} />
    </Modal>
  );
}

function UnmergeForm({ group, orderId, onClose, onSubmit }: DialogProps) {
  const t = useTranslations("merging.group");
  const live = group.members.filter((member) => member.left_at === null);
  const [chosen, setChosen] = useState<string[]>(live.some((member) => member.order_id === orderId) ? [orderId] : []);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const dissolves = live.length - chosen.length < 2;
  const submit = () => {
    setTried(true);
    if (chosen.length > 0 && reason.trim() !== "") onSubmit(chosen, reason.trim());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t(`cost.${group.unmerge.cost}`)}</Text>
        <Text size="sm" c="dimmed">
          {t("dialog_hint")}
        </Text>
        <Checkbox.Group
          label={t("choose")}
          value={chosen}
          onChange={setChosen}
          error={tried && chosen.length === 0 ? t("choose_required") : undefined}
        >
          <Stack gap={6} mt={6}>
            {live.map((member) => (
              <Checkbox key={member.order_id} value={member.order_id} label={`${member.external_id} · ${member.shop_name}`} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Textarea
          label={t("reason")}
          placeholder={t("reason_placeholder")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reason.trim() === "" ? t("reason_required") : undefined}
          maxLength={500}
          autosize
          minRows={2}
          data-autofocus
          required
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit">{dissolves ? t("submit_all") : t("submit", { count: chosen.length })}</Button>
        </Group>
      </Stack>
    </form>
  );
}
