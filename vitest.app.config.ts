import path from "node:path";
import { defineConfig } from "vitest/config";

/** Suites that drive the built product from outside: one file at a time, since each starts web and worker. */
export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["tests/{e2e,chaos}/**/*.test.ts"],
    env: { TONGDAN_MASTER_KEY: "11".repeat(32), NEXTAUTH_SECRET: "test-secret-of-the-suite", TZ: "UTC" },
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A page answers when it answers: what a test waits for is asked for again until it holds.
    expect: { poll: { timeout: 30_000, interval: 50 } },
  },
});
