import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { moreBlocks } from './random-blocks.ts';
import { FormMaker, type FormBox, type RandomForm } from './random-form.ts';
import { Random } from './random-words.ts';

const line = { style: 'thin' } as const;
const columnOf = (column: number): string =>
  column > 26 ? `A${String.fromCharCode(38 + column)}` : String.fromCharCode(64 + column);

/** Rows and columns that somebody has put in: where a place of the form lies on the sheet. */
export interface Drift {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}
const none: Drift = { rows: [], columns: [] };
const moved = (at: number, put: readonly number[]): number => at + put.filter((one) => one <= at).length;

interface Filled {
  readonly book: Uint8Array;
  readonly truth: unknown;
}

/** One workbook of a form with some sheets, and the truth about it in the words of the development families. */
async function workbookOf(form: RandomForm, seeds: readonly number[], blank: boolean, drift: Drift): Promise<Filled> {
  const book = new ExcelJS.Workbook();
  const sheets = [];
  for (const [s, seed] of seeds.entries()) {
    const name = blank ? '様式' : `票${s + 1}`;
    const sheet = book.addWorksheet(name);
    const random = new Random(seed);
    const shown = new Map<FormBox, string | number>();
    const fields = [];
    for (const box of form.boxes) {
      const [top, left] = [moved(box.row, drift.rows), moved(box.column, drift.columns)];
      const [bottom, right] = [moved(box.bottom, drift.rows), moved(box.right, drift.columns)];
      const at = `${columnOf(left)}${top}`;
      const area = top === bottom && left === right ? at : `${at}:${columnOf(right)}${bottom}`;
      if (area !== at) sheet.mergeCells(area);
      const cell = sheet.getCell(at);
      for (let r = top; r <= bottom; r += 1)
        for (let c = left; c <= right; c += 1) {
          const one = sheet.getCell(r, c);
          if (box.part !== 'title' && box.part !== 'words')
            one.border = { top: line, left: line, bottom: line, right: line };
          if (box.fill !== undefined) one.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: box.fill } };
          if (box.field !== undefined && box.field.kind !== 'computed' && form.locks)
            one.protection = { locked: false };
        }
      if (box.bold === true) cell.font = { bold: true };
      cell.alignment = { wrapText: true, vertical: 'middle' };
      if (box.field === undefined) {
        cell.value = box.text;
        continue;
      }
      const value = box.terms === undefined ? box.field.value(random, blank) : sumOf(box.terms, shown);
      shown.set(box, value);
      if (box.field.kind === 'percent') cell.numFmt = '0%';
      else if (box.field.kind === 'number' || box.field.kind === 'computed') cell.numFmt = '#,##0';
      if (box.choices !== undefined)
        cell.dataValidation = { type: 'list', allowBlank: true, formulae: [`"${box.choices.join(',')}"`] };
      if (box.terms !== undefined)
        cell.value = {
          formula: box.terms
            .map((term) => `N(${columnOf(moved(term.column, drift.columns))}${moved(term.row, drift.rows)})`)
            .join('+'),
          result: value as number,
        };
      else cell.value = value === '' ? null : value;
      fields.push({
        cell: at,
        area,
        label: box.field.label,
        headings: [],
        kind: box.field.kind,
        text: textOf(value, box.field.kind),
        ...(box.field.own === undefined ? {} : { inner: textOf(value, box.field.kind).slice(box.field.own.length) }),
      });
    }
    if (form.locks) await sheet.protect('', {});
    sheets.push({ sheet: name, role: 'item', item: name, fields });
  }
  return { book: new Uint8Array(await book.xlsx.writeBuffer()), truth: { sheets, findings: [] } };
}

const sumOf = (terms: readonly FormBox[], shown: ReadonlyMap<FormBox, string | number>): number =>
  terms.reduce((sum, term) => sum + (typeof shown.get(term) === 'number' ? (shown.get(term) as number) : 0), 0);

function textOf(value: string | number, kind: string): string {
  if (typeof value === 'string') return value;
  return kind === 'percent' ? `${Math.round(value * 100)}%` : value.toLocaleString('en-US');
}

/** A folder as those of the development families: blank, three filled workbooks to learn from and one to read, one that drifted. */
export async function writeRandomFamily(root: string, name: string, seed: number): Promise<void> {
  const random = new Random(seed);
  const form = new FormMaker(random, moreBlocks).make();
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const drift: Drift = {
    rows: random.some(
      Array.from({ length: form.rows }, (_, i) => i + 2),
      2,
    ),
    columns: [random.between(2, form.columns)],
  };
  const books = {
    blank: await workbookOf(form, [seed], true, none),
    a: await workbookOf(form, [seed + 101, seed + 102], false, none),
    b: await workbookOf(form, [seed + 103], false, none),
    c: await workbookOf(form, [seed + 104, seed + 105], false, none),
    drifted: await workbookOf(form, [seed + 106, seed + 107], false, drift),
  };
  for (const [file, { book, truth }] of Object.entries(books)) {
    writeFileSync(join(folder, `${file}.xlsx`), book);
    writeFileSync(join(folder, `${file}.truth.json`), JSON.stringify(truth));
  }
}
