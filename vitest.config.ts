import { defineConfig } from 'vitest/config';

/** Unit and workbook suites run in plain Node; the end-to-end suite has its own config (test/e2e/vitest.config.ts). */
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    environment: 'node',
    testTimeout: 240_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
