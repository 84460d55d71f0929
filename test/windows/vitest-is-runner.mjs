import fs from 'node:fs';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import path from 'node:path';

/** Loaded before a test file: what it imports from `vitest` is runner.ts beside this file. */
const runner = new URL('runner.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'vitest' ? { url: runner, format: 'module-typescript', shortCircuit: true } : next(name, context),
});

/** Node 22's own ends the process on Windows where a name is Japanese. */
fs.cpSync = (from, to, { filter = () => true } = {}) => {
  if (!filter(String(from), String(to))) return;
  if (!fs.statSync(from).isDirectory()) return void fs.copyFileSync(from, to);
  fs.mkdirSync(to, { recursive: true });
  for (const name of fs.readdirSync(from))
    fs.cpSync(path.join(String(from), name), path.join(String(to), name), { filter });
};
syncBuiltinESMExports();
