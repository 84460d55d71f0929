import { token, XmlScanner } from '../../xml/scanner.ts';

const emuPerPoint = 12700;

/** Heights of a sheet's rows in EMU (1 pt = 12700), for anchors that must keep a size over moved rows. */
export interface RowHeights {
  of(row: number): number;
}

/** Reads heights from a sheet part; hidden rows have none. */
export function readRowHeights(text: string): RowHeights {
  const heights = new Map<number, number>();
  let standard = 13.5;
  let row = 0;
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 2 && s.local === 'sheetFormatPr')
      standard = Number(s.attribute('defaultRowHeight') ?? 13.5) || 13.5;
    else if (s.depth === 3 && s.local === 'row') {
      row = Number(s.attribute('r') ?? row + 1);
      const height = s.attribute('ht');
      const hidden = s.attribute('hidden');
      if (hidden === '1' || hidden === 'true') heights.set(row, 0);
      else if (height !== undefined) heights.set(row, Number(height));
      s.skip();
    } else if (s.depth === 2 && s.local !== 'sheetData') s.skip();
  }
  return { of: (at) => Math.round((heights.get(at) ?? standard) * emuPerPoint) };
}

/** A place on the sheet: row from 1 and offset into it, in EMU. */
export interface RowPlace {
  readonly row: number;
  readonly offset: number;
}

/** The distance from one place down to another. */
export function distance(heights: RowHeights, from: RowPlace, to: RowPlace): number {
  let sum = Math.min(to.offset, heights.of(to.row)) - Math.min(from.offset, heights.of(from.row));
  for (let row = from.row; row < to.row; row++) sum += heights.of(row);
  for (let row = to.row; row < from.row; row++) sum -= heights.of(row);
  return sum;
}

/** The place `by` EMU below another one. */
export function below(heights: RowHeights, from: RowPlace, by: number): RowPlace {
  let { row } = from;
  let rest = Math.min(from.offset, heights.of(from.row)) + by;
  while (rest > heights.of(row) && row < 1_048_576) rest -= heights.of(row++);
  while (rest < 0 && row > 1) rest += heights.of(--row);
  return { row, offset: Math.max(0, rest) };
}
