import type { Warning } from '../../../src-shared/failures/failures.ts';
import { formatAddress } from '../book/address.ts';
import type { CellTable } from '../book/cell-table.ts';
import type { CellContext } from '../book/cell-value.ts';
import type { SheetLocation } from '../book/workbook-parts.ts';

/** What Excel would repair when it opens the file: told before somebody sends it on. */

/** Sheets of one name, which no reference and no person tells apart; Excel compares them without case. */
export function repeatedNames(sheets: readonly SheetLocation[]): readonly Warning[] {
  const seen = new Set<string>();
  return sheets.flatMap(({ name }): readonly Warning[] =>
    seen.size === seen.add(name.toUpperCase()).size ? [{ kind: 'damaged', reason: 'same-name', sheet: name }] : [],
  );
}

/** The first cell whose style is not in the workbook; it is shown plainly and kept as it is. */
export function unknownStyle(sheet: string, cells: CellTable, { styles }: CellContext): Warning | undefined {
  const known = Math.max(1, styles.cellFormats.length);
  for (let index = 0; index < cells.count; index += 1) {
    const style = cells.style[index] as number;
    if (style >= 0 && style < known) continue;
    const cell = formatAddress(cells.row[index] as number, cells.column[index] as number);
    return { kind: 'damaged', reason: 'style', sheet, cell, values: { style } };
  }
  return undefined;
}
