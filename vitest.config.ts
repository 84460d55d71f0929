import { defineConfig } from 'vitest/config';

/** Suites of code without state of its own: their files share a process each, which spares starting one for every file. */
const engine = ['test/shared/**/*.test.{ts,tsx}', 'test/main/{cli,engine,exchange,printing}/**/*.test.{ts,tsx}'];

/** Unit and workbook suites run in plain Node; the end-to-end suite has its own config (test/e2e/vitest.config.ts). */
export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: ['test/helpers/own-data-folder.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'engine', include: engine, isolate: false } },
      {
        extends: true,
        test: {
          name: 'program',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'node_modules/**', ...engine],
        },
      },
    ],
  },
});
