import { IconArrowBackUp, IconCheck, IconX } from "@tabler/icons-react";

/** How each verdict looks, on its button and in its question. */
export const ACT_LOOKS = {
  approve: { color: "green", variant: "filled", Icon: IconCheck },
  reject: { color: "red", variant: "light", Icon: IconX },
  withdraw: { color: "gray", variant: "default", Icon: IconArrowBackUp },
} as const;
