import { formulaReads, type FormulaReads } from '../../write/formulas/formula-references.ts';
import { tokenizeFormula } from '../../write/formulas/formula-tokens.ts';
import { formatAddress, parseAddress, type Area, type CellPosition } from '../../book/address.ts';
import { readWorkbookPart } from '../../book/workbook-part.ts';
import type { FormulaCell } from './formula-sheet.ts';
import { namedIn, usesGone, type Gone } from './gone.ts';

/**
 * The cells whose stored result comes from sheets that are gone: by their own formula (`direct`), or through other cells and
 * names. What such a cell shows is text of an omitted item, however short.
 */
export class TaintedCells {
  /** By sheet name in capitals and row: columns. */
  readonly #rows = new Map<string, Map<number, Set<number>>>();

  has(sheet: string, row: number, column: number): boolean {
    return this.#rows.get(sheet.toUpperCase())?.get(row)?.has(column) === true;
  }

  addressesOn(sheet: string): ReadonlySet<string> {
    const found = new Set<string>();
    for (const [row, columns] of this.#rows.get(sheet.toUpperCase()) ?? [])
      for (const column of columns) found.add(formatAddress(row, column));
    return found;
  }

  get isAny(): boolean {
    return this.#rows.size > 0;
  }

  any(sheet: string): boolean {
    return this.#rows.has(sheet.toUpperCase());
  }

  touches(sheet: string, area: Area): boolean {
    const rows = this.#rows.get(sheet.toUpperCase());
    if (rows === undefined) return false;
    for (const [row, columns] of rows) {
      if (row < area.top || row > area.bottom) continue;
      for (const column of columns) if (column >= area.left && column <= area.right) return true;
    }
    return false;
  }

  /** True when a formula on `sheet` (`''` where it must name its sheets) reads one of the cells. */
  feed(formula: string, sheet: string): boolean {
    if (!this.isAny) return false;
    return formulaReads(formula, () => undefined).areas.some((one) => this.touches(one.sheet ?? sheet, one.area));
  }

  add(sheet: string, row: number, column: number): void {
    const key = sheet.toUpperCase();
    const rows = this.#rows.get(key) ?? new Map<number, Set<number>>();
    this.#rows.set(key, rows);
    const columns = rows.get(row) ?? new Set<number>();
    rows.set(row, columns);
    columns.add(column);
  }
}

/** A sheet with its formulas; `emptied` are cells of one that stays which are emptied: what reads them shows them. */
export interface SheetToTaint {
  readonly name: string;
  readonly formulas: readonly FormulaCell[];
  readonly emptied: ReadonlySet<string>;
}

export function taintedCells(book: string, sheets: readonly SheetToTaint[], gone: Gone): TaintedCells {
  const tainted = new TaintedCells();
  for (const { name, emptied } of sheets)
    for (const address of emptied) {
      const { row, column } = parseAddress(address) as CellPosition;
      tainted.add(name, row, column);
    }
  const waiting: { readonly sheet: string; readonly cell: FormulaCell }[] = [];
  for (const { name, formulas } of sheets)
    for (const cell of formulas) {
      if (cell.formula === '') continue;
      if (usesGone(cell.formula, gone) || cell.anywhere) tainted.add(name, cell.row, cell.column);
      else waiting.push({ sheet: name, cell });
    }
  if (!tainted.isAny) return tainted;
  const names = new Map(
    readWorkbookPart(book).definedNames.map((one) => [one.name.toUpperCase(), one.reference] as const),
  );
  const lookUp = (name: string): string | undefined => names.get(name.toUpperCase());
  const known = new Map<FormulaCell, FormulaReads>();
  const readsOf = (cell: FormulaCell): FormulaReads => {
    const reads = known.get(cell) ?? formulaReads(cell.formula, lookUp);
    known.set(cell, reads);
    return reads;
  };
  // Most cells of a roll-up name one sheet, on which nothing is tainted: what they read of it need not be worked out.
  const mayRead = (sheet: string, { formula }: FormulaCell): boolean => {
    const { sheets: named, names: called, own } = namedIn(formula);
    return called.length > 0 || (own && tainted.any(sheet)) || named.some((one) => tainted.any(one));
  };
  // Formulas that read a tainted cell taint their own, until nothing new comes.
  for (let left = waiting, before = -1; left.length > 0 && left.length !== before;) {
    before = left.length;
    left = left.filter(({ sheet, cell }) => {
      if (!mayRead(sheet, cell)) return true;
      if (!readsOf(cell).areas.some((one) => tainted.touches(one.sheet ?? sheet, one.area))) return true;
      tainted.add(sheet, cell.row, cell.column);
      return false;
    });
  }
  return tainted;
}

/** The sheets that a formula names, in capitals. */
export const sheetsNamed = (formula: string): readonly string[] =>
  tokenizeFormula(formula).flatMap((one) => (one.kind === 'sheet' && !one.book ? [one.sheet.toUpperCase()] : []));
