import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ActionResult } from "./order-actions";
import { useRefusalText } from "./use-refusal-text";

/** Runs one act at a time: busy while it runs, its refusal in words, and the lists under `key` read anew once it is over. */
export function useAct(key: string) {
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async <T>(work: () => Promise<ActionResult<T>>): Promise<T | null> => {
    if (busy) return null;
    setBusy(true);
    const result = await work();
    setBusy(false);
    setRefusal(result.ok ? null : refusalText(result));
    void client.invalidateQueries({ queryKey: [key] });
    return result.ok ? result.data : null;
  };
  return { busy, refusal, run, forget: () => setRefusal(null) };
}
