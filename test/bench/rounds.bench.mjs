import { randomUUID } from 'node:crypto';
import { collect } from '../../src-main/exchange/core/collect.ts';
import { distribute } from '../../src-main/exchange/core/distribute.ts';
import { ExchangeState } from '../../src-main/exchange/core/exchange-state.ts';
import { openExchanged } from '../../src-main/exchange/core/open-exchanged.ts';
import { masterFrom } from '../../src-main/exchange/core/read-returned.ts';
import { takeIn } from '../../src-main/exchange/core/take-in.ts';
import { exchangeParts } from '../../src-main/exchange/desk/views.ts';
import { takeOutItems } from '../../src-main/exchange/core/take-out-items.ts';
import { openWorkbook } from '../../src-main/engine/read/open.ts';
import { patchWorkbook } from '../../src-main/engine/write/save.ts';
import { filledItem } from '../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../helpers/fixture-workbook.ts';

/**
 * An exchange over twelve rounds: a plan of 75 items to 15 sections, each of which fills in what the round asks for. Sending
 * and collecting must cost in the fourth round what they cost in the first, and the view of the exchange after twelve rounds
 * be there at once. Computing time of this thread, in one run.
 */
const rounds = 12;
const limits = { later: 1.2, view: 200 };
const years = [2025, 2026];
const items = Array.from({ length: 75 }, (_, i) => {
  const item = filledItem(i + 1, years);
  return { ...item, values: { ...item.values, sections: `第${Math.floor(i / 5)}課●` } };
});
const must = (result) => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};
const since = (start) => {
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
};

let master = must(openExchanged(fixtureWorkbook({ years, items }).bytes));
let memory = { records: [], bases: new Map() };
const times = { send: [], collect: [], view: [] };
const fields = [
  'annual.2025.assessment',
  'annual.2025.nextSteps',
  'annual.2026.assessment',
  'progress.2026.firstHalf.text',
];

/** One round; the first is run once before for nothing, so that the code is warm. */
function round(number, keep) {
  let start = process.threadCpuUsage();
  const sent = must(distribute({ master, memory, takeOut: takeOutItems, by: 'lead' }, { at: '' }));
  const sending = since(start);
  const bases = new Map([...memory.bases, ...sent.map(({ base }) => [base.exportId, base])]);
  const known = { records: [...memory.records, ...sent.map(({ record }) => record)], bases };
  const returned = sent.map(({ name, bytes }) => {
    const opened = must(openWorkbook(bytes));
    const edits = opened.items.map(({ key, no }) => ({
      item: key,
      path: fields[number % fields.length],
      text: `${number}回目の第${no}項目の文。`,
    }));
    return { name, bytes: must(patchWorkbook(opened, edits)).bytes };
  });
  start = process.threadCpuUsage();
  const collected = collect({ master: masterFrom(master), returned, memory: known }, { id: randomUUID(), at: '' });
  const taken = must(takeIn(master, collected.edits, [...collected.state.files.keys()]));
  const collecting = since(start);
  if (collected.edits.length !== items.length) throw new Error(`round ${number}: ${collected.edits.length} edits`);
  if (!keep) return;
  master = must(openExchanged(taken.bytes));
  memory = {
    records: [...known.records, collected.record],
    bases: new Map([...bases, ...collected.bases.map(({ id, snapshot }) => [id, snapshot])]),
  };
  start = process.threadCpuUsage();
  exchangeParts(
    new ExchangeState(memory, master.snapshot),
    master.opened.items.map(({ key }) => key),
  );
  times.view.push(since(start));
  times.send.push(sending);
  times.collect.push(collecting);
}

round(0, false);
for (let number = 0; number < rounds; number += 1) round(number, true);
const shown = (list) => list.map((time) => time.toFixed(0)).join(' ');
const share = (list) => list[3] / list[0];
console.log(
  `rounds: 75 items, 15 sections, ms of this thread's work in each of ${rounds} rounds, Node ${process.version}`,
);
console.log(
  `  sending     ${shown(times.send)}  (4th over 1st ${share(times.send).toFixed(2)}, limit ${limits.later})`,
);
console.log(
  `  collecting  ${shown(times.collect)}  (4th over 1st ${share(times.collect).toFixed(2)}, limit ${limits.later})`,
);
console.log(`  the view    ${shown(times.view)}  (last: limit ${limits.view} ms)`);
if (share(times.send) > limits.later || share(times.collect) > limits.later || times.view.at(-1) > limits.view)
  process.exitCode = 1;
