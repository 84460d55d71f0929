import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import XLSX from 'xlsx';

/**
 * Learning a form from twenty sheets, and reading a list of some hundred rows by it, against SheetJS's parse of the same files: by the
 * processor's time of this process, medians of turns one after the other. `KOHYO_SHARED=… node test/bench/forms.bench.mjs`.
 */
const shared = process.env['KOHYO_SHARED'];
if (shared === undefined) {
  console.log('skipped: KOHYO_SHARED names no folder');
  process.exit(0);
}
const { learnFromFiles } = await import('../../src-main/engine/learn/learn-files.ts');
const { openAny } = await import('../../src-main/engine/read/any/open-any.ts');
const rounds = Math.max(5, Number(process.env['KOHYO_BENCH_ROUNDS'] ?? 7));
const limits = { learn: 6, read: 2 };

const cost = (work) => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
/** Both in turns, so that what else the machine does meets both. */
function inTurns(ours, theirs) {
  const [mine, peers] = [[], []];
  for (let i = 0; i <= rounds; i += 1) {
    const turn = [cost(ours), cost(theirs)];
    if (i === 0) continue;
    mine.push(turn[0]);
    peers.push(turn[1]);
  }
  return { ours: median(mine), theirs: median(peers) };
}

const filesIn = (folder) =>
  readdirSync(join(shared, 'forms', folder))
    .filter((name) => name.endsWith('.xlsx') && name !== 'drifted.xlsx')
    .toSorted()
    .map((name) => ({ name, bytes: readFileSync(join(shared, 'forms', folder, name)) }));
const parse = (files) => {
  for (const { bytes } of files) XLSX.read(bytes, { cellStyles: true, cellFormula: true, cellNF: true });
};
const tell = (what, { ours, theirs }, limit) => {
  const times = ours / theirs;
  console.log(
    `${what}: ${ours.toFixed(0)} ms, SheetJS ${theirs.toFixed(0)} ms, ${times.toFixed(2)} of at most ${limit}`,
  );
  if (times > limit) process.exitCode = 1;
};

for (const family of ['02-list-and-details', '03-budget-table', '08-stages']) {
  const files = filesIn(family);
  const sheets = files.reduce((sum, { bytes }) => sum + XLSX.read(bytes, { bookSheets: true }).SheetNames.length, 0);
  const turns = inTurns(
    () => learnFromFiles(files),
    () => parse(files),
  );
  tell(`learning ${family} from ${sheets} sheets`, turns, limits.learn);
}
const list = [{ name: 'list', bytes: readFileSync(join(shared, 'forms', 'real', 'ofunato-list.xlsx')) }];
const learned = learnFromFiles(list);
if (!learned.ok) throw new Error(JSON.stringify(learned.failure));
tell(
  'reading the real list',
  inTurns(
    () => openAny(list[0].bytes, learned.value.form),
    () => parse(list),
  ),
  limits.read,
);
// SheetJS's results are in it too: it says nothing of ours alone.
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(`largest memory of this process, SheetJS in it: ${megabytes.toFixed(0)} MB`);
