import { distribute } from '../../src-main/exchange/core/distribute.ts';
import { collect } from '../../src-main/exchange/core/collect.ts';
import { openExchanged } from '../../src-main/exchange/core/open-exchanged.ts';
import { masterFrom } from '../../src-main/exchange/core/read-returned.ts';
import { openWorkbook } from '../../src-main/engine/read/open.ts';
import { patchWorkbook } from '../../src-main/engine/write/save.ts';
import { filledItem } from '../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../helpers/fixture-workbook.ts';

/**
 * Collecting 60 returned workbooks of 5 items each into a plan of 300: until everything is shown for review, against
 * merely reading those files. The limit is 1.5 times.
 */
const limit = 1.5;
const rounds = Math.max(5, Number(process.env.KOHYO_BENCH_ROUNDS ?? 9));
const years = [2025, 2026];
const items = Array.from({ length: 300 }, (_, i) => filledItem(i + 1, years));
const must = (result) => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

const master = must(openExchanged(fixtureWorkbook({ years, items }).bytes));
const sendings = Array.from({ length: 60 }, (_, part) => {
  const own = must(openExchanged(fixtureWorkbook({ years, items: items.slice(part * 5, part * 5 + 5) }).bytes));
  const takeOut = (opened) => ({ ok: true, value: { bytes: opened.package.bytes } });
  const choose = () => [{ section: `第${part}課`, items: [0, 1, 2, 3, 4] }];
  return must(
    distribute({ master: own, memory: { records: [], bases: new Map() }, takeOut, by: 'lead', choose }, { at: '' }),
  )[0];
});
const returned = sendings.map(({ name, bytes }) => {
  const opened = must(openWorkbook(bytes));
  const edits = opened.items.map((item) => ({
    item: item.key,
    path: 'annual.2026.assessment',
    text: `第${item.no}項目を見直した。`,
  }));
  return { name, bytes: must(patchWorkbook(opened, edits)).bytes };
});
const memory = { records: [], bases: new Map(sendings.map(({ base }) => [base.exportId, base])) };

/** Time of this thread's work in ms: on a machine that does something else too, the clock tells more of that. */
const since = (start) => {
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
};

const times = { read: [], shown: [] };
for (let round = 0; round < rounds + 2; round += 1) {
  let start = process.threadCpuUsage();
  for (const { bytes } of returned) must(openWorkbook(bytes));
  const read = since(start);
  start = process.threadCpuUsage();
  const shown = collect({ master: masterFrom(master), returned, memory }, { id: 'bench', at: '' });
  const review = since(start);
  if (shown.edits.length !== 300 || shown.undecided !== 0)
    throw new Error(`${shown.edits.length} edits, ${shown.undecided} undecided`);
  // The first two rounds warm up.
  if (round < 2) continue;
  times.read.push(read);
  times.shown.push(review);
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
// Round by round, one after the other.
const share = median(times.shown.map((shown, round) => shown / times.read[round]));
console.log(
  `collect: 60 workbooks of 5 items into a plan of 300, medians of ${rounds} rounds, Node ${process.version}`,
);
console.log(`  merely reading the files  ${median(times.read).toFixed(0)} ms`);
console.log(
  `  shown for review          ${median(times.shown).toFixed(0)} ms = ${share.toFixed(2)} times (limit ${limit})`,
);
if (share > limit) process.exitCode = 1;
