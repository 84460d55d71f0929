import { readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { runMarks } from './lib/corpus/marks-run.mjs';
import { runCensus } from './lib/corpus/census-run.mjs';
import { runOperations } from './lib/corpus/operations-run.mjs';
import { runFiles } from './lib/corpus/run-files.mjs';

/**
 * `npm run corpus -- DIR [--paper]`: opens every .xlsx and .xlsm below a folder, changes the first string cell of each and checks,
 * by code that the application does not use, that nothing else differs. Prints what failed and counts by feature class.
 * Then puts a form on each and tries every operation on it (rows, taking out, putting in, sending, publishing), and puts marks
 * into all its parts and publishes it.
 * Exit status 1 when a file crashes or hangs, when fewer than 99.7 % of the readable files with a string cell can be
 * patched, when a file below a folder `hostile` takes more than 5 s or 500 MB, or when an operation on a form leaves a
 * package worse than it was, moves a reference that should stay, more than 1 % of them are refused, or a mark is published
 * without a word.
 */
const folder = process.argv[2];
if (folder === undefined || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('usage: npm run corpus -- DIR [--paper]');
  process.exit(2);
}
const needed = 0.997;
const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.xls[xm]$/i.test(name) && !basename(name).startsWith('~$'))
  .sort()
  .map((name) => join(folder, name));
if (process.argv.includes('--paper')) process.exit((await runCensus(folder, paths)) ? 0 : 1);
const isHostile = (path) => /(^|[\\/])hostile[\\/]/.test(relative(folder, path));

const counts = {};
const features = new Map();
const slow = [];
let items = 0;
let largest = 0;
let broken = false;
await runFiles(paths, { seconds: 30, fresh: isHostile }, (answer) => {
  const name = relative(folder, answer.path);
  counts[answer.outcome] = (counts[answer.outcome] ?? 0) + 1;
  items += answer.items ?? 0;
  largest = Math.max(largest, answer.megabytes ?? 0);
  if (answer.outcome === 'crashed' || answer.outcome === 'hung') broken = true;
  if (answer.outcome !== 'patched' && answer.outcome !== 'no string cell')
    console.log(`${answer.outcome.padEnd(8)} ${name}: ${answer.detail}`);
  if (isHostile(answer.path)) {
    const within = answer.ms <= 5000 && answer.megabytes <= 500;
    console.log(
      `hostile  ${name}: ${answer.outcome}, ${Math.round(answer.ms)} ms, ${Math.round(answer.megabytes)} MB${within ? '' : ' TOO MUCH'}`,
    );
    broken ||= !within;
  }
  if (answer.ms > 2000)
    slow.push(`${name}: ${(answer.ms / 1000).toFixed(1)} s, process peak ${Math.round(answer.megabytes)} MB`);
  for (const feature of answer.features ?? []) {
    const of = features.get(feature) ?? { files: 0, patched: 0, failed: 0 };
    of.files++;
    if (answer.outcome === 'patched') of.patched++;
    else if (answer.outcome === 'failed') of.failed++;
    features.set(feature, of);
  }
});

console.log(`\n${'feature'.padEnd(24)}${'files'.padStart(7)}${'patched'.padStart(9)}${'failed'.padStart(8)}`);
for (const [feature, of] of [...features].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(
    `${feature.padEnd(24)}${String(of.files).padStart(7)}${String(of.patched).padStart(9)}${String(of.failed).padStart(8)}`,
  );
}
for (const line of slow) console.log(`slow     ${line}`);
const patched = counts.patched ?? 0;
const tried = patched + (counts.failed ?? 0);
console.log(
  `\n${paths.length} files: ${Object.entries(counts)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ')}; ${items} item sheets; largest process ${Math.round(largest)} MB`,
);
console.log(
  `patched ${patched} of ${tried} readable files with a string cell (${tried === 0 ? '–' : ((patched / tried) * 100).toFixed(2)} %; needed ${needed * 100} %)`,
);
const tame = paths.filter((path) => !isHostile(path));
const sound = [await runOperations(folder, tame), await runMarks(folder, tame)].every(Boolean);
const told = await runCensus(
  folder,
  paths.filter((path) => !isHostile(path)),
);
process.exitCode = broken || !sound || !told || patched < tried * needed ? 1 : 0;
