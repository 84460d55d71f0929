import { registerHooks } from 'node:module';

/** Loaded before a test file: what it imports from `vitest` is runner.ts beside this file. */
const runner = new URL('runner.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'vitest' ? { url: runner, format: 'module-typescript', shortCircuit: true } : next(name, context),
});
