import { append } from '../../../src-shared/domain/large-lists.ts';
import { columnName } from '../../engine/book/address.ts';
import { plainLineEnds } from '../../../src-shared/merge/text.ts';
import { withoutAnswers } from './request-notes.ts';
import type { Comparison } from './compare.ts';
import { keptContents, type SeenContents } from './open-exchanged.ts';
import type { SheetContents, Snapshot, SnapshotItem } from './snapshot.ts';

/** Something of a returned workbook that is no field and differs from the base: listed, never merged. */
export interface OtherDifference {
  readonly sheet: string;
  readonly cell?: string;
  readonly kind:
    | 'cell'
    | 'format'
    | 'note'
    | 'drawing'
    | 'layout'
    | 'hidden-rows'
    | 'hidden-columns'
    | 'sheet-added'
    | 'sheet-missing'
    | 'row-added'
    | 'row-removed'
    | 'box-added'
    | 'box-removed'
    | 'formula';
  readonly base?: string;
  readonly theirs?: string;
}

/**
 * Lists by sheet and cell what differs from the base and is no field. `before` is missing when the base is known by its
 * texts only; then formatting and form are compared, the rest cannot be.
 *
 * @param archived the sendings, for sheets of other sections. `isOfPlan`: no doubt that the file is of this plan.
 */
export function compareContents(
  base: Snapshot,
  other: Snapshot,
  comparison: Comparison,
  before: readonly SheetContents[] | undefined,
  after: readonly SeenContents[],
  { archived, isOfPlan }: { readonly archived: ReadonlyMap<string, Snapshot>; readonly isOfPlan: boolean },
): readonly OtherDifference[] {
  const pairs = sheetPairs(base, other, comparison, archived);
  const found: OtherDifference[] = comparison.form.flatMap(({ sheet, kind, paths }) =>
    paths.map((path) => ({ sheet, kind, ...(kind.endsWith('removed') ? { base: path } : { theirs: path }) })),
  );
  const moved = new Set<string>();
  for (const { left, right } of pairs) {
    append(found, formats(left, right));
    const cell = Object.keys(left.cells).find(
      (path) => right.cells[path] !== undefined && right.cells[path] !== left.cells[path],
    );
    if (cell === undefined || moved.has(sheetOf(right))) continue;
    moved.add(sheetOf(right));
    found.push({
      sheet: sheetOf(right),
      kind: 'layout',
      cell: right.cells[cell]!,
      base: left.cells[cell]!,
      theirs: right.cells[cell]!,
    });
  }
  if (before === undefined) return found;
  const known = new Map(before.map((contents) => [contents.sheet, contents]));
  const bySheet = new Map(
    pairs.map(({ left, right, of }) => [sheetOf(right), { name: sheetOf(left), sheets: of?.sheets }] as const),
  );
  // A copy of a sheet, or one that bears its number, is compared with it too: what stands beside the form is told of each.
  for (const reading of comparison.items)
    if (isOfPlan && reading.status === 'new' && reading.like !== undefined && !bySheet.has(reading.sheet))
      bySheet.set(reading.sheet, { name: sheetOf(base.items[reading.like]!), sheets: undefined });
  const itemSheets = new Set(base.items.map(sheetOf));
  const newItems = new Set(comparison.items.flatMap((item) => (item.status === 'new' ? [item.sheet] : [])));
  const form = known.get(base.items[0] === undefined ? '' : sheetOf(base.items[0]));
  const seen = new Set<string>();
  for (const contents of after) {
    const own = bySheet.get(contents.sheet);
    const name = own?.name ?? contents.sheet;
    const left = own?.sheets === undefined ? known.get(name) : own.sheets.find((one) => one.sheet === name);
    seen.add(name);
    if (left !== undefined) append(found, betweenSheets(left, contents, moved.has(contents.sheet)));
    else if (!newItems.has(contents.sheet))
      found.push({ sheet: contents.sheet, kind: 'sheet-added', ...saying(contents) });
    else if (isOfPlan && form !== undefined) append(found, besideForm(form, contents));
  }
  for (const { sheet } of before) {
    // A missing item is told as such.
    if (!seen.has(sheet) && !itemSheets.has(sheet)) found.push({ sheet, kind: 'sheet-missing' });
  }
  return found;
}

/** What stands on a new item's sheet beside the form: whatever no sheet of the form says anywhere. */
function besideForm(form: SheetContents, contents: SeenContents): readonly OtherDifference[] {
  const labels = new Set(Object.values(form.cells).map(plainLineEnds));
  const { sheet, addresses, texts, notes } = contents;
  return [
    ...addresses.flatMap((cell, index): readonly OtherDifference[] => {
      const theirs = texts[index]!;
      return theirs === '=' || labels.has(plainLineEnds(theirs)) ? [] : [{ sheet, cell, kind: 'cell', theirs }];
    }),
    ...Object.entries(notes).map(([cell, theirs]): OtherDifference => ({ sheet, cell, kind: 'note', theirs })),
  ];
}

/** The beginning of what stands on a sheet, so that nobody has to open the file to see whether it matters. */
function saying({ texts, notes, shapes }: SeenContents): { readonly theirs?: string } {
  const all = [...texts, ...Object.values(notes), ...shapes].filter((text) => text.trim() !== '' && text !== '=');
  return all.length === 0 ? {} : { theirs: all.join(' / ').slice(0, 200) };
}

