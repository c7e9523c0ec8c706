"use client";

import { PageTrouble } from "@/components/layout/page-trouble";

export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <main>
      <PageTrouble digest={digest} retry={retry} />
    </main>
  );
}
