import { maxColumn } from '../../book/address.ts';
import { cellKind, type CellTable } from '../../book/cell-table.ts';
import type { MergeList } from '../../book/merge-list.ts';
import { XmlError } from '../../xml/xml-error.ts';
import { BoxGrid } from './boxes.ts';
import type { FoundLabel, LabelHit } from './label-hit.ts';
import { FormSheet } from './form-sheet.ts';
import { formLabels } from './form-table.ts';
import { placeForm, type Placement } from './place-form.ts';
import { yearColumns } from './year-label.ts';

interface Known {
  readonly layout: Int32Array;
  readonly placement: Placement;
}

/** Longer descriptions of a layout are not kept; a form has about 600 numbers. */
const longest = 8192;
/** A place must fit 32 bits. */
const lastRow = 100_000;
const labelNumbers = new Map([...formLabels.keys()].map((name, i) => [name, i]));

/**
 * Places the fields of sheets. The sheets of a plan are copies of one form, so that most have the merged areas, the labels and
 * the filled cells of one before: then its fields lie at the same places. Layouts are compared as a whole, not by a hash.
 */
export class PlacementCache {
  readonly #known = new Map<number, Known[]>();
  #layout = new Int32Array(longest);

  /** Throws `XmlError` for sheets whose cells or merged areas contradict each other. */
  place(cells: CellTable, merges: MergeList, found: readonly FoundLabel[]): Placement {
    if (cells.hasTwins) throw new XmlError('damaged', 'a cell stands twice', 0);
    const length = this.#describe(cells, merges, found);
    const hash = length < 0 ? 0 : hashOf(this.#layout, length);
    const known =
      length < 0 ? undefined : this.#known.get(hash)?.find(({ layout }) => isSame(layout, this.#layout, length));
    if (known) return known.placement;
    const placement = placeSheet(cells, merges, found);
    // Which of two labels is meant is told by their formats too.
    if (length >= 0 && placement.twice.length === 0) {
      const list = this.#known.get(hash) ?? [];
      list.push({ layout: this.#layout.slice(0, length), placement });
      this.#known.set(hash, list);
    }
    return placement;
  }

  /** Writes all that placing looks at into `#layout`; gives its length, or -1 for what is too long or unlike any other. */
  #describe(cells: CellTable, merges: MergeList, found: readonly FoundLabel[]): number {
    const layout = this.#layout;
    if (merges.length + found.length * 2 + 4 > longest) return -1;
    let at = 0;
    layout[at++] = merges.length;
    for (let i = 0; i < merges.length; i += 1) layout[at++] = merges.numbers[i] as number;
    layout[at++] = found.length;
    // By index: this runs over all labels of all sheets, and before it is compiled an iterator is made of each step.
    for (let i = 0; i < found.length; i += 1) {
      const { cell, hit } = found[i] as FoundLabel;
      const number = numberOf(hit);
      const row = cells.row[cell] as number;
      if (number < 0 || row > lastRow) return -1;
      layout[at++] = number;
      layout[at++] = row * maxColumn + (cells.column[cell] as number);
    }
    const { kind, row, column, count } = cells;
    for (let i = 0; i < count; i += 1) {
      if (kind[i] === cellKind.blank) continue;
      if (at >= longest || (row[i] as number) > lastRow) return -1;
      layout[at++] = (row[i] as number) * maxColumn + (column[i] as number);
    }
    return at;
  }
}

function placeSheet(cells: CellTable, merges: MergeList, found: readonly FoundLabel[]): Placement {
  let lastRow = 1;
  let lastColumn = 1;
  for (const { cell } of found) {
    lastRow = Math.max(lastRow, cells.row[cell] as number);
    lastColumn = Math.max(lastColumn, cells.column[cell] as number);
  }
  return placeForm(new FormSheet(new BoxGrid(cells, merges, lastRow, lastColumn), cells, found));
}

/** What a text is on the form as a number; -1 where the text itself matters. */
function numberOf(hit: LabelHit): number {
  switch (hit.kind) {
    case 'label':
      return labelNumbers.get(hit.name) ?? -1;
    case 'year':
      return 1000 + hit.label.year * 8 + yearColumns.indexOf(hit.label.column);
    case 'half':
      return hit.column === 'plan' ? 900 : 901;
    case 'own':
      return hit.alone ? 902 : 903;
    case 'number-in-label':
    case 'example':
    case 'bare-year':
      return -1;
  }
}

function hashOf(layout: Int32Array, length: number): number {
  let hash = length;
  for (let i = 0; i < length; i += 1) hash = (Math.imul(hash, 31) + (layout[i] as number)) | 0;
  return hash;
}

function isSame(known: Int32Array, layout: Int32Array, length: number): boolean {
  if (known.length !== length) return false;
  for (let i = 0; i < length; i += 1) if (known[i] !== layout[i]) return false;
  return true;
}
