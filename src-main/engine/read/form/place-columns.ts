import type { FieldPath, FiscalYear } from '../../../../src-shared/domain/fields.ts';
import { shareColumns, type Box } from './boxes.ts';
import type { FormSheet } from './form-sheet.ts';
import { boxesUnder, isBox, lastColumnOf } from './place-under.ts';

/** A heading with the box that its column begins with, for one year. */
interface Column {
  readonly year: FiscalYear;
  /** The heading next to the boxes. */
  readonly head: Box;
  /** The heading of the column to the right. */
  readonly next: Box | undefined;
  /** The first box under the heading. */
  readonly box: Box;
}

/**
 * Places the fields of a label that heads columns (上半期 beside 下半期) instead of a row, its years over it, under it or
 * below each other at the left. Gives those years; none where the label heads no column.
 */
export function placeInColumns(
  sheet: FormSheet,
  label: Box,
  paths: (year: FiscalYear) => readonly FieldPath[],
  put: (path: FieldPath, box: Box) => void,
): readonly FiscalYear[] {
  const columns = columnsOf(sheet, label);
  for (const { year, head, next, box } of columns) placeBoxes(sheet, head, next, box, paths(year), put);
  return columns.map(({ year }) => year);
}

/** Places the text under a heading, and the choice right of it or below it. */
export function placeBoxes(
  sheet: FormSheet,
  head: Box,
  next: Box | undefined,
  box: Box,
  paths: readonly FieldPath[],
  put: (path: FieldPath, box: Box) => void,
): void {
  const found = boxesUnder(sheet, box, head.left, lastColumnOf(sheet, box, head, next, paths.length));
  const below = found.length < paths.length ? choiceBelow(sheet, head, box) : undefined;
  [...found, ...(below ? [below] : [])].forEach((value, i) => {
    const path = paths[i];
    if (path) put(path, value);
  });
}

/** The box under a text in a row of its own, which no label of the form begins and no year heads. */
function choiceBelow(sheet: FormSheet, head: Box, text: Box): Box | undefined {
  const below = sheet.grid.below(text);
  if (
    below === undefined ||
    !isBox(below) ||
    below.left !== text.left ||
    below.right !== text.right ||
    sheet.isLabel(below)
  )
    return undefined;
  const isOthers = sheet.labelled.some(
    (box) => box.top <= below.bottom && box.bottom >= below.top && box.top > text.bottom && sheet.isLabel(box),
  );
  return isOthers && Math.max(blockBottom(sheet, head), blockBottom(sheet, text)) < below.bottom ? undefined : below;
}

/** The last row of the labels that stand left of a heading in its row, 進捗管理 the furthest; 0 where none does. */
function blockBottom(sheet: FormSheet, head: Box): number {
  let bottom = 0;
  for (let box = sheet.grid.box(head.top, head.left - 1); box; box = sheet.grid.box(head.top, box.left - 1)) {
    if (box.filled) bottom = Math.max(bottom, box.bottom);
    // Beyond it stands another block.
    if (
      sheet.placeOf(box)?.kind === 'block' ||
      (box.filled && !isUnder(sheet, box) && box.hit === undefined && box.bottom === box.top)
    )
      break;
  }
  return bottom;
}

/** The box that a heading's column begins with; not one of the next block where its own are blank cells. */
function firstUnder(sheet: FormSheet, head: Box): Box | undefined {
  const next = sheet.grid.box(head.bottom + 1, head.left);
  const bottom = blockBottom(sheet, head);
  if (bottom > head.bottom) {
    for (let box = next; box && box.top <= bottom; box = sheet.grid.box(box.bottom + 1, head.left))
      if (isBox(box)) return box;
    return next;
  }
  const below = sheet.grid.below(head);
  return below === undefined || (below !== next && sheet.isLabel(below)) ? next : below;
}

function columnsOf(sheet: FormSheet, label: Box): Column[] {
  const siblings = sheet.labelled.filter((box) => box.top === label.top && box !== label && isUnder(sheet, box));
  const own = label.hit?.kind === 'label' ? label.hit.name : undefined;
  if (!siblings.some((box) => box.hit?.kind === 'label' && box.hit.name !== own)) return [];
  const next = siblings.find((box) => box.left > label.right);
  const box = firstUnder(sheet, label);
  if (box === undefined || !headsColumn(sheet, label, box, siblings)) return [];
  const over = yearOver(sheet, label, siblings);
  const inColumn: Column[] =
    over === undefined || sheet.isLabel(box) ? [] : [{ year: over.year, head: label, next, box }];
  if (over?.adjoins) return [{ year: over.year, head: label, next, box }];
  const first = Math.min(label.left, ...siblings.map((one) => one.left));
  const found = [yearsBeside(sheet, label, box, next, first), yearsUnder(sheet, label, box, next), inColumn];
  return found.find((columns) => columns.length > 0) ?? [];
}

