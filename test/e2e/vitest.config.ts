import { defineConfig } from 'vitest/config';

/** One file at a time on a person's own display; as many as there are displays where the script has started some. */
const workers = process.env['KOHYO_DISPLAYS']?.split(' ').length ?? 1;

/** The end-to-end suite: the real app in the real Electron. Started by scripts/test.mjs (or with DISPLAY and KOHYO_ELECTRON set). */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['test/e2e/helpers/own-display.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Locators wait; what is polled waits as long.
    expect: { poll: { timeout: 15_000 } },
    pool: 'forks',
    maxWorkers: workers,
    fileParallelism: workers > 1,
  },
});
