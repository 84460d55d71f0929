import type { Borders, Cell, Worksheet } from 'exceljs';
import type { ListPaper, ListTable } from '../../../../src-shared/paper/list-paper.ts';
import { formFont } from './cell-styles.ts';

const thin = { style: 'thin', color: { argb: 'FF000000' } } as const;
const frame: Partial<Borders> = { top: thin, left: thin, bottom: thin, right: thin };
const fills = { heading: 'FFD9D9D9', sum: 'FFF0F0F0' } as const;

/** A list as a workbook of its own: A4, the head on every page, counts as numbers, so that they can be reckoned with. */
export async function writeListWorkbook(paper: ListPaper): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
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
  // Points of the paper to Excel's characters of about 5.25 points.
  paper.widths.forEach((width, index) => (sheet.getColumn(index + 1).width = Math.round((width / 5.25) * 10) / 10));
  sheet.addRow([paper.title]).font = { name: formFont, size: 14, bold: true };
  for (const note of paper.notes) sheet.addRow([note]).font = { name: formFont, size: 9.5 };
  for (const table of paper.tables) addTable(sheet, table);
  const [only, ...others] = paper.tables;
  if (only !== undefined && others.length === 0) {
    const head = 2 + paper.notes.length + (only.heading === undefined ? 0 : 1);
    sheet.views = [{ state: 'frozen', ySplit: head, showGridLines: false }];
    sheet.pageSetup.printTitlesRow = `1:${head}`;
    sheet.autoFilter = {
      from: { row: head, column: 1 },
      to: { row: head + only.rows.length, column: only.columns.length },
    };
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function addTable(sheet: Worksheet, table: ListTable): void {
  if (table.heading !== undefined) sheet.addRow([table.heading]).font = { name: formFont, size: 11, bold: true };
  const line = (texts: readonly string[], style: (cell: Cell, column: number) => void): void => {
    // A text that begins with = must stay a text; counts become numbers.
    const row = sheet.addRow(
      texts.map((text, column) =>
        table.columns[column]?.look === 'number' && /^\d+$/u.test(text) ? Number(text) : text,
      ),
    );
    for (let column = 0; column < table.columns.length; column += 1) {
      const cell = row.getCell(column + 1);
      cell.border = frame;
      cell.font = { name: formFont, size: 9.5 };
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
      cell.font = { name: formFont, size: 9.5, bold: true };
      if (horizontal !== undefined) cell.alignment = { ...cell.alignment, horizontal };
    };
  line(
    table.columns.map(({ heading }) => heading),
    filled(fills.heading, 'center'),
  );
  for (const row of table.rows) line(row, () => undefined);
  if (table.sum !== undefined) line(table.sum, filled(fills.sum));
  for (const remark of table.remarks ?? []) sheet.addRow([remark]).font = { name: formFont, size: 9.5 };
  // A second table stands apart from the first.
  if (table.heading !== undefined) sheet.addRow([]);
}
