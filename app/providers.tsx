"use client";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { cssVariablesResolver } from "./theme";
import { useTheme } from "./use-theme";

/** 100 KB of font declarations that most machines never need: they come after the page. */
const FallbackFont = dynamic(() => import("@/components/layout/fallback-font").then((module) => module.FallbackFont), { ssr: false });

/** Data is kept fresh by the live feed; this only covers what it cannot tell. */
const STALE_MS = 30_000;

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: STALE_MS, retry: 1, refetchOnWindowFocus: true } } }));
  const theme = useTheme();
  return (
    <NuqsAdapter>
      <QueryClientProvider client={client}>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
          <Notifications position="bottom-right" limit={3} />
          {children}
          <FallbackFont />
        </MantineProvider>
      </QueryClientProvider>
    </NuqsAdapter>
  );
}
