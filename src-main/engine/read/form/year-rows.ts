import type { FiscalYear } from '../../../../src-shared/domain/fields.ts';
import { cellKind, type CellTable } from '../../book/cell-table.ts';
import type { FoundLabel, LabelHit } from './label-hit.ts';
import { formLabels } from './form-table.ts';
import { isHalf, type YearColumn } from './year-label.ts';

/** Cells that may be year headings, in one row (`across`) or one column. */
export interface YearRun {
  readonly across: boolean;
  readonly holds: YearColumn;
  readonly cells: readonly { readonly row: number; readonly column: number }[];
  /** All cells of the sheet whose text may be a year's name; `year` where it says its era. */
  readonly named: readonly {
    readonly row: number;
    readonly column: number;
    readonly year: FiscalYear | undefined;
    readonly holds: YearColumn;
  }[];
}

/**
 * Tells of a sheet whether cells in a row or column are headings of the form's years, told by the labels around them, before any box is placed:
 * 計画 and 実績 or 上半期 and 下半期 under each or over them, or a row label (上半期, 評価) whose boxes begin under them. What
 * only looks like a year (figures of an indicator) has none of that.
 */
export function yearRows(cells: CellTable, found: readonly FoundLabel[]): (run: YearRun) => boolean {
  const around = new Surroundings(cells, found);
  return ({ across, holds, cells: run, named }) => {
    if (isHalf(holds)) return true;
    if (!across) return run.every(({ row, column }) => around.hasRowLabel(row, column)) || around.hasHalvesAbove(run);
    if (holds !== 'plain') return around.hasTableLabel(run);
    return around.standOverHeadings(run) || around.standUnderHalf(run, named) || around.standOverRowLabel(run, named);
  };
}

type Cells = YearRun['cells'];
type Named = YearRun['named'];
interface At {
  readonly row: number;
  readonly column: number;
  readonly hit: LabelHit;
}

const isUnder = (hit: LabelHit | undefined): boolean =>
  hit?.kind === 'label' && formLabels.get(hit.name)?.place.kind === 'under';

class Surroundings {
  readonly #cells: CellTable;
  readonly #labels: readonly At[];

  constructor(cells: CellTable, found: readonly FoundLabel[]) {
    this.#cells = cells;
    this.#labels = found.map(({ cell, hit }) => ({
      row: cells.row[cell] as number,
      column: cells.column[cell] as number,
      hit,
    }));
  }

  /** A row label (上半期) stands right of a year in its row, next to it. */
  hasRowLabel(row: number, column: number): boolean {
    return this.#labels.some(
      (label) =>
        label.row === row &&
        label.column > column &&
        isUnder(label.hit) &&
        !this.#isFilled(row, row, column + 1, label.column - 1),
    );
  }

  /** 上半期 and 下半期 head the columns right of years below each other. */
  hasHalvesAbove(run: Cells): boolean {
    const [{ row, column }] = run as [Cells[number]];
    const above = this.#labels.filter((label) => label.row < row && isUnder(label.hit));
    const last = Math.max(...above.map((label) => label.row));
    const halves = above.filter((label) => label.row === last);
    return (
      halves.length > 1 &&
      halves.every((label) => label.column > column) &&
      !this.#isFilled(last + 1, row - 1, column, column)
    );
  }

  /** 取組工程, 指標 or 現状 begins the row. */
  hasTableLabel(run: Cells): boolean {
    const [{ row, column }] = run as [Cells[number]];
    return this.#labels.some(({ hit, ...label }) => {
      if (label.row !== row || label.column >= column || hit.kind !== 'label') return false;
      const kind = formLabels.get(hit.name)?.place.kind;
      return kind === 'table' || kind === 'column';
    });
  }

  /** The next text under each is 計画, 実績, 上半期 or 下半期. */
  standOverHeadings(run: Cells): boolean {
    return run.every(({ row, column }) => {
      const below = this.#next(row, column, 1)?.hit;
      return below?.kind === 'half' || isUnder(below);
    });
  }

  /** 上半期 or 下半期 stands over all of them, and no year over that or left of them. */
  standUnderHalf(run: Cells, named: Named): boolean {
    const [{ row, column }] = run as [Cells[number]];
    const above = this.#next(row, column, -1);
    if (above === undefined || !isUnder(above.hit)) return false;
    const years = named.filter((other) => other.year !== undefined && other.holds === 'plain');
    if (years.some((other) => other.row === row && other.column < column && !this.#hasUnder(above.row, other.column)))
      return false;
    const first = Math.min(
      ...this.#labels.filter((label) => label.row === above.row && isUnder(label.hit)).map((label) => label.column),
    );
    let over = above.row - 1;
    while (over > 0 && !this.#isFilled(over, over, first, above.column)) over -= 1;
    if (years.some((other) => other.row === over && other.column >= first && other.column <= above.column))
      return false;
    return !this.#isFilled(above.row, row - 1, column + 1, run.at(-1)?.column ?? column);
  }

  #hasUnder(row: number, column: number): boolean {
    return this.#labels.some((label) => label.row === row && label.column <= column && isUnder(label.hit));
  }

  /**
   * A label whose boxes stand under years has its row below, with no text between; in the run's own row none but a
   * block's label stands right of it.
   */
  standOverRowLabel(run: Cells, named: Named): boolean {
    const [{ row, column }] = run as [Cells[number]];
    const last = run.at(-1)?.column ?? column;
    return this.#labels.some((label) => {
      if (!isUnder(label.hit) || label.row <= row || label.column >= column) return false;
      const between = this.#labels.some(
        ({ hit, ...other }) =>
          hit.kind === 'label' &&
          other.column >= label.column &&
          other.column < column &&
          other.row >= row &&
          other.row < label.row &&
          formLabels.get(hit.name)?.place.kind !== 'block',
      );
      const isNearest = !named.some((other) => other.row > row && other.row < label.row && other.column > label.column);
      return !between && isNearest && !this.#isFilled(row + 1, label.row - 1, column, last);
    });
  }

  /** The label that is the next text above or below in the column; `undefined` where that is none. */
  #next(row: number, column: number, step: 1 | -1): At | undefined {
    const { count, kind, row: rows, column: columns } = this.#cells;
    let next: number | undefined;
    for (let i = 0; i < count; i += 1) {
      if (columns[i] !== column || kind[i] === cellKind.blank) continue;
      const at = rows[i] as number;
      if ((at - row) * step > 0 && (next === undefined || (at - next) * step < 0)) next = at;
    }
    return this.#labels.find((label) => label.row === next && label.column === column);
  }

  #isFilled(top: number, bottom: number, left: number, right: number): boolean {
    const { count, kind, row, column } = this.#cells;
    for (let i = 0; i < count; i += 1) {
      const r = row[i] as number;
      const c = column[i] as number;
      if (kind[i] !== cellKind.blank && r >= top && r <= bottom && c >= left && c <= right) return true;
    }
    return false;
  }
}
