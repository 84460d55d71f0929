import { maxColumn, maxRow, packedAddress, parseArea, type Area } from '../../book/address.ts';
import { editStartTag } from '../../xml/start-tag.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';

/** A cell as the row operations need it. */
export interface RowCell {
  readonly column: number;
  readonly style: string | undefined;
  /** It has a value, a text or a formula. */
  readonly filled: boolean;
}

export interface SheetRow {
  readonly row: number;
  /** The start tag as written. */
  readonly tag: string;
  readonly cells: readonly RowCell[];
}

export interface SheetRows {
  readonly rows: ReadonlyMap<number, SheetRow>;
  readonly merges: readonly Area[];
  /** The last row that is not blank. */
  readonly lastRow: number;
  /** Prefix of the part's elements with its colon, or `''`. */
  readonly prefix: string;
}

/** Reads some rows of a sheet part, and its merged areas. */
export function readSheetRows(text: string, top: number, bottom: number): SheetRows {
  const rows = new Map<number, SheetRow>();
  const merges: Area[] = [];
  let lastRow = 0;
  let row = 0;
  let prefix = '';
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 1) prefix = s.prefix === '' ? '' : `${s.prefix}:`;
    else if (s.depth === 3 && s.local === 'row') {
      row = Number(s.attribute('r') ?? row + 1);
      const inside = row >= top && row <= bottom;
      // LibreOffice writes a blank row at the end of the sheet; only rows that say something are in the way.
      if (!inside && row < maxRow - 100) s.skip();
      else {
        const tag = s.text.slice(s.start, s.end);
        const cells = readCells(s);
        if (inside) rows.set(row, { row, tag, cells });
        else if (!cells.some((cell) => cell.filled)) continue;
      }
      lastRow = row;
    } else if (s.depth === 3 && s.local === 'mergeCell') {
      const area = parseArea(s.attribute('ref') ?? '');
      if (area !== undefined) merges.push(area);
    }
  }
  return { rows, merges, lastRow, prefix };
}

function readCells(s: XmlScanner): readonly RowCell[] {
  const cells: { column: number; style: string | undefined; filled: boolean }[] = [];
  let column = 0;
  for (let t = s.next(); t !== token.close || s.depth !== 3; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 4) {
      const ref = s.attribute('r');
      const packed = ref === undefined ? -1 : packedAddress(ref, 0, ref.length);
      column = packed < 0 ? column + 1 : (packed % maxColumn) + 1;
      cells.push({ column, style: s.attribute('s'), filled: false });
    } else if (s.depth === 5 && ['v', 'f', 'is'].includes(s.local)) (cells.at(-1) as { filled: boolean }).filled = true;
  }
  return cells;
}

/** A row like another one, at another place, its cells empty: their formats and the row's height stay. */
export function emptyCopy(
  row: SheetRow | undefined,
  at: number,
  address: (column: number) => string,
  prefix: string,
): string {
  if (row === undefined) return '';
  const tag = editStartTag(row.tag.replace(/\s*\/>$/, '>'), { r: String(at), hidden: undefined, collapsed: undefined });
  const cells = row.cells.map(
    ({ column, style }) => `<${prefix}c r="${address(column)}"${style === undefined ? '' : ` s="${style}"`}/>`,
  );
  return `${tag}${cells.join('')}</${prefix}row>`;
}
