import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname);

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    include: ["tests/{unit,integration,channels,rules,golden}/**/*.test.ts"],
    env: { TONGDAN_MASTER_KEY: "11".repeat(32), NEXTAUTH_SECRET: "test-secret-of-the-suite", TZ: "UTC" },
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
