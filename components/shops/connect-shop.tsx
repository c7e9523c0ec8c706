import { Modal } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PlatformView, ShopView } from "@/lib/channels/core/shop-view";
import { ConnectForm } from "./connect-form";
import { ConnectedShop } from "./connected-shop";
import { PlatformChoice } from "./platform-choice";
import type { ShopActions } from "./shop-actions";

type ConnectProps = {
  opened: boolean;
  platforms: PlatformView[];
  taken: string[];
  publicUrl: string;
  actions: ShopActions;
  onClose: () => void;
};

/** A shop in three steps: which platform, what it asks for, and the live test with the address to enter there. */
export function ConnectShop({ opened, platforms, taken, publicUrl, actions, onClose }: ConnectProps) {
  const t = useTranslations("shops");
  const [platform, setPlatform] = useState<PlatformView | null>(null);
  const [made, setMade] = useState<ShopView | null>(null);
  const close = () => {
    setPlatform(null);
    setMade(null);
    onClose();
  };
  const step = made ? "made" : platform ? "fields" : "platform";
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t(`steps.${step}`)}
      size="lg"
      transitionProps={{ duration: 0 }}
      closeOnClickOutside={step === "platform"}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {step === "platform" && <PlatformChoice platforms={platforms} onChoose={setPlatform} />}
      {step === "fields" && platform && (
        <ConnectForm platform={platform} taken={taken} create={actions.create} onMade={setMade} onBack={() => setPlatform(null)} />
      )}
      {made && platform && <ConnectedShop shop={made} platform={platform} publicUrl={publicUrl} test={actions.test} onDone={close} />}
    </Modal>
  );
}
