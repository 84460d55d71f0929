import { eraYear } from '../domain/era-year.ts';
import type { OpenData, OpenField, OpenItem, OpenRows } from './open-data.ts';

export const fieldColumns = [
  'no',
  'title',
  'path',
  'label',
  'year',
  'era',
  'stage',
  'kind',
  'text',
  'value',
  'unit',
  'sheet',
  'cell',
] as const;

/**
 * Open data as CSV by RFC 4180, in pieces: lines end with CR LF, UTF-8 with a byte order mark in front, by which Excel knows
 * the encoding. A text that a spreadsheet would take for a formula gets a `'` in front.
 */
export function* csvOf(data: OpenData, rows: OpenRows): Generator<string> {
  yield '\ufeff';
  if (rows === 'field') {
    yield line(fieldColumns);
    for (const item of data.items) for (const field of item.fields) yield line(fieldCells(item, field));
    return;
  }
  const paths = pathsOf(data.items);
  yield line(['no', 'title', 'sheet', 'row', ...paths]);
  for (const item of data.items) {
    const texts = new Map(item.fields.map(({ path, text }) => [path, text]));
    const row = item.row === undefined ? '' : String(item.row);
    yield line([item.no, item.title, item.sheet, row, ...paths.map((path) => texts.get(path) ?? '')]);
  }
}

const fieldCells = (item: OpenItem, field: OpenField): readonly string[] => [
  item.no,
  item.title,
  field.path,
  field.label,
  field.year === undefined ? '' : String(field.year),
  field.year === undefined ? '' : eraYear(field.year),
  field.stage ?? '',
  field.kind,
  field.text,
  field.value === undefined ? '' : String(field.value),
  field.unit ?? '',
  field.sheet,
  field.cell,
];

/** Every path of any item, in the order in which the items bring them; `no` and `title` have columns of their own. */
function pathsOf(items: readonly OpenItem[]): readonly string[] {
  const paths = new Set(items.flatMap(({ fields }) => fields.map(({ path }) => path)));
  for (const named of ['no', 'title', 'sheet', 'row']) paths.delete(named);
  return [...paths];
}

const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

function cell(text: string): string {
  const safe = /^[=+@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
