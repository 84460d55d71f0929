import { formulaReads } from '../../write/formulas/formula-references.ts';
import { tokenizeFormula } from '../../write/formulas/formula-tokens.ts';
import { formatAddress, parseAddress, type Area, type CellPosition } from '../../book/address.ts';
import { readWorkbookPart } from '../../book/workbook-part.ts';
import { columnOf, SharedFormulas } from '../../write/shift/shared-formulas.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { readsAnywhere, usesGone, type Gone } from './gone.ts';

interface FormulaCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  readonly formula: string;
}

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
    if (this.#rows.size === 0) return false;
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

/** `emptied` are cells of a sheet that stays which are emptied: what reads them shows them. */
export function taintedCells(
  draft: PackageDraft,
  book: string,
  sheets: readonly (IndexedSheet & { readonly emptied?: ReadonlySet<string> | undefined })[],
  gone: Gone,
): TaintedCells {
  const tainted = new TaintedCells();
  for (const { name, emptied = [] } of sheets)
    for (const address of emptied) {
      const { row, column } = parseAddress(address) as CellPosition;
      tainted.add(name, row, column);
    }
  const waiting: FormulaCell[] = [];
  for (const sheet of sheets) {
    if (sheet.kind !== 'worksheet' || !draft.has(sheet.part)) continue;
    const cells = unlessDamaged<readonly FormulaCell[]>(() => formulaCells(draft.text(sheet.part), sheet.name), []);
    for (const cell of cells) {
      if (usesGone(cell.formula, gone) || readsAnywhere(cell.formula)) tainted.add(cell.sheet, cell.row, cell.column);
      else waiting.push(cell);
    }
  }
  const names = new Map(
    readWorkbookPart(draft.text(book)).definedNames.map((one) => [one.name.toUpperCase(), one.reference] as const),
  );
  const lookUp = (name: string): string | undefined => names.get(name.toUpperCase());
  const reading = waiting.map((cell) => ({ cell, reads: formulaReads(cell.formula, lookUp) }));
  // Formulas that read a tainted cell taint their own, until nothing new comes.
  for (let left = reading, before = -1; left.length > 0 && left.length !== before;) {
    before = left.length;
    left = left.filter(({ cell, reads }) => {
      if (!reads.areas.some((one) => tainted.touches(one.sheet ?? cell.sheet, one.area))) return true;
      tainted.add(cell.sheet, cell.row, cell.column);
      return false;
    });
  }
  return tainted;
}

function formulaCells(text: string, sheet: string): readonly FormulaCell[] {
  const found: FormulaCell[] = [];
  if (!/<(?:\w+:)?f[\s>/]/.test(text)) return found;
  const shared = new SharedFormulas(text);
  let row = 0;
  let column = 0;
  new XmlEdit(text).walk((_, s) => {
    if (s.depth === 3 && s.local === 'row') [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
    else if (s.depth === 4 && s.local === 'c') column = columnOf(s, column);
    else if (s.depth === 5 && s.local === 'f') {
      const group = s.attribute('t') === 'shared' ? (s.attribute('si') ?? '') : undefined;
      const own = s.readText();
      const formula = own === '' && group !== undefined ? (shared.at(group, row, column) ?? '') : own;
      if (formula !== '') found.push({ sheet, row, column, formula });
    }
  });
  return found;
}

/** The sheets that a formula names, in capitals. */
export const sheetsNamed = (formula: string): readonly string[] =>
  tokenizeFormula(formula).flatMap((one) => (one.kind === 'sheet' && !one.book ? [one.sheet.toUpperCase()] : []));
