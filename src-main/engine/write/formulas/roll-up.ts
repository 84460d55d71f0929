import { maxColumn } from '../../book/address.ts';
import { evaluateFormula } from './evaluate.ts';
import { formulaIndex, type FormulaCell, type FormulaIndex } from './formula-index.ts';
import { StoredValues } from './stored-values.ts';
import type { CellResult } from './cell-result.ts';
import type { WorkbookPackage } from '../../types.ts';

/** New contents by sheet part and packed address. */
export type ChangedCells = ReadonlyMap<string, ReadonlyMap<number, CellResult>>;

export interface RollUp {
  /** Results of formulas that are known, to be stored in the file: by sheet part and packed address. */
  readonly updates: ReadonlyMap<string, ReadonlyMap<number, CellResult>>;
  /** Formulas that may depend on the change and whose results are not known. */
  readonly stale: readonly { readonly sheet: string; readonly row: number; readonly column: number }[];
  /** Any formula may depend on the change: the workbook must be calculated when it is opened. */
  readonly affected: boolean;
}

/** Comparisons of a changed cell with a formula's area; beyond it every formula counts as stale. */
const maxComparisons = 5_000_000;
/** Values looked up by formulas, those of counted areas included; beyond it the rest counts as stale. */
const maxLookups = 2_000_000;

/**
 * What a change of cells means for the formulas of the workbook, those included that depend on it by way of others.
 * Formulas in changed cells themselves are gone and count for nothing.
 */
export function rollUp(pkg: WorkbookPackage, changed: ChangedCells): RollUp {
  const index = formulaIndex(pkg);
  if (index.count === 0) return { updates: new Map(), stale: [], affected: false };
  return new RollUpCalculation(pkg, index, changed).run();
}

class RollUpCalculation {
  readonly #index: FormulaIndex;
  readonly #stored: StoredValues;
  readonly #changed = new Map<string, CellResult>();
  readonly #affected = new Map<string, FormulaCell>();
  readonly #results = new Map<string, CellResult | undefined>();
  readonly #running = new Set<string>();
  readonly #byName: ReadonlyMap<string, number>;
  #lookups = maxLookups;

  constructor(pkg: WorkbookPackage, index: FormulaIndex, changed: ChangedCells) {
    this.#index = index;
    this.#stored = new StoredValues(pkg);
    this.#byName = new Map(index.list.sheets.map(({ name }, n) => [name.toLowerCase(), n]));
    const byPart = new Map(index.list.sheets.map(({ part }, n) => [part, n]));
    for (const [part, cells] of changed) {
      const sheet = byPart.get(part);
      if (sheet === undefined) continue;
      for (const [packed, result] of cells) this.#changed.set(`${sheet} ${packed}`, result);
    }
  }

  run(): RollUp {
    const complete = this.#findAffected();
    const updates = new Map<string, Map<number, CellResult>>();
    const stale: { sheet: string; row: number; column: number }[] = [];
    for (const cell of this.#affected.values()) {
      const { name, part } = this.#index.list.sheets[cell.sheet] ?? { name: '', part: undefined };
      const result = complete ? this.#resultOf(cell) : undefined;
      if (result === undefined || part === undefined) stale.push({ sheet: name, row: cell.row, column: cell.column });
      else {
        const of = updates.get(part) ?? new Map<number, CellResult>();
        // A formula that refers to an empty cell gives 0.
        of.set(packedOf(cell), result.kind === 'blank' ? { kind: 'number', value: 0 } : result);
        updates.set(part, of);
      }
    }
    return { updates, stale, affected: this.#affected.size > 0 || this.#index.incomplete };
  }

  /** False when there are more formulas than can be gone through. */
  #findAffected(): boolean {
    let budget = maxComparisons;
    const queue = Array.from(this.#changed.keys());
    if (queue.length > 0) for (const cell of this.#index.opaque) this.#affect(cell, queue);
    for (let next = 0; next < queue.length; next++) {
      const [sheet = 0, packed = 0] = (queue[next] as string).split(' ').map(Number);
      const row = Math.floor(packed / maxColumn);
      const column = (packed % maxColumn) + 1;
      const readers = this.#index.readers.get(sheet) ?? [];
      if ((budget -= readers.length) < 0) {
        for (const list of this.#index.readers.values()) for (const { cell } of list) this.#affect(cell, []);
        return false;
      }
      for (const { area, cell } of readers) {
        const inside = row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;
        if (inside) this.#affect(cell, queue);
      }
    }
    return true;
  }

  #affect(cell: FormulaCell, queue: string[]): void {
    const key = keyOf(cell);
    if (this.#affected.has(key) || this.#changed.has(key)) return;
    this.#affected.set(key, cell);
    queue.push(key);
  }

  #resultOf(cell: FormulaCell): CellResult | undefined {
    const key = keyOf(cell);
    if (this.#results.has(key)) return this.#results.get(key);
    // A circle, or a chain longer than the stack is made for: chains are mostly met from their beginning.
    if (this.#running.has(key) || this.#running.size > 40) return undefined;
    this.#running.add(key);
    const result = evaluateFormula(cell.formula, (name, row, column) => {
      const sheet = name === undefined ? cell.sheet : this.#byName.get(name.toLowerCase());
      return sheet === undefined ? undefined : this.#valueOf(sheet, row, column);
    });
    this.#running.delete(key);
    this.#results.set(key, result);
    return result;
  }

  #valueOf(sheet: number, row: number, column: number): CellResult | undefined {
    if (--this.#lookups < 0) return undefined;
    const key = `${sheet} ${row * maxColumn + column - 1}`;
    const changed = this.#changed.get(key);
    if (changed) return changed;
    const formula = this.#affected.get(key);
    if (formula) {
      const result = this.#resultOf(formula);
      return result?.kind === 'blank' ? { kind: 'number', value: 0 } : result;
    }
    const part = this.#index.list.sheets[sheet]?.part;
    return part === undefined ? undefined : this.#stored.get(part, row, column);
  }
}

const packedOf = (cell: FormulaCell): number => cell.row * maxColumn + cell.column - 1;
const keyOf = (cell: FormulaCell): string => `${cell.sheet} ${packedOf(cell)}`;
