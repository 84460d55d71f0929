import { maxColumn, parseArea, type Area } from '../book/address.ts';
import type { StyleTable } from './cell-styles.ts';
import { paperString, shownValue, type PaperString } from './cell-text.ts';
import { scanSheet, type ScannedCell, type ScannedSheet } from './scan-sheet.ts';
import { printedText } from '../book/styles/number-format.ts';

/** What a cell holds, for rules, charts and linked texts. */
export interface CellValue {
  readonly kind: 'empty' | 'text' | 'number' | 'boolean' | 'error';
  /** As the cell shows it. */
  readonly shown: string;
  /** As formulas see it. */
  readonly text: string;
  readonly number?: number;
}

const emptyCell: CellValue = { kind: 'empty', shown: '', text: '' };

/** The cells of one sheet by their places. */
export interface SheetCells {
  at(row: number, column: number): CellValue;
  isHidden(row: number, column: number): boolean;
  /** The furthest row and column that hold something: areas of whole columns end there. */
  readonly bottom: number;
  readonly right: number;
}

/** An area of one sheet. */
export interface Reference extends Area {
  readonly cells: SheetCells;
}

interface Shared {
  readonly styles: StyleTable;
  readonly date1904: boolean;
  string(index: number): PaperString;
}

/** Sheets that are kept beside the one that is read; those of a plan look at their own cells, or at one list. */
const keptSheets = 3;

/** Values of a workbook's cells as they are stored now, drafts among them. */
export class BookValues {
  readonly #kept = new Map<string, SheetCells>();
  readonly #shared: Shared;
  readonly #textOf: (sheet: string) => string | undefined;
  readonly #names: ReadonlyMap<string, string>;

  /** `textOf` gives the part of a sheet by its name, `undefined` when there is none; `names` are defined names (lower case) that stand for areas. */
  constructor(shared: Shared, textOf: (sheet: string) => string | undefined, names: ReadonlyMap<string, string>) {
    this.#shared = shared;
    this.#textOf = textOf;
    this.#names = names;
  }

  /** Takes a sheet that was scanned already. */
  hold(name: string, scanned: ScannedSheet): SheetCells {
    const cells = cellsOf(scanned, this.#shared);
    this.#kept.delete(name);
    this.#kept.set(name, cells);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptSheets && oldest !== undefined) this.#kept.delete(oldest);
    return cells;
  }

  sheet(name: string): SheetCells | undefined {
    const known = this.#kept.get(name);
    if (known !== undefined) return known;
    const text = this.#textOf(name);
    return text === undefined ? undefined : this.hold(name, scanSheet(text));
  }

  /** What a name of the workbook stands for. */
  named(name: string): string | undefined {
    return this.#names.get(name.toLowerCase());
  }

  /** The areas of a reference (`'No.1'!$C$5:$F$5`, `(A!B1,A!C1)`, a name); `undefined` for one that leads out of the workbook or is no reference. */
  areas(reference: string, sheet?: string): readonly Reference[] | undefined {
    const plain = reference
      .trim()
      .replace(/^=/u, '')
      .replace(/^\((.*)\)$/u, '$1');
    const areas: Reference[] = [];
    for (const one of plain.match(/(?:'(?:[^']|'')*'|[^,'])+/gu) ?? []) {
      const parts = /^\s*(?:'((?:[^']|'')+)'|([^'!]+))?!?([^!]*)$/u.exec(one);
      const named = parts?.[1]?.replaceAll("''", "'") ?? (one.includes('!') ? parts?.[2] : undefined);
      const place = one.slice(one.lastIndexOf('!') + 1).trim();
      const area = parseArea(place.replaceAll('$', ''));
      if (area === undefined) {
        const defined = this.#names.get(place.toLowerCase());
        if (defined === undefined) return undefined;
        const inner = defined.includes(place) ? undefined : this.areas(defined, sheet);
        if (inner === undefined) return undefined;
        areas.push(...inner);
        continue;
      }
      const name = named ?? sheet;
      const cells = name === undefined || name.includes('[') ? undefined : this.sheet(name);
      if (cells === undefined) return undefined;
      areas.push({ ...area, cells });
    }
    return areas.length === 0 ? undefined : areas;
  }
}

function cellsOf(scanned: ScannedSheet, shared: Shared): SheetCells {
  const byPlace = new Map<number, ScannedCell>();
  let [bottom, right] = [0, 0];
  for (const cell of scanned.cells) {
    byPlace.set(cell.row * maxColumn + cell.column, cell);
    bottom = Math.max(bottom, cell.row);
    right = Math.max(right, cell.column);
  }
  const hidden = (column: number): boolean =>
    scanned.columns.some((one) => one.hidden && column >= one.min && column <= one.max);
  return {
    bottom,
    right,
    at: (row, column) => {
      const cell = byPlace.get(row * maxColumn + column);
      return cell === undefined ? emptyCell : valueOf(cell, shared);
    },
    isHidden: (row, column) => scanned.rows.get(row)?.hidden === true || hidden(column),
  };
}

/** What a stored cell holds. */
function valueOf(cell: ScannedCell, shared: Shared): CellValue {
  const format = shared.styles.numberFormats[cell.style] ?? 'General';
  const string = (text: string): CellValue => ({ kind: 'text', text, shown: printedText(text, format) });
  if (cell.type === 's') return string(shared.string(Number(cell.value)).text);
  if (cell.type === 'inlineStr') return string(cell.inline === undefined ? '' : paperString(cell.inline).text);
  if (cell.type === 'str') return string(cell.value);
  if (cell.value === '') return emptyCell;
  const { text: shown, number } = shownValue(cell.type, cell.value, format, shared.date1904);
  if (cell.type === 'b') return { kind: 'boolean', text: shown, shown, number: shown === 'TRUE' ? 1 : 0 };
  if (cell.type === 'e') return { kind: 'error', text: shown, shown };
  return number === undefined
    ? string(cell.value)
    : { kind: 'number', shown, text: shownValue('n', String(number), 'General', shared.date1904).text, number };
}
