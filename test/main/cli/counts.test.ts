import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { runCli } from './run-cli.ts';

/**
 * The printed tally against counts that another library makes of the workbook: the list as .xlsx is read back by SheetJS, and what the boxes
 * hold comes from SheetJS too (the first form) or from the truth files of development forms.
 */
let folder: string;
const at = (name: string): string => path.join(folder, name);
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-counts-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const plain = (value: unknown): string =>
  String(value ?? '')
    .normalize('NFKC')
    .replaceAll(/\s+/gu, '');

/** The tables of a tally's workbook by their headings: the row of sums by the words of its columns. */
function sums(file: string, ...options: readonly string[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const out = at('tally.xlsx');
  const answer = runCli(['print', file, '--paper', 'tally', '--out', out, '--overwrite', ...options]);
  expect([answer.status, answer.err]).toEqual([0, '']);
  const sheet = Object.values(XLSX.read(fs.readFileSync(out)).Sheets)[0] as XLSX.WorkSheet;
  const rows = XLSX.utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: '' });
  const tables = new Map<string, ReadonlyMap<string, number>>();
  let heading = '';
  let columns: readonly string[] = [];
  for (const row of rows) {
    if (row.slice(1).every((cell) => cell === '')) heading = plain(row[0]);
    else if (plain(row.at(1)) !== '' && typeof row[1] === 'string') columns = row.map(plain);
    else if (row[0] === '計')
      tables.set(
        heading,
        new Map(
          columns.flatMap((column, i) => (i > 0 && typeof row[i] === 'number' ? [[column, row[i]] as const] : [])),
        ),
      );
  }
  return tables;
}

/** How often each text stands among some, blanks as 未記入. */
function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts.map(plain))
    counts.set(text === '' ? '未記入' : text, (counts.get(text === '' ? '未記入' : text) ?? 0) + 1);
  return counts;
}

it('the first form: every status and grade as often as SheetJS finds it in the boxes', () => {
  const file = at('計画.xlsx');
  fs.writeFileSync(file, fixtureWorkbook({ items: 40, years: [2025, 2026] }).bytes);
  const opened = openWorkbook(fs.readFileSync(file));
  if (!opened.ok) throw new Error('not opened');
  const book = XLSX.read(fs.readFileSync(file));
  const tables = sums(file);
  const boxes = [
    ['令和7年度上半期進捗状況', 'progress.2025.firstHalf.status'],
    ['令和8年度上半期進捗状況', 'progress.2026.firstHalf.status'],
    ['年度評価令和7年度評価区分', 'annual.2025.grade'],
  ] as const;
  for (const [heading, field] of boxes) {
    const texts = opened.value.items.map(({ sheet, fields }) =>
      plain(book.Sheets[sheet]?.[fields[field]?.cell ?? '']?.v),
    );
    const table = tables.get(heading);
    expect([...(table?.keys() ?? [])].length, `${heading}: ${[...tables.keys()].join()}`).toBeGreaterThan(4);
    expect(table?.get('計')).toBe(40);
    for (const [text, count] of counted(texts))
      expect([heading, text, table?.get(text)]).toEqual([heading, text, count]);
  }
});

interface Truth {
  readonly sheets: readonly {
    readonly item?: string;
    readonly fields: readonly {
      readonly role?: string;
      readonly label?: string;
      readonly text?: string;
      readonly applies?: boolean;
    }[];
  }[];
}

const shared = process.env['KOHYO_SHARED'];
const families = [
  ['08-stages', 'stage3', 'grade'],
  ['10-editions', 'R6', 'grade'],
  ['07-many-sheets', 'shisaku-01', 'grade'],
] as const;

describe.skipIf(shared === undefined)('development forms', () => {
  it.each(families)('%s: grades as often as the truth has them', (family, book, role) => {
    const source = path.join(shared ?? '', 'forms', family);
    const form = at(`${family}.json`);
    const files = fs.readdirSync(source).filter((name) => name.endsWith('.xlsx'));
    runCli(['form', 'learn', ...files.map((name) => path.join(source, name)), '--out', form]);
    const tables = sums(path.join(source, `${book}.xlsx`), '--form', form);
    const truth = JSON.parse(fs.readFileSync(path.join(source, `${book}.truth.json`), 'utf8')) as Truth;
    const all = truth.sheets.flatMap(({ fields }) =>
      fields.filter((field) => field.role === role && field.applies !== false),
    );
    const found = new Map<string, number>();
    for (const table of tables.values())
      for (const [text, count] of table) if (text !== '計') found.set(text, (found.get(text) ?? 0) + count);
    for (const [text, count] of counted(all.map(({ text = '' }) => text)))
      if (text !== '未記入') expect([text, (found.get(text) ?? 0) >= count]).toEqual([text, true]);
  });
});
