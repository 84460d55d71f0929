import type { Warning } from '../../../../src-shared/failures/failures.ts';
import type { CellTable } from '../../book/cell-table.ts';
import type { CellContext } from '../../book/cell-value.ts';
import type { MergeList } from '../../book/merge-list.ts';
import type { FoundLabel } from './label-hit.ts';
import { formLabels } from './form-table.ts';
import type { LabelName } from './form-lane.ts';
import { isOptional, likenessOnSheet, listsLacking, nearestTexts, type AlikeText } from './label-likeness.ts';
import { labelKey } from './label-text.ts';
import type { Placement } from './place-form.ts';
import type { PlacementCache } from './placement-cache.ts';

interface Told {
  readonly sheet: string;
  readonly alike: AlikeText;
  readonly name: LabelName;
  count: number;
}

interface SheetPlacement {
  readonly sheet: string;
  readonly placement: Placement;
}

/**
 * Reads labels that are one slip away from a label the sheet lacks, where only one can be meant and nothing else is read
 * otherwise than before. Each such reading is told once for the workbook.
 */
export class LabelSlips {
  readonly #context: CellContext;
  readonly #placements: PlacementCache;
  readonly #read = new Map<string, Told>();
  readonly #open = new Map<string, { readonly told: Told; readonly cells: string[] }>();
  /** Of the first sheet that lacks the label. */
  readonly #nearest = new Map<LabelName, readonly string[]>();

  constructor(context: CellContext, placements: PlacementCache) {
    this.#context = context;
    this.#placements = placements;
  }

  /** The placement of a sheet with the slips taken for labels; `exact` is the one without. Throws `XmlError`. */
  place(sheet: string, cells: CellTable, merges: MergeList, found: readonly FoundLabel[], exact: Placement): Placement {
    const likeness = likenessOnSheet(cells, this.#context, found, exact);
    if (likeness === undefined) return exact;
    let labels = found;
    let placement = exact;
    for (const group of likeness.sure) {
      const first = group[0] as AlikeText;
      const name = first.names[0] as LabelName;
      const withIt = [...labels, ...group.map(({ cell }) => ({ cell, hit: { kind: 'label', name } }) as const)];
      withIt.sort((a, b) => a.cell - b.cell);
      const next = this.#placements.place(cells, merges, withIt);
      if (!onlyAdds(placement, next)) continue;
      labels = withIt;
      placement = next;
      this.#tell(sheet, first, name);
    }
    for (const alike of likeness.open) this.#tellOpen(sheet, alike);
    this.#lookAround(cells, labels, placement);
    return placement;
  }

  #tell(sheet: string, alike: AlikeText, name: LabelName): void {
    const key = `${name}\0${labelKey(alike.text)}`;
    const told = this.#read.get(key) ?? { sheet, alike, name, count: 0 };
    told.count += 1;
    this.#read.set(key, told);
  }

  #tellOpen(sheet: string, alike: AlikeText): void {
    const key = `${alike.names.join()}\0${labelKey(alike.text)}`;
    const open = this.#open.get(key);
    if (open === undefined) {
      const told: Told = { sheet, alike, name: alike.names[0] as LabelName, count: 1 };
      this.#open.set(key, { told, cells: [alike.address] });
    } else if (open.told.sheet === sheet) open.cells.push(alike.address);
  }

  #lookAround(cells: CellTable, found: readonly FoundLabel[], placement: Placement): void {
    for (const name of [...placement.missing, ...listsLacking(placement)]) {
      if (this.#nearest.has(name)) continue;
      this.#nearest.set(name, nearestTexts(name, cells, this.#context, found, placement));
    }
  }

  /** What was not placed without doubt, over all sheets. */
  warnings(sheets: readonly SheetPlacement[]): readonly Warning[] {
    return [
      ...sheets.flatMap(({ sheet, placement }) => twice(sheet, placement)),
      ...[...this.#read.values()].map(({ sheet, alike, name, count }): Warning => {
        const values = { text: oneLine(alike.text), label: name, count };
        return { kind: 'ambiguous-label', reason: 'alike', sheet, cell: alike.address, values };
      }),
      ...[...this.#open.values()].map(({ told: { sheet, alike }, cells }): Warning => {
        const label = alike.names.join('」「');
        const values = { text: oneLine(alike.text), label, cells: cells.join(', ') };
        return { kind: 'ambiguous-label', reason: 'several-alike', sheet, cell: alike.address, values };
      }),
      ...this.#missing(sheets),
    ];
  }

  /** A label that most sheets have is missed on each that lacks it; one that half of them or more lack is told of once. */
  #missing(sheets: readonly SheetPlacement[]): readonly Warning[] {
    const asked = new Set([...this.#open.values()].flatMap(({ told }) => told.alike.names));
    return [...formLabels.keys()].flatMap((name): readonly Warning[] => {
      if (asked.has(name)) return [];
      const lacking = sheets.filter(({ placement }) => lacks(placement, name));
      const nearest = (this.#nearest.get(name) ?? []).join('、');
      if (lacking.length === 0 || (isOptional(name) && (nearest === '' || lacking.length < sheets.length))) return [];
      const few = sheets.length === 1 || lacking.length * 2 < sheets.length;
      const told = few ? lacking : lacking.slice(0, 1);
      const reason = `${few ? 'missing' : 'missing-everywhere'}${nearest === '' ? '' : '-near'}` as const;
      const values = { label: name, nearest, count: lacking.length };
      return told.map(({ sheet }): Warning => ({ kind: 'ambiguous-label', reason, sheet, values }));
    });
  }
}

const lacks = (placement: Placement, name: LabelName): boolean =>
  isOptional(name) ? listsLacking(placement).includes(name) : placement.missing.includes(name);

const oneLine = (text: string): string => text.replace(/\s+/g, '');

/** Every field lies where it lay, and there are more. */
function onlyAdds(before: Placement, after: Placement): boolean {
  if (after.fields.length <= before.fields.length) return false;
  const cells = new Map(after.fields.map(({ path, area }) => [path, area]));
  return before.fields.every(({ path, area }) => cells.get(path) === area);
}

/** Labels that stand more than once where only one can be meant. */
const twice = (sheet: string, placement: Placement): readonly Warning[] =>
  placement.twice.map(({ name, cells }) => ({
    kind: 'ambiguous-label',
    reason: 'twice',
    sheet,
    cell: cells[0] as string,
    values: { label: name, cells: cells.join(', ') },
  }));