/** The sheet that an item stands on. */
const sheetOf = ({ sheet, on }: SnapshotItem): string => on ?? sheet;

interface SheetPair {
  readonly left: SnapshotItem;
  readonly right: SnapshotItem;
  /** The sending that a sheet of another section was made from. */
  readonly of?: Snapshot;
}

function sheetPairs(
  base: Snapshot,
  other: Snapshot,
  comparison: Comparison,
  archived: ReadonlyMap<string, Snapshot>,
): readonly SheetPair[] {
  const bySheet = new Map(other.items.map((item) => [item.sheet, item]));
  return comparison.items.flatMap((reading): readonly SheetPair[] => {
    if (reading.status === 'missing') return [];
    const right = bySheet.get(reading.sheet);
    if (right === undefined) return [];
    if (reading.status !== 'new') return [{ left: base.items[reading.base]!, right }];
    const of = reading.tied === undefined ? undefined : archived.get(reading.tied.base);
    return of === undefined ? [] : [{ left: of.items[reading.tied!.item]!, right, of }];
  });
}

function formats(left: SnapshotItem, right: SnapshotItem): readonly OtherDifference[] {
  return [...new Set([...Object.keys(left.marks ?? {}), ...Object.keys(right.marks ?? {})])].flatMap((path) => {
    const before = left.marks?.[path];
    const after = right.marks?.[path];
    // Where the text itself changed, its formatting had to; only what is newly marked is worth telling.
    if (before === after || (after === undefined && left.texts[path] !== right.texts[path])) return [];
    return [
      {
        sheet: right.sheet,
        cell: right.cells[path] ?? '',
        kind: 'format' as const,
        ...(before === undefined ? {} : { base: before }),
        ...(after === undefined ? {} : { theirs: after }),
      },
    ];
  });
}

function betweenSheets(left: SheetContents, right: SeenContents, moved: boolean): readonly OtherDifference[] {
  const { sheet } = right;
  const found: OtherDifference[] = [];
  const entries = (kind: 'cell' | 'note', before: Texts, after: Texts): void => {
    for (const [cell, a, b] of moved ? byText(before, after) : byAddress(before, after)) {
      // An answer under a request is told as such.
      if (kind === 'note' && a !== undefined && b !== undefined && withoutAnswers(a) === withoutAnswers(b)) continue;
      found.push({
        sheet,
        cell,
        kind,
        ...(a === undefined ? {} : { base: a }),
        ...(b === undefined ? {} : { theirs: b }),
      });
    }
  };
  if (!hasSameCells(left, right)) entries('cell', left.cells, keptContents(right).cells);
  entries('note', left.notes, right.notes);
  if (left.shapes.join('\0') !== right.shapes.join('\0')) {
    found.push({ sheet, kind: 'drawing', base: described(left.shapes), theirs: described(right.shapes) });
  }
  // Where rows were put in, the hidden ones have other numbers: then their count tells.
  const [before, after] = [left.hiddenRows, right.hiddenRows];
  if (moved ? before.length !== after.length : before.join() !== after.join())
    found.push({ sheet, kind: 'hidden-rows', base: before.join(), theirs: after.join() });
  const [columnsBefore, columnsAfter] = [
    left.hiddenColumns?.map(columnName).join(),
    right.hiddenColumns.map(columnName).join(),
  ];
  if (columnsBefore !== undefined && columnsBefore !== columnsAfter)
    found.push({ sheet, kind: 'hidden-columns', base: columnsBefore, theirs: columnsAfter });
  return found;
}

/** Nearly every sheet: passed over without taking its cells apart. */
function hasSameCells(left: SheetContents, { addresses, texts }: SeenContents): boolean {
  for (let index = 0; index < addresses.length; index += 1)
    if (left.cells[addresses[index]!] !== texts[index]) return false;
  return Object.keys(left.cells).length === addresses.length;
}

const described = (shapes: readonly string[]): string =>
  `${shapes.length}${shapes.some(Boolean) ? `: ${shapes.filter(Boolean).join(' / ')}` : ''}`;

type Texts = Readonly<Record<string, string>>;
type Entry = readonly [cell: string, before: string | undefined, after: string | undefined];

const plain = (text: string | undefined): string | undefined => (text === undefined ? undefined : plainLineEnds(text));

function byAddress(before: Texts, after: Texts): readonly Entry[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((cell): Entry[] =>
    plain(before[cell]) === plain(after[cell]) ? [] : [[cell, before[cell], after[cell]]],
  );
}

/** On a sheet whose boxes have moved, texts are compared wherever they stand. */
function byText(before: Texts, after: Texts): readonly Entry[] {
  const rest = new Map<string, string[]>();
  for (const [cell, text] of Object.entries(before))
    rest.set(plainLineEnds(text), [...(rest.get(plainLineEnds(text)) ?? []), cell]);
  const added: Entry[] = [];
  for (const [cell, text] of Object.entries(after)) {
    const places = rest.get(plainLineEnds(text));
    if (places === undefined || places.length === 0) added.push([cell, undefined, text]);
    else places.shift();
  }
  const removed = [...rest].flatMap(([text, cells]) => cells.map((cell): Entry => [cell, text, undefined]));
  return [...removed, ...added];
}
