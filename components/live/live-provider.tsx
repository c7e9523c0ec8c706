"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { keysFor } from "./keys-for";
import { openSharedFeed } from "./shared-feed";

export type LiveState = { status: "connecting" | "connected" | "lagging" | "lost"; lastAt: number | null };

const LiveContext = createContext<LiveState>({ status: "connecting", lastAt: null });

/** No beat for this long (they come every ten seconds): the page may be behind. */
const LAGGING_MS = 15_000;
const LOST_MS = 40_000;
/** Many events at once become one refetch. */
const COALESCE_MS = 250;

/** One stream for all tabs of the browser; invalidates only what an event touched. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>({ status: "connecting", lastAt: null });
  useEffect(() => {
    const touched = new Set<string>();
    let timer: number | undefined;
    const flush = () => {
      timer = undefined;
      for (const key of touched) {
        // A running fetch is left to end: events come faster than a slow answer, and restarting it each time would starve it.
        void client.invalidateQueries({ queryKey: [key] }, { cancelRefetch: false });
      }
      touched.clear();
    };
    const touch = (keys: readonly string[]) => {
      for (const key of keys) touched.add(key);
      timer ??= window.setTimeout(flush, COALESCE_MS);
    };
    const close = openSharedFeed((message) => {
      setState({ status: "connected", lastAt: Date.now() });
      if (message.kind === "event") touch(keysFor(message.type));
      if (message.kind === "reset") void client.invalidateQueries();
    });
    const watch = window.setInterval(() => setState(aged), 2_000);
    return () => {
      close();
      window.clearInterval(watch);
      window.clearTimeout(timer);
    };
  }, [client]);
  return <LiveContext.Provider value={state}>{children}</LiveContext.Provider>;
}

export function useLiveState(): LiveState {
  return useContext(LiveContext);
}

function aged(state: LiveState): LiveState {
  if (state.lastAt === null) return state;
  const age = Date.now() - state.lastAt;
  const status = age > LOST_MS ? "lost" : age > LAGGING_MS ? "lagging" : "connected";
  return status === state.status ? state : { ...state, status };
}
