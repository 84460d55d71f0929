import type { Borders, Cell, Worksheet } from 'exceljs';
import type { ListColumn, ListPaper, ListTable } from '../../../../src-shared/paper/list-paper.ts';
import { textWidth } from '../../../../src-shared/text-metrics/measure.ts';
import { formFont } from './cell-styles.ts';

const thin = { style: 'thin', color: { argb: 'FF000000' } } as const;
const frame: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin };
const fills = { heading: 'FFD9D9D9', sum: 'FFF0F0F0' } as const;
const size = 9.5;
const font = { name: formFont, size } as const;
/** Points of one of Excel's characters of column width, and of the blank at a cell's sides. */
const [character, padding] = [5.25, 6];

/** A list as a workbook of its own: A4, the head on every page, counts as numbers, so that they can be reckoned with. */
export async function writeListWorkbook(paper: ListPaper): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  book.title = [paper.plan, paper.title].filter((text) => text !== undefined).join('　');
  const sheet = book.addWorksheet(paper.name, {
    views: [{ showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: paper.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.6, right: 0.6, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C&P / &N' },
  });
  const tables = paper.tables.map(forWorkbook);
  const widths = widthsOf(paper, tables);
  widths.forEach((width, index) => (sheet.getColumn(index + 1).width = Math.round((width / character) * 10) / 10));
  const line = (text: string, points: number, bold: boolean): void => {
    const row = sheet.addRow([text]);
    row.font = { name: formFont, size: points, bold };
    row.height = points * 1.6;
  };
  if (paper.plan !== undefined) line(paper.plan, 11, false);
  line(paper.title, 14, true);
  for (const note of paper.notes) line(note, size, false);
  const head = sheet.rowCount;
  for (const table of tables) addTable(sheet, table, widths);
  for (const text of paper.legend ?? []) line(text, size, false);
  const [only, ...others] = tables;
  if (only !== undefined && others.length === 0) {
    const at = head + 1 + (only.heading === undefined ? 0 : 1);
    sheet.views = [{ state: 'frozen', ySplit: at, showGridLines: false }];
    sheet.pageSetup.printTitlesRow = `1:${at}`;
    sheet.autoFilter = {
      from: { row: at, column: 1 },
      to: { row: at + only.rows.length, column: only.columns.length },
    };
  } else if (only !== undefined) {
    // Several tables have heads of their own: what stands over all of them, and the names of the rows, stay in sight.
    sheet.views = [{ state: 'frozen', ySplit: head, xSplit: 1, showGridLines: false }];
    sheet.pageSetup.printTitlesRow = `1:${head}`;
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A table without what only paper draws: figures go, bands between rows become a first column, so that rows can be filtered. */
function forWorkbook(table: ListTable): ListTable {
  const { groups } = table;
  const kept = table.columns.flatMap(({ look }, index) => (look === 'figure' ? [] : [index]));
  const cut = (cells: readonly string[]): readonly string[] => kept.map((index) => cells[index] ?? '');
  const nameOf = (row: number): string => groups?.starts.findLast((start) => start.row <= row)?.name ?? '';
  const before = (text: string): readonly string[] => (groups === undefined ? [] : [text]);
  return {
    ...table,
    columns: [
      ...(groups === undefined ? [] : [{ heading: groups.heading, look: 'text' as const }]),
      ...kept.map((index) => table.columns[index] as ListColumn),
    ],
    rows: table.rows.map((row, index) => [...before(nameOf(index)), ...cut(row)]),
    ...(table.sum === undefined ? {} : { sum: [...before(''), ...cut(table.sum)] }),
    ...(table.shares === undefined ? {} : { shares: [...before(''), ...cut(table.shares)] }),
  };
}

/** Points of each column: the paper's, without those of figures, which the widest text gets. */
function widthsOf({ widths, tables }: ListPaper, made: readonly ListTable[]): readonly number[] {
  const figures = new Set(
    tables.flatMap(({ columns }) => columns.flatMap(({ look }, i) => (look === 'figure' ? [i] : []))),
  );
  const grouped = made.some(({ groups }) => groups !== undefined);
  return [...(grouped ? [110] : []), ...widths.filter((_, index) => !figures.has(index))];
}

interface Stored {
  readonly value: string | number;
  readonly format?: string;
}

/** A text that shows a number is stored as one, in a format that shows it the same way: `1,234`, `12.5%`, `▲3`. */
function stored(text: string): Stored {
  const found = /^([-▲△]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%?)$/u.exec(text.normalize('NFKC'));
  if (found === null) return { value: text };
  const [, sign, digits = '', decimals = '', percent] = found;
  // A code keeps its zeros.
  if (/^0\d/u.test(digits)) return { value: text };
  const number = Number(`${digits.replaceAll(',', '')}${decimals}`) * (sign === '' ? 1 : -1);
  const places = decimals === '' ? '' : `.${'0'.repeat(decimals.length - 1)}`;
  if (percent === '%') return { value: Number((number / 100).toPrecision(15)), format: `0${places}%` };
  const whole = `${digits.includes(',') ? '#,##0' : '0'}${places}`;
  return { value: number, format: sign === '' || sign === '-' ? whole : `${whole};"${sign}"${whole}` };
}

/** Columns that hold numbers: those of counts, and item numbers where each is a plain one. */
const isNumeric = ({ columns, rows }: ListTable, column: number): boolean =>
  columns[column]?.look === 'number' ||
  (columns[column]?.look === 'centre' && rows.every((row) => /^(?:[1-9]\d{0,8})?$/u.test(row[column] ?? '')));

function addTable(sheet: Worksheet, table: ListTable, widths: readonly number[]): void {
  const heading = (text: string): void => {
    sheet.addRow([text]).font = { name: formFont, size: 11, bold: true };
  };
  if (table.heading !== undefined) heading(table.heading);
  const numeric = table.columns.map((_, column) => isNumeric(table, column));
  const line = (texts: readonly string[], isHead: boolean, style: (cell: Cell, column: number) => void): void => {
    // A text that begins with = must stay a text; counts become numbers.
    const cells = texts.map((text, column): Stored =>
      numeric[column] === true && !isHead ? stored(text) : { value: text },
    );
    const row = sheet.addRow(cells.map(({ value }) => value));
    row.height = heightOf(texts, widths, isHead);
    for (let column = 0; column < table.columns.length; column += 1) {
      const cell = row.getCell(column + 1);
      const format = cells[column]?.format;
      if (format !== undefined) cell.numFmt = format;
      cell.border = frame;
      cell.font = font;
      const look = table.columns[column]?.look ?? 'text';
      cell.alignment = {
        wrapText: true,
        vertical: 'middle',
        horizontal: look === 'centre' ? 'center' : look === 'number' ? 'right' : 'left',
      };
      style(cell, column);
    }
  };
  const filled =
    (colour: string, horizontal?: 'center') =>
    (cell: Cell): void => {
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: colour } };
      cell.font = { ...font, bold: true };
      if (horizontal !== undefined) cell.alignment = { ...cell.alignment, horizontal };
    };
  line(
    table.columns.map((column) => column.heading),
    true,
    filled(fills.heading, 'center'),
  );
  for (const row of table.rows) line(row, false, () => undefined);
  if (table.sum !== undefined) line(table.sum, false, filled(fills.sum));
  if (table.shares !== undefined) line(table.shares, false, filled(fills.sum));
  for (const remark of table.remarks ?? []) sheet.addRow([remark]).font = font;
  // A second table stands apart from the first.
  if (table.heading !== undefined) sheet.addRow([]);
}

/** Points that a row needs for its longest cell: Excel does not grow rows of workbooks that it has not made. */
function heightOf(texts: readonly string[], widths: readonly number[], bold: boolean): number {
  const lines = texts.map((text, column) => {
    const room = Math.max(character * 2, (widths[column] ?? 60) - padding);
    return text
      .split('\n')
      .reduce((sum, part) => sum + Math.max(1, Math.ceil(textWidth(part, { ...font, bold }) / room)), 0);
  });
  // 409 points is the highest that a row can be (Excel's own limit).
  return Math.min(409, Math.max(1, ...lines) * size * 1.35 + 5);
}
