import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { run } from './city-halls.ts';
import { dice, habits, type Boxes } from './ledger-habits.ts';
import { ledger, type LedgerCase, type LedgerReport } from './ledger-oracle.ts';

/**
 * The ledger over real files: random habits of sections, made and read by SheetJS, in random order and grouping. 200 cases;
 * `KOHYO_CASES` multiplies them (`KOHYO_CASES=100` makes the 20,000 of a long run), `KOHYO_SEED` gives others.
 * Known to fail: 1017007718, where a text beside the form on a sheet that was copied twice is not counted.
 */
const fixture = fixtureWorkbook({ items: 4 });
const cases = Math.max(1, Math.round(200 * Number(process.env['KOHYO_CASES'] ?? 1)));
const first = Number(process.env['KOHYO_SEED'] ?? 1065313238);
const names = Object.keys(habits);

let home = '';
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-ledger-'));
  writeFileSync(join(home, '台帳.xlsx'), fixture.bytes);
  const sent = await run(
    'distribute',
    join(home, '台帳.xlsx'),
    '--out',
    join(home, '配布'),
    '--plan-folder',
    join(home, '交換'),
  );
  expect(sent.status).toBe(0);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const cells = (fixture.truth.items[0] as unknown as { cells: Readonly<Record<string, string>> }).cells;
const where = (pattern: RegExp): readonly string[] =>
  Object.keys(cells).flatMap((path) => (pattern.test(path) ? [cells[path]!] : []));
const boxes: Boxes = {
  long: where(/^(?:progress\..*\.text|annual\..*(?:assessment|nextSteps)|steps\..*\.actual)$/),
  choice: where(/^annual\..*grade$/),
  number: where(/^indicators\..*\.actual$/),
  no: cells['no']!,
  title: cells['title']!,
  beside: ['N3', 'N9', 'P20', 'M30'],
};

interface Made {
  readonly entry: LedgerCase;
  readonly used: readonly string[];
}

/** One case: some sections send something back, some twice, and it is collected, now and then in two steps. */
async function made(seed: number): Promise<Made> {
  const roll = dice(seed);
  const folder = mkdtempSync(join(home, 'fall-'));
  cpSync(join(home, '交換'), join(folder, '交換'), { recursive: true });
  mkdirSync(join(folder, '受信'));
  const sections = readdirSync(join(home, '配布')).sort();
  const used: string[] = [];
  const returned = Array.from({ length: 1 + roll(3) }, (_, index) => {
    const file = sections[roll(sections.length)]!;
    const sent = readFileSync(join(home, '配布', file));
    const book = XLSX.read(sent, { cellNF: true, cellStyles: true, bookProps: false });
    const sheet = book.SheetNames.find((one) => one.startsWith('No.'))!;
    for (let n = 1 + roll(3); n > 0; n -= 1) {
      const name = names[roll(names.length)]!;
      used.push(name);
      habits[name]!({ book, sheet, roll, boxes, word: `語${seed % 1000}${index}${n}` });
    }
    const name = `${index}_${file}`;
    const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;
    writeFileSync(join(folder, '受信', name), bytes);
    return { name, sent, bytes };
  });
  const collect = async (files: readonly string[], out: string) =>
    run(
      'collect',
      join(home, '台帳.xlsx'),
      ...files,
      '--plan-folder',
      join(folder, '交換'),
      '--out',
      join(folder, `${out}.xlsx`),
      '--report',
      join(folder, `${out}.json`),
    );
  const files = returned.map(({ name }) => join(folder, '受信', name)).sort(() => roll(3) - 1);
  if (roll(3) === 0) await collect(files.slice(0, 1), '先');
  const { status, err } = await collect(files, '統合');
  if (!existsSync(join(folder, '統合.json'))) throw new Error(`seed ${seed}: ${err}`);
  const entry: LedgerCase = {
    master: fixture.bytes,
    out: readFileSync(join(folder, '統合.xlsx')),
    report: JSON.parse(readFileSync(join(folder, '統合.json'), 'utf8')) as LedgerReport,
    status,
    returned,
  };
  rmSync(folder, { recursive: true, force: true });
  return { entry, used };
}

test(`whatever a returned file holds otherwise is in the plan, a question or the rest: ${cases} cases from seed ${first}`, async () => {
  const counts = new Map(names.map((name) => [name, 0]));
  for (let seed = first; seed < first + cases; seed += 1) {
    const { entry, used } = await made(seed);
    for (const name of new Set(used)) counts.set(name, counts.get(name)! + 1);
    expect({ seed, used, problems: ledger(entry) }).toEqual({ seed, used, problems: [] });
  }
  console.log(`ledger: ${cases} cases from seed ${first}; ${JSON.stringify(Object.fromEntries(counts))}`);
  if (cases >= 200) for (const [name, count] of counts) expect([name, count / cases >= 0.03]).toEqual([name, true]);
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
    (entry) => ({ ...entry, out: changed(entry.out, set('No.2', boxes.choice[0]!, { t: 's', v: 'A\nB' })) }),
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
