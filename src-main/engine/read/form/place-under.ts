import type { FieldPath, FiscalYear } from '../../../../src-shared/domain/fields.ts';
import { shareColumns, type Box } from './boxes.ts';
import type { FormSheet } from './form-sheet.ts';

/** Plain year headings side by side, or one other heading: what the boxes of a row label stand under. */
export interface Heading {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  /** From left to right; empty for a heading that is no year. */
  readonly years: readonly { readonly year: FiscalYear; readonly box: Box }[];
  readonly box: Box;
}

/** Groups plain year headings of one row; a label in between or a year that does not follow begins another group. */
export function yearHeadings(sheet: FormSheet, plain: readonly Box[]): Heading[] {
  const headings: { years: { year: FiscalYear; box: Box }[] }[] = [];
  let last: { year: FiscalYear; box: Box } | undefined;
  for (const box of plain) {
    if (box.hit?.kind !== 'year' || sheet.isClaimed(box)) continue;
    const next = { year: box.hit.label.year, box };
    const follows = last && last.box.top === box.top && last.year < next.year && !labelBetween(sheet, last.box, box);
    if (follows) headings.at(-1)?.years.push(next);
    else headings.push({ years: [next] });
    last = next;
  }
  return headings.map(({ years }) => {
    const first = (years[0] as { box: Box }).box;
    const end = (years.at(-1) as { box: Box }).box;
    return {
      top: first.top,
      bottom: Math.max(...years.map(({ box }) => box.bottom)),
      left: first.left,
      right: end.right,
      years,
      box: first,
    };
  });
}

const labelBetween = (sheet: FormSheet, a: Box, b: Box): boolean =>
  sheet.labelled.some(
    (box) =>
      box.hit?.kind === 'label' &&
      box.top <= a.bottom &&
      box.bottom >= a.top &&
      box.left > a.right &&
      box.right < b.left &&
      sheet.isLabel(box),
  );

/**
 * The heading that a row label's boxes stand under: right of the label and above its row, with no other heading in
 * between; of several side by side the nearest to the label.
 */
export function headingOf(label: Box, headings: readonly Heading[]): Heading | undefined {
  const above = headings.filter((heading) => heading.bottom < label.top && heading.left > label.right);
  const nearest = above.filter(
    (heading) => !above.some((other) => other.bottom > heading.bottom && overlaps(other, heading)),
  );
  return nearest.toSorted((a, b) => a.left - b.left || b.bottom - a.bottom)[0];
}

/** Years below each other: the one that stands left of a row label, in its row or the rows before. */
export function yearBefore(sheet: FormSheet, label: Box): FiscalYear | undefined {
  let year: FiscalYear | undefined;
  for (const box of sheet.labelled) {
    if (box.top > label.top) break;
    if (box.hit?.kind !== 'year' || box.hit.label.column !== 'plain' || sheet.isClaimed(box)) continue;
    if (box.right < label.left && box.bottom >= label.top - 2) year = box.hit.label.year;
  }
  return year;
}

const overlaps = (a: Heading, b: Heading): boolean => a.left <= b.right && b.left <= a.right;

/** The rows that boxes are looked for in. */
type Rows = Pick<Box, 'top' | 'bottom'>;

/** A merged area or a filled cell: a blank single cell may be none of the form's. */
export const isBox = (box: Box): boolean => box.merged || box.filled;

/**
 * The boxes of a row label between two columns: the first, and the last where that is another (text, then choice); a bare
 * last cell only where no box stands before it. A choice may also stand under the text, within the label's rows.
 */
export function boxesUnder(sheet: FormSheet, label: Rows, from: number, to: number): readonly Box[] {
  const { grid } = sheet;
  const first = grid.box(label.top, from);
  if (first === undefined) return [];
  let last = grid.box(label.top, to);
  for (let box = last; box && box.left > first.right + 1 && !isBox(box);) {
    box = grid.box(label.top, box.left - 1);
    if (box && box !== first && isBox(box)) last = box;
  }
  if (last && last !== first && last.left > first.right && last.top <= label.bottom) return [first, last];
  const below = first.bottom < label.bottom ? grid.box(first.bottom + 1, from) : undefined;
  return below && below.bottom <= label.bottom && isBox(below) ? [first, below] : [first];
}

/** Places the fields of a row label under its year headings. */
export function placeByYear(
  sheet: FormSheet,
  label: Box,
  heading: Heading,
  paths: (year: FiscalYear) => readonly FieldPath[],
  put: (path: FieldPath, box: Box) => void,
): void {
  heading.years.forEach(({ year, box }, index) => {
    const next = heading.years[index + 1]?.box;
    const names = paths(year);
    const found = boxesUnder(sheet, label, box.left, lastColumnOf(sheet, label, box, next, names.length));
    names.forEach((path, i) => {
      const value = found[i];
      if (value) put(path, value);
    });
  });
}

/** Places the fields of a row label under a heading that is no year. */
export function placeByHeading(
  sheet: FormSheet,
  label: Box,
  heading: Heading,
  paths: readonly FieldPath[],
  put: (path: FieldPath, box: Box) => void,
): void {
  const next = sheet.labelled.find(
    (box) => box.top === heading.top && box.left > heading.right && !sheet.isClaimed(box),
  );
  const found = boxesUnder(sheet, label, heading.left, lastColumnOf(sheet, label, heading.box, next, paths.length));
  paths.forEach((path, i) => found[i] && put(path, found[i]));
}

/** How far the boxes under a heading reach: to its right edge; further where it is narrower than its boxes. */
export function lastColumnOf(sheet: FormSheet, label: Rows, year: Box, next: Box | undefined, parts: number): number {
  const { grid } = sheet;
  const text = grid.box(label.top, year.left);
  if (parts < 2 || text === undefined || text.right < year.right) return year.right;
  // The heading covers the text only: the choice stands right of it, before the next year.
  const [choice] = grid.rightOf(text, next ? next.left - 1 : sheet.lastColumn + 2);
  if (
    choice === undefined ||
    choice.top > label.bottom ||
    (next && choice.left >= next.left) ||
    sheet.isLabel(choice)
  ) {
    return year.right;
  }
  const above = grid.box(year.top, choice.left);
  // A heading in a single cell over a merged text is not merged over the choice either, so that a blank cell will do.
  const isBare = !year.merged && text.merged && choice.right <= sheet.lastColumn;
  return isBox(choice) || above?.filled === true || isBare ? choice.right : year.right;
}

/** Boxes that lie in a label's rows under a heading. */
export function claimUnder(sheet: FormSheet, label: Box, heading: Heading): void {
  for (const box of sheet.labelled) {
    if (
      box.top >= label.top &&
      box.bottom <= label.bottom &&
      shareColumns(box, { ...box, left: heading.left, right: heading.right })
    ) {
      sheet.claim(box);
    }
  }
}
