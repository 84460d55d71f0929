import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { refusal, runCli } from './run-cli.ts';

let folder: string;
let plan: string;
const at = (name: string): string => path.join(folder, name);
const isValid = new Ajv2020({ strictTypes: false }).compile(
  JSON.parse(fs.readFileSync('assets/schemas/export.schema.json', 'utf8')) as object,
);
interface FieldRow {
  readonly no: string;
  readonly path: string;
  readonly sheet: string;
  readonly cell: string;
  readonly text: string;
  readonly year?: number;
  readonly era?: string;
}

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-export-'));
  plan = at('計画.xlsx');
  fs.writeFileSync(plan, fixtureWorkbook({ items: 3 }).bytes);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const fieldRows = (): readonly FieldRow[] => {
  const out = at('fields.json');
  expect(runCli(['export', plan, '--format', 'json', '--rows', 'field', '--out', out]).status).toBe(0);
  const json = JSON.parse(fs.readFileSync(out, 'utf8')) as { data: FieldRow[] };
  expect(isValid(json), JSON.stringify(isValid.errors)).toBe(true);
  return json.data;
};

describe('export', () => {
  it('has a row for each box that the workbook has, with the text that another library reads there', () => {
    const rows = fieldRows();
    const read = JSON.parse(runCli(['read', plan, '--json']).out) as { items: { cells: Record<string, string> }[] };
    expect(rows.map(({ path: name, cell }) => `${name} ${cell}`)).toHaveLength(
      read.items.reduce((sum, { cells }) => sum + Object.keys(cells).length, 0),
    );
    const book = XLSX.read(fs.readFileSync(plan), { cellText: true });
    const said = rows.filter(({ sheet, cell }) => typeof book.Sheets[sheet]?.[cell]?.v === 'string');
    expect(said.length).toBeGreaterThan(60);
    for (const { sheet, cell, text } of said)
      expect(text).toBe(String(book.Sheets[sheet]?.[cell]?.v).replaceAll(/\r\n?/gu, '\n'));
  });

  it('gives Western years and eras', () => {
    const years = new Set(fieldRows().flatMap(({ year, era }) => (year === undefined ? [] : `${year} ${era}`)));
    expect([...years].sort()).toEqual(['2025 令和7年度', '2026 令和8年度']);
  });

  it('writes a CSV that another library reads back: an item a row', () => {
    const out = at('items.csv');
    const answer = runCli(['export', plan, '--format', 'csv', '--rows', 'item', '--out', out]);
    expect(answer.status).toBe(0);
    expect(JSON.parse(answer.out)).toMatchObject({ format: 'csv', rows: 'item', items: 3 });
    const sheet = Object.values(XLSX.read(fs.readFileSync(out), { raw: true }).Sheets)[0];
    const rows = XLSX.utils.sheet_to_json<Record<string, string>>(sheet as XLSX.WorkSheet, { raw: true, defval: '' });
    const read = JSON.parse(runCli(['read', plan, '--json']).out) as { items: { no: string; background: string }[] };
    expect(rows.map(({ no, background }) => [no, background])).toEqual(
      read.items.map(({ no, background }) => [no, background]),
    );
  });

  it('writes over its own table, not over somebody else’s', () => {
    const out = at('again.csv');
    const args = ['export', plan, '--format', 'csv', '--out', out];
    expect([runCli(args).status, runCli(args).status]).toEqual([0, 0]);
    fs.writeFileSync(out, 'another,table\r\n');
    const refused = runCli(args);
    expect(refused.status).toBe(3);
    expect(refusal(refused)).toMatchObject({ kind: 'exists' });
    expect(fs.readFileSync(out, 'utf8')).toBe('another,table\r\n');
    expect(runCli([...args, '--overwrite']).status).toBe(0);
  });

  it.each([
    ['an unknown format', ['--format', 'xml', '--out', 'x.xml']],
    ['no output', ['--format', 'csv']],
    ['rows of another kind', ['--format', 'csv', '--rows', 'sheet', '--out', 'x.csv']],
    ['an output that is the input', ['--format', 'json', '--out', 'INPUT']],
  ])('refuses %s as wrong usage', (_, args) => {
    expect(runCli(['export', plan, ...args.map((arg) => (arg === 'INPUT' ? plan : arg))]).status).toBe(2);
  });
});
