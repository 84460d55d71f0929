import fs from 'node:fs';
import path from 'node:path';
import { ensurePackages } from './lib/install.mjs';
import { root } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';

/**
 * `npm run bench [NAME…]`: runs every test/bench/*.bench.mjs (or those whose name holds NAME) one after another, each in a
 * process of its own. Each prints what it measured beside its limits and exits 1 when one is missed.
 */
await ensurePackages();
const folder = path.join(root, 'test', 'bench');
const wanted = process.argv.slice(2);
const names = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.bench.mjs') && (wanted.length === 0 || wanted.some((part) => name.includes(part))))
  .sort();
const missed = [];
for (const name of names) {
  console.log(`\n== ${name}`);
  const { status } = await runNode(path.join('test', 'bench', name));
  if (status !== 0) missed.push(name);
}
if (missed.length > 0) console.log(`\nmissed limits or failed: ${missed.join(', ')}`);
process.exitCode = missed.length > 0 || names.length === 0 ? 1 : 0;
