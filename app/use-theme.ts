import { mergeThemeOverrides } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { theme } from "./theme";

/** The theme with what needs the reader's language: the cross of every dialog has a name. */
export function useTheme() {
  const close = useTranslations("common")("close");
  return useMemo(() => {
    const dialog = { defaultProps: { closeButtonProps: { "aria-label": close } } };
    return mergeThemeOverrides(theme, { components: { Modal: dialog, Drawer: dialog } });
  }, [close]);
}
