import ExcelJS from 'exceljs';

/** A cell of an invented form: a label (grey ground), a box (open where `locks`), or plain words. */
export interface FormCell {
  readonly at: string;
  readonly label?: string;
  readonly box?: string | number | null;
  readonly words?: string;
  readonly formula?: string;
  readonly result?: number;
  readonly choices?: readonly string[];
  readonly format?: string;
  readonly fill?: string;
}

export interface FormLook {
  /** Boxes are unlocked, all else is locked. */
  readonly locks?: boolean;
  /** Labels have a ground of their own. */
  readonly ground?: boolean;
}

const line = { style: 'thin' } as const;
const allLines = { top: line, left: line, bottom: line, right: line };

/** A workbook of invented sheets, made by another library than the one that reads it here. */
export async function formBook(
  sheets: Readonly<Record<string, readonly FormCell[]>>,
  { locks = true, ground = true }: FormLook = {},
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, cells] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const one of cells) {
      if (one.at.includes(':')) sheet.mergeCells(one.at);
      const cell = sheet.getCell(one.at.split(':')[0] as string);
      const fill = one.fill ?? (one.label !== undefined && ground ? 'FFDDEBF7' : undefined);
      const isLined = one.words === undefined;
      for (const covered of one.at.includes(':') ? areaCells(sheet, one.at) : [cell]) {
        if (isLined) covered.border = allLines;
        if (fill !== undefined) covered.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: fill } };
        if (one.box !== undefined && locks) covered.protection = { locked: false };
      }
      if (one.formula !== undefined) cell.value = { formula: one.formula, result: one.result ?? 0 };
      else cell.value = one.label ?? one.words ?? one.box ?? null;
      if (one.format !== undefined) cell.numFmt = one.format;
      if (one.choices !== undefined)
        cell.dataValidation = { type: 'list', allowBlank: true, formulae: [`"${one.choices.join(',')}"`] };
      cell.alignment = { wrapText: true };
    }
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function areaCells(sheet: ExcelJS.Worksheet, area: string): ExcelJS.Cell[] {
  const [from, to] = area.split(':').map((at) => sheet.getCell(at)) as [ExcelJS.Cell, ExcelJS.Cell];
  const cells: ExcelJS.Cell[] = [];
  for (let row = Number(from.row); row <= Number(to.row); row += 1)
    for (let column = Number(from.col); column <= Number(to.col); column += 1) cells.push(sheet.getCell(row, column));
  return cells;
}
