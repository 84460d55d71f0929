import { distribute } from '../../src-main/exchange/core/distribute.ts';
import { openExchanged } from '../../src-main/exchange/core/open-exchanged.ts';
import { extractItems } from '../../src-main/engine/make/extract/extract-items.ts';
import { filledItem } from '../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../helpers/fixture-workbook.ts';

/** Making 60 workbooks to send, of 5 items each, out of a plan of 300: from the opened plan to the finished files. */
const limit = 10_000;
const items = Array.from({ length: 300 }, (_, i) => {
  const item = filledItem(i + 1, [2025, 2026]);
  return { ...item, values: { ...item.values, sections: `第${Math.floor(i / 5)}課●` } };
});
const master = openExchanged(fixtureWorkbook({ years: [2025, 2026], items }).bytes);
if (!master.ok) throw new Error(JSON.stringify(master.failure));
const begin = process.threadCpuUsage();
const start = performance.now();
const made = distribute(
  { master: master.value, memory: { records: [], bases: new Map() }, takeOut: extractItems, by: 'lead' },
  { at: '' },
);
const clock = performance.now() - start;
const { user, system } = process.threadCpuUsage(begin);
if (!made.ok || made.value.length !== 60) throw new Error('not 60 workbooks');
const work = (user + system) / 1000;
console.log(`distribute: a plan of 300 items to 60 sections, Node ${process.version}`);
console.log(
  `  made ready to send  ${(work / 1000).toFixed(1)} s of this thread's work, ${(clock / 1000).toFixed(1)} s by the clock (limit ${limit / 1000} s of work)`,
);
if (work > limit) process.exitCode = 1;
