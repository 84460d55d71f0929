import type { Box, BoxGrid } from './boxes.ts';
import type { FoundLabel } from './find-labels.ts';
import { formLabels, type LabelName } from './form-table.ts';
import type { CellTable } from '../sheet/cell-table.ts';

/**
 * One sheet's boxes with what their texts may be. A text that equals a label's words may also be what somebody typed
 * into a box (`計画`, `現状と課題`), so a box becomes a value by being `claimed` as some label's, and then is no label.
 */
export class FormSheet {
  readonly grid: BoxGrid;
  readonly labelled: readonly Box[];
  /** The rightmost column of the form: year headings reach it, notes beside the form lie beyond. */
  readonly lastColumn: number;
  readonly #claimed = new Set<Box>();
  readonly #byName = new Map<LabelName, Box[]>();

  constructor(grid: BoxGrid, cells: CellTable, found: readonly FoundLabel[]) {
    this.grid = grid;
    const labelled: Box[] = [];
    for (const { cell, hit } of found) {
      const box = grid.box(cells.row[cell] as number, cells.column[cell] as number);
      if (box === undefined || box.cell !== cell) continue;
      box.hit = hit;
      labelled.push(box);
    }
    this.labelled = labelled.sort((a, b) => a.top - b.top || a.left - b.left);
    const years = labelled.filter((box) => box.hit?.kind === 'year').map((box) => box.right);
    this.lastColumn = years.length === 0 ? grid.columns : Math.max(...years);
    for (const box of labelled) {
      if (box.hit?.kind !== 'label') continue;
      const list = this.#byName.get(box.hit.name);
      if (list) list.push(box);
      else this.#byName.set(box.hit.name, [box]);
    }
  }

  /** Boxes that may be this label, values left out, from top to bottom. */
  candidates(name: LabelName): readonly Box[] {
    return (this.#byName.get(name) ?? []).filter((box) => !this.#claimed.has(box));
  }

  get names(): readonly LabelName[] {
    return [...this.#byName.keys()];
  }

  isClaimed(box: Box): boolean {
    return this.#claimed.has(box);
  }

  claim(box: Box): void {
    if (box.hit) this.#claimed.add(box);
  }

  /** It is some label or heading of the form, as far as is known by now. */
  isLabel(box: Box): boolean {
    const { hit } = box;
    if (hit === undefined || this.#claimed.has(box)) return false;
    return hit.kind === 'label' || hit.kind === 'year';
  }

  /** It is the only box that can be this label. */
  isOnly(box: Box): boolean {
    return this.isLabel(box) && (box.hit?.kind !== 'label' || this.candidates(box.hit.name).length === 1);
  }

  placeOf(box: Box) {
    return box.hit?.kind === 'label' ? formLabels.get(box.hit.name)?.place : undefined;
  }
}
