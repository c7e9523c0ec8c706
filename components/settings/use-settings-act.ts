import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ActionResult } from "@/components/orders/order-actions";
import { useRefusalText } from "@/components/orders/use-refusal-text";

/** Runs one act: busy while it runs, its refusal in words, and the page read anew once it is done. */
export function useSettingsAct() {
  const router = useRouter();
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async <T>(work: () => Promise<ActionResult<T>>): Promise<T | null> => {
    if (busy) return null;
    setBusy(true);
    const result = await work();
    setBusy(false);
    setRefusal(result.ok ? null : refusalText(result));
    router.refresh();
    return result.ok ? result.data : null;
  };
  return { busy, refusal, run, forget: () => setRefusal(null) };
}
