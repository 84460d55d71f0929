import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { run } from './city-halls.ts';
import { boxes, fixture, LedgerRun } from './ledger-cases.ts';
import { ledger, type LedgerCase, type LedgerReport } from './ledger-oracle.ts';

/**
 * The ledger over real files: random habits of sections, made and read by SheetJS, in random order and grouping. 200 cases, half
 * of them from a fixed seed, half from one that nobody has seen (`KOHYO_SEED` gives it); `npm run fuzz -- --files 20000` makes
 * as many as there is time for.
 */
const half = Math.max(1, Math.round(100 * Number(process.env['KOHYO_CASES'] ?? 1)));
const fixed = 1065313238;
const other = Number(process.env['KOHYO_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const seeds = [fixed, other].flatMap((first) => Array.from({ length: half }, (_, index) => first + index));
/** Cases that were broken once. */
const once = [1017007718, 2026120779];

let ledgers: LedgerRun;
let home = '';
beforeAll(async () => {
  ledgers = await new LedgerRun().open();
  home = ledgers.home;
});
afterAll(() => ledgers.close());

test(`whatever a returned file holds otherwise is in the plan, a question or the rest: ${2 * half} cases from seeds ${fixed} and ${other}`, async () => {
  for (const seed of [...once, ...seeds]) {
    const { used, problems } = await ledgers.problems(seed);
    expect({ seed, used, problems }).toEqual({ seed, used, problems: [] });
  }
  const { counts } = ledgers;
  console.log(
    `ledger: ${seeds.length} cases from seeds ${fixed} and ${other}; ${JSON.stringify(Object.fromEntries(counts))}`,
  );
  if (seeds.length >= 200)
    for (const [name, count] of counts) expect([name, count / seeds.length >= 0.03]).toEqual([name, true]);
}, 7_200_000);

/** Changes the plan that came out, by SheetJS. */
function changed(out: Uint8Array, change: (book: XLSX.WorkBook) => void): Uint8Array {
  const book = XLSX.read(out, { cellNF: true });
  change(book);
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
}
const set = (sheet: string, cell: string, content: XLSX.CellObject | undefined) => (book: XLSX.WorkBook) => {
  if (content === undefined) delete book.Sheets[sheet]![cell];
  else book.Sheets[sheet]![cell] = content;
};

/** Faults planted in what a collecting gave: each of them the ledger must notice. */
const faults: readonly (readonly [string, (entry: LedgerCase) => LedgerCase])[] = [
  ['a text is dropped', (entry) => ({ ...entry, out: changed(entry.out, set('No.1', boxes.long[0]!, undefined)) })],
  [
    'a text goes into another item',
    (entry) => ({ ...entry, out: changed(entry.out, set('No.3', boxes.long[0]!, { t: 's', v: '書いた' })) }),
  ],
  [
    'a number is taken as it is shown',
    (entry) => ({ ...entry, out: changed(entry.out, set('No.1', boxes.number[0]!, { t: 'n', v: -4 })) }),
  ],
  [
    'a number becomes a text',
    (entry) => ({ ...entry, out: changed(entry.out, set('No.1', boxes.number[0]!, { t: 's', v: '-3.5' })) }),
  ],
  [
    'two grades are joined',
    (entry) => ({ ...entry, out: changed(entry.out, set('No.3', boxes.choice[0]!, { t: 's', v: 'A\nB' })) }),
  ],
  [
    'a box is emptied that nobody emptied',
    (entry) => ({ ...entry, out: changed(entry.out, set('No.4', boxes.title, undefined)) }),
  ],
  ['a conflict is settled in silence', (entry) => ({ ...entry, report: { ...entry.report, open: [], undecided: 0 } })],
  ['a cell beside the form is passed over', (entry) => withoutLine(entry, 'cell')],
  ['a note is passed over', (entry) => withoutLine(entry, 'note')],
  ['status 0 though something waits', (entry) => ({ ...entry, status: 0 })],
  ['a count is short', (entry) => ({ ...entry, report: { ...entry.report, notTaken: entry.report.notTaken - 1 } })],
  [
    'a file is not in the report',
    (entry) => ({ ...entry, report: { ...entry.report, files: entry.report.files.slice(1) } }),
  ],
];
function withoutLine(entry: LedgerCase, kind: string): LedgerCase {
  const files = entry.report.files.map((file) => ({ ...file, other: file.other.filter((line) => line.kind !== kind) }));
  const gone = entry.report.files.flatMap(({ other }) => other).filter((line) => line.kind === kind).length;
  return { ...entry, report: { ...entry.report, files, notTaken: entry.report.notTaken - gone } };
}

test('the oracle notices every planted fault, and nothing where there is none', async () => {
  const folder = mkdtempSync(join(home, 'fehler-'));
  cpSync(join(home, '交換'), join(folder, '交換'), { recursive: true });
  const returned = [
    [
      '企画第1課',
      [
        [boxes.long[0]!, { t: 's', v: '書いた' }],
        [boxes.number[0]!, { t: 'n', v: -3.5, z: '0' }],
        ['N3', { t: 's', v: '注意' }],
      ],
    ],
    ['企画第2課', [[boxes.choice[0]!, { t: 's', v: 'D' }]]],
    ['企画第2課', [[boxes.choice[0]!, { t: 's', v: 'C' }]]],
  ].map(([section, writes], index) => {
    const sent = readFileSync(join(home, '配布', `個票_${section as string}.xlsx`));
    const book = XLSX.read(sent, { cellNF: true });
    const sheet = book.SheetNames.find((one) => one.startsWith('No.'))!;
    for (const [cell, content] of writes as [string, XLSX.CellObject][]) set(sheet, cell, content)(book);
    if (index === 0)
      XLSX.utils.cell_add_comment(book.Sheets[sheet]![boxes.long[1]!] as XLSX.CellObject, 'メモ', '担当');
    const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
    writeFileSync(join(folder, `${index}.xlsx`), bytes);
    return { name: `${index}.xlsx`, sent, bytes };
  });
  const { status } = await run(
    'collect',
    join(home, '台帳.xlsx'),
    ...returned.map(({ name }) => join(folder, name)),
    '--plan-folder',
    join(folder, '交換'),
    '--out',
    join(folder, 'o.xlsx'),
    '--report',
    join(folder, 'r.json'),
  );
  const entry: LedgerCase = {
    master: fixture.bytes,
    out: readFileSync(join(folder, 'o.xlsx')),
    report: JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8')) as LedgerReport,
    status,
    returned,
  };
  expect(ledger(entry)).toEqual([]);
  expect(ledger({ ...entry, out: changed(entry.out, () => undefined) })).toEqual([]);
  const missed = faults.filter(([, plant]) => ledger(plant(entry)).length === 0).map(([name]) => name);
  expect([faults.length, missed]).toEqual([12, []]);
});
