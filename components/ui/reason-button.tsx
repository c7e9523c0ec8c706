import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";

type ReasonProps = ButtonProps & {
  /** What it does, on hover. */
  hint: string;
  /** Why it cannot be pressed now; null when it can. */
  refused: string | null;
  "aria-label"?: string;
  onPress: () => void;
  children: ReactNode;
};

/** A button that says what it does, and why it does not: it stays reachable by keyboard, so that the reason is too. */
export function ReasonButton({ hint, refused, onPress, children, ...button }: ReasonProps) {
  return (
    <Tooltip label={refused ?? hint} multiline maw={280} openDelay={200} events={{ hover: true, focus: true, touch: true }}>
      <Button
        size="compact-sm"
        variant="default"
        {...button}
        data-disabled={refused !== null || undefined}
        aria-disabled={refused !== null}
        onClick={() => refused === null && onPress()}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
