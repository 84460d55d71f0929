import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { exampleForm } from '../../shared/form/example-form.ts';
import { exampleBook } from '../engine/read/any/example-book.ts';
import { runCli } from './run-cli.ts';

let folder: string;
const at = (name: string): string => path.join(folder, name);
const isValid = new Ajv2020({ strictTypes: false }).compile(
  JSON.parse(fs.readFileSync('assets/schemas/export.schema.json', 'utf8')) as object,
);

interface Row {
  readonly kind: string;
  readonly text: string;
  readonly value?: number;
  readonly year?: number;
  readonly era?: string;
  readonly sheet: string;
  readonly cell: string;
}

/** The rows of an export, valid by the shipped schema in both shapes, and equal to what the CSV says. */
function exported(file: string, form: string): readonly Row[] {
  const [json, items, csv] = [at('out.json'), at('items.json'), at('out.csv')];
  for (const [out, args] of [
    [json, ['--format', 'json', '--rows', 'field']],
    [items, ['--format', 'json', '--rows', 'item']],
    [csv, ['--format', 'csv', '--rows', 'field']],
  ] as const) {
    const answer = runCli(['export', file, '--form', form, ...args, '--out', out, '--overwrite']);
    expect([answer.status, answer.err]).toEqual([0, '']);
    if (out === csv) continue;
    expect(isValid(JSON.parse(fs.readFileSync(out, 'utf8'))), JSON.stringify(isValid.errors)).toBe(true);
  }
  const { data } = JSON.parse(fs.readFileSync(json, 'utf8')) as { data: Row[] };
  const sheet = Object.values(XLSX.read(fs.readFileSync(csv), { raw: true }).Sheets)[0] as XLSX.WorkSheet;
  const rows = XLSX.utils.sheet_to_json<Record<string, string>>(sheet, { raw: true, defval: '' });
  const plain = (text: string): string => text.replace(/^'(?=[=+@\t\r])/u, '');
  expect(rows.map(({ text, cell }) => [plain(String(text)), cell])).toEqual(data.map(({ text, cell }) => [text, cell]));
  return data;
}

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-export-forms-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

it('a described form: choices with their place in the form’s list, years with their era', async () => {
  fs.writeFileSync(at('form.json'), JSON.stringify(exampleForm));
  fs.writeFileSync(at('book.xlsx'), await exampleBook([{ no: '1', title: '甲' }], [['1', '甲', 'A']]));
  const data = exported(at('book.xlsx'), at('form.json'));
  expect(data.length).toBeGreaterThan(10);
  for (const { year, era } of data) expect(era === undefined).toBe(year === undefined);
});

/** Families of development forms: their truth files say what each cell holds. */
const shared = process.env['KOHYO_SHARED'];
const families = [
  ['03-budget-table', 'sheets-2'],
  ['08-stages', 'stage3'],
  ['10-editions', 'R6'],
  ['01-list', 'list'],
] as const;

describe.skipIf(shared === undefined)('development forms', () => {
  it.each(families)('%s: every text and number is the one of its cell', (family, book) => {
    const source = path.join(shared ?? '', 'forms', family);
    const files = fs.readdirSync(source).filter((name) => name.endsWith('.xlsx'));
    const form = at(`${family}.json`);
    runCli(['form', 'learn', ...files.map((name) => path.join(source, name)), '--out', form]);
    const data = exported(path.join(source, `${book}.xlsx`), form);
    const truth = new Map<string, { readonly text: string; readonly value?: number }>();
    for (const { sheet, fields } of (
      JSON.parse(fs.readFileSync(path.join(source, `${book}.truth.json`), 'utf8')) as {
        sheets: { sheet: string; fields: { cell: string; text?: string; value?: number }[] }[];
      }
    ).sheets)
      for (const { cell, text = '', value } of fields)
        truth.set(`${sheet}!${cell}`, { text, ...(typeof value === 'number' ? { value } : {}) });
    const known = data.flatMap((row) => {
      const said = truth.get(`${row.sheet}!${row.cell}`);
      return said === undefined ? [] : [{ row, said }];
    });
    expect(known.length).toBeGreaterThan(data.length * 0.9);
    expect(
      known.filter(({ row, said }) => row.text !== said.text).map(({ row }) => `${row.sheet}!${row.cell}`),
    ).toEqual([]);
    const numbers = known.filter(
      ({ row, said }) => row.kind === 'number' && said.value !== undefined && row.value !== undefined,
    );
    expect(numbers.length).toBeGreaterThan(3);
    for (const { row, said } of numbers) expect(row.value).toBeCloseTo(said.value ?? Number.NaN, 6);
  });
});
