import { defineConfig } from 'vitest/config';

/** The end-to-end suite: the real app in the real Electron, one at a time. Started by scripts/test.mjs (or with DISPLAY and KOHYO_ELECTRON set). */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // A real window on a busy machine may be late; what fails three times is a fault. The report names what was tried again.
    retry: 2,
    maxWorkers: 1,
    fileParallelism: false,
  },
});