const isUnder = (sheet: FormSheet, box: Box): boolean => !sheet.isClaimed(box) && sheet.placeOf(box)?.kind === 'under';

const plainYear = (sheet: FormSheet, box: Box): FiscalYear | undefined =>
  box.hit?.kind === 'year' && box.hit.label.column === 'plain' && !sheet.isClaimed(box)
    ? box.hit.label.year
    : undefined;

/** Its boxes stand below: the labels stand side by side, or what lies between them has a box of its own below it too. */
function headsColumn(sheet: FormSheet, label: Box, below: Box, siblings: readonly Box[]): boolean {
  if (isUnder(sheet, below)) return false;
  const [right] = sheet.grid.rightOf(label, sheet.lastColumn);
  const left = sheet.grid.leftOf(label);
  const beside = [right, left].filter((box): box is Box => box !== undefined && siblings.includes(box));
  if (beside.some((box) => box.left === label.right + 1 || box.right === label.left - 1)) return true;
  // What is between may be blank boxes of a row that ends here, or an inserted column.
  if (beside.length > 0 || right === undefined || !isBox(right)) {
    const first = [label, ...siblings].reduce((a, b) => (b.left < a.left ? b : a));
    return blockBottom(sheet, first) !== label.bottom;
  }
  return isBox(below) && below.left === label.left && below.right < right.left;
}

/** Years in the row under 上半期, as far as 下半期. */
function yearsUnder(sheet: FormSheet, label: Box, below: Box, next: Box | undefined): Column[] {
  if (plainYear(sheet, below) === undefined) return [];
  const end = next ? next.left - 1 : sheet.lastColumn;
  const row = sheet.labelled.filter(
    (box) => box.top === below.top && box.left >= label.left && plainYear(sheet, box) !== undefined,
  );
  return row.flatMap((head, i): Column[] => {
    const box = firstUnder(sheet, head);
    const year = plainYear(sheet, head);
    return head.left > end || box === undefined || year === undefined ? [] : [{ year, head, next: row[i + 1], box }];
  });
}

/** Years below each other at the left, from the row of the first box on. */
function yearsBeside(sheet: FormSheet, label: Box, below: Box, next: Box | undefined, end: number): Column[] {
  const columns: Column[] = [];
  let first: Box | undefined;
  for (const box of sheet.labelled) {
    if (box.top < below.top || box.top <= label.bottom) continue;
    const year = plainYear(sheet, box);
    if (year === undefined || box.right >= end) {
      if (first && sheet.isLabel(box) && shareColumns(box, first)) break;
      continue;
    }
    if (first === undefined && box.top > below.bottom) break;
    if ((first && box.left !== first.left) || (columns.at(-1)?.year ?? 0) >= year) break;
    first ??= box;
    const value = sheet.grid.box(box.top, label.left);
    if (value) columns.push({ year, head: label, next, box: value });
  }
  return columns;
}

/**
 * The year over a label: it covers the label, or, in a narrower cell, stands over the first of the labels and no other
 * text between it and this one.
 */
function yearOver(
  sheet: FormSheet,
  label: Box,
  siblings: readonly Box[],
): { readonly year: FiscalYear; readonly adjoins: boolean } | undefined {
  let found: Box | undefined;
  for (const box of sheet.labelled) {
    if (box.top >= label.top) break;
    if (plainYear(sheet, box) === undefined || box.bottom >= label.top || box.left > label.left) continue;
    if (found === undefined || box.top > found.top || box.left >= found.left) found = box;
  }
  if (found === undefined) return undefined;
  if (found.right < label.left) {
    const { left, right, top } = found;
    const between = Array.from({ length: label.left - right }, (_, i) => sheet.grid.box(top, right + 1 + i));
    if (!siblings.some((box) => box.left === left) || between.some((box) => box && isBox(box))) return undefined;
  }
  const year = plainYear(sheet, found);
  return year === undefined ? undefined : { year, adjoins: found.bottom + 1 === label.top };
}

/** A year over a whole block of its own: it covers the label and boxes right of it, which reach `lastColumn` or another label. */
export function yearOverBlock(
  sheet: FormSheet,
  label: Box,
): { readonly year: FiscalYear; readonly lastColumn: number; readonly next: Box | undefined } | undefined {
  const over = sheet.labelled.filter(
    (box) => box.bottom < label.top && box.right > label.right && plainYear(sheet, box) !== undefined,
  );
  const nearest = Math.max(...over.map((box) => box.top));
  const box = over.find((one) => one.top === nearest && one.left <= label.left);
  const year = box && plainYear(sheet, box);
  if (box === undefined || year === undefined) return undefined;
  const next = sheet.labelled.find((one) => one.top === label.top && one.left > label.right && isUnder(sheet, one));
  return next && next.left <= box.right
    ? { year, lastColumn: next.left - 1, next }
    : { year, lastColumn: box.right, next: undefined };
}
