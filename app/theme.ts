"use client";

import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** 黛蓝, the ink of an old ledger: calm under eight hours of light, unlike any platform's orange or red. */
const ink: MantineColorsTuple = ["#eef3f8", "#dbe4ee", "#b6c8dc", "#8eaaca", "#6d91bb", "#5681b2", "#4979af", "#3a679a", "#305c8b", "#204f7c"];

/** Greys of the dark scheme, with the same touch of blue as the ink. */
const night: MantineColorsTuple = ["#d9dfe7", "#b9c2cd", "#98a4b3", "#6f7b8a", "#38424d", "#2a313a", "#1c222a", "#14181d", "#101418", "#0b0e12"];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 8, dark: 6 },
  colors: { ink, dark: night },
  fontFamily:
    'system-ui, -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC Variable", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "JetBrains Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "18px" },
  defaultRadius: "sm",
  cursorType: "pointer",
  autoContrast: true,
  luminanceThreshold: 0.35,
  headings: { fontWeight: "600", sizes: { h1: { fontSize: "20px" }, h2: { fontSize: "16px" }, h3: { fontSize: "14px" } } },
  components: {
    Button: { defaultProps: { size: "sm" } },
    TextInput: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm" } },
    // The page has its banner: the header of a dialog is none.
    Modal: { defaultProps: { attributes: { header: { role: "presentation" } } } },
    Drawer: { defaultProps: { attributes: { header: { role: "presentation" } } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 200 } },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: "sm" } },
  },
});

/** White words on a filled button need 4.5 : 1; the kit's green reaches 3.4 by day, its green and red 2.4 and 3.2 by night. */
const FILLED = {
  "--mantine-color-green-filled": "#237a36",
  "--mantine-color-green-filled-hover": "#1b6b2c",
  "--mantine-color-red-filled": "#d42a2a",
  "--mantine-color-red-filled-hover": "#c22f2f",
};

/** Mantine's darkest green, orange and teal reach 3.6 to 4.4 : 1 on their own light tint; badges of 11 px need 4.5. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...FILLED,
    "--mantine-color-green-light-color": "#1b6b2c",
    "--mantine-color-orange-light-color": "#a13c08",
    "--mantine-color-teal-light-color": "#066649",
  },
  dark: FILLED,
});
