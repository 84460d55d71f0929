import type { Box, BoxGrid } from './boxes.ts';
import type { FoundLabel } from './label-hit.ts';
import { formLabels } from './form-table.ts';
import type { LabelName } from './form-lane.ts';
import type { CellTable } from '../../book/cell-table.ts';
import { isHalf } from './year-label.ts';

/**
 * One sheet's boxes with what their texts may be. A text that equals a label's words may also be what somebody typed
 * into a box (`計画`, `現状と課題`), so a box becomes a value by being `claimed` as some label's, and then is no label.
 */
export class FormSheet {
  readonly grid: BoxGrid;
  /** Boxes whose text may be a label's, from top to bottom and left to right. */
  readonly labelled: readonly Box[];
  /** The rightmost column of the form: year headings reach it, notes beside the form lie beyond. */
  readonly lastColumn: number;
  readonly #cells: CellTable;
  readonly #claimed = new Set<Box>();
  /** How many unclaimed boxes may be a label. */
  readonly #counts = new Map<LabelName, number>();

  constructor(grid: BoxGrid, cells: CellTable, found: readonly FoundLabel[]) {
    this.grid = grid;
    this.#cells = cells;
    const labelled: Box[] = [];
    let lastYear = 0;
    for (const { cell, hit } of found) {
      const box = grid.box(cells.row[cell] as number, cells.column[cell] as number);
      if (box === undefined || box.cell !== cell) continue;
      box.hit = hit;
      labelled.push(box);
      if (hit.kind === 'year') lastYear = Math.max(lastYear, box.right);
      if (hit.kind === 'label') this.#counts.set(hit.name, (this.#counts.get(hit.name) ?? 0) + 1);
    }
    this.labelled = labelled.sort((a, b) => a.top - b.top || a.left - b.left);
    const over = grid.boxes.filter((box) => box.merged && box.left <= lastYear).map((box) => box.right);
    this.lastColumn = lastYear === 0 ? grid.columns : Math.max(lastYear, ...over);
  }

  isClaimed(box: Box): boolean {
    return this.#claimed.has(box);
  }

  claim(box: Box): void {
    if (box.hit === undefined || this.#claimed.has(box)) return;
    this.#claimed.add(box);
    if (box.hit.kind === 'label') this.#counts.set(box.hit.name, (this.#counts.get(box.hit.name) ?? 0) - 1);
  }

  /** It may be a label or heading of the form, as far as is known by now. */
  isLabel(box: Box): boolean {
    const { hit } = box;
    if (hit === undefined || this.#claimed.has(box)) return false;
    return hit.kind === 'label' || (hit.kind === 'year' && !isHalf(hit.label.column));
  }

  /** It may be a heading over boxes below: a year, or a label such as 総合評価. */
  isHeading(box: Box): boolean {
    if (this.#claimed.has(box)) return false;
    return box.hit?.kind === 'year' ? !isHalf(box.hit.label.column) : this.placeOf(box)?.kind === 'heading';
  }

  /** It is the only box left that can be its label. */
  isOnly(box: Box): boolean {
    return box.hit?.kind === 'label' && !this.#claimed.has(box) && this.#counts.get(box.hit.name) === 1;
  }

  placeOf(box: Box) {
    return box.hit?.kind === 'label' ? formLabels.get(box.hit.name)?.place : undefined;
  }

  /** The style index of a box's cell; labels of one form share a few. */
  styleOf(box: Box): number {
    return box.cell < 0 ? -1 : (this.#cells.style[box.cell] as number);
  }
}
