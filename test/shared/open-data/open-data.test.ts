import fs from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { csvOf, fieldColumns } from '../../../src-shared/open-data/csv.ts';
import { jsonOf } from '../../../src-shared/open-data/json.ts';
import type { OpenData } from '../../../src-shared/open-data/open-data.ts';

const schema = JSON.parse(fs.readFileSync('assets/schemas/export.schema.json', 'utf8')) as object;
const isValid = new Ajv2020({ strictTypes: false }).compile(schema);

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('=', '+', '@', '-', '\t', '"', ',', '\n', "'", '１', '課', '▲', ' ', 'a') }),
  fc.constantFrom('', '=1+1', '@SUM(A1)', '+81', '予定通り\n進捗', '"引用"', 'A,B'),
);
const field = fc.record(
  {
    path: fc.constantFrom('background', 'progress.2026.firstHalf.text', '費用.0.予算'),
    label: text,
    year: fc.constantFrom(1989, 2019, 2026),
    stage: fc.constantFrom('上半期', '評価時'),
    kind: fc.constantFrom('text' as const, 'number' as const),
    text,
    value: fc.double({ noNaN: true, noDefaultInfinity: true }),
    unit: fc.constantFrom('千円', '%'),
    sheet: text,
    cell: fc.constant('C5'),
  },
  { requiredKeys: ['path', 'label', 'kind', 'text', 'sheet', 'cell'] },
);
const item = fc.record({ no: text, title: text, sheet: text, fields: fc.array(field, { maxLength: 4 }) });
const data: fc.Arbitrary<OpenData> = fc.record({
  file: fc.constant('台帳.xlsx'),
  form: fc.constant('kohyo'),
  years: fc.constant([2026]),
  items: fc.array(item, { maxLength: 4 }),
});
const whole = (pieces: Iterable<string>): string => [...pieces].join('');

/** What another program reads of a CSV: rows of texts, `\r\n` between rows. */
function readByAnother(csv: string): readonly (readonly string[])[] {
  const book = XLSX.read(csv.replace(/^\ufeff/u, ''), { type: 'string', raw: true });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  return sheet === undefined ? [] : XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: true, defval: '' });
}

/** A text as the CSV holds it: nothing that a spreadsheet takes for a formula. */
const guarded = (value: string): string => (/^[=+@\t\r]/u.test(value) ? `'${value}` : value);

describe('open data as CSV', () => {
  it('is what another reader of CSV reads, with formulas made harmless', () => {
    fc.assert(
      fc.property(data, (given) => {
        const csv = whole(csvOf(given, 'field'));
        expect(csv.startsWith('\ufeff')).toBe(true);
        const [head, ...rows] = readByAnother(csv);
        expect(head).toEqual([...fieldColumns]);
        const expected = given.items.flatMap(({ no, fields }) => fields.map((one) => [guarded(no), guarded(one.text)]));
        expect(rows.map((cells) => [cells[0], cells[fieldColumns.indexOf('text')]])).toEqual(expected);
        expect(rows.flat().filter((one) => /^[=+@\t\r]/u.test(one))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('has one row an item and a column for each path', () => {
    const items = [
      { no: '1', title: '甲', sheet: 'No.1', fields: [box('purpose', '目的')] },
      { no: '2', title: '乙', sheet: 'No.2', row: 4, fields: [box('actions', '取組,1')] },
    ];
    expect(whole(csvOf({ file: 'f', form: 'kohyo', years: [], items }, 'item'))).toBe(
      '\ufeffno,title,sheet,row,purpose,actions\r\n1,甲,No.1,,目的,\r\n2,乙,No.2,4,,"取組,1"\r\n',
    );
  });
});

describe('open data as JSON', () => {
  it('is exact and valid by the schema that the program ships', () => {
    fc.assert(
      fc.property(data, fc.constantFrom('field' as const, 'item' as const), (given, rows) => {
        const json = JSON.parse(whole(jsonOf(given, rows))) as { data: { text: string }[] };
        expect(isValid(json), JSON.stringify(isValid.errors)).toBe(true);
        if (rows === 'field')
          expect(json.data.map((row) => row.text)).toEqual(
            given.items.flatMap(({ fields }) => fields.map((one) => one.text)),
          );
      }),
      { numRuns: 300 },
    );
  });

  it('is held by the schema: a row of another kind is refused', () => {
    const json = { file: 'f', form: 'kohyo', years: [2026], rows: 'field', data: [{ no: '1', text: 'x' }] };
    expect(isValid(json)).toBe(false);
  });
});

const box = (path: string, value: string) =>
  ({ path, label: path, kind: 'text', text: value, sheet: 'No.1', cell: 'A1' }) as const;
