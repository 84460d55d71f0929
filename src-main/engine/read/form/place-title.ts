import type { Box } from './boxes.ts';
import type { FormSheet } from './form-sheet.ts';

/** The title line: the topmost box that begins with its label, else the lowest of the wide boxes above the labels. */
export function pillarBox(sheet: FormSheet, values: ReadonlySet<Box>, firstRow: number): Box | undefined {
  const { labelled, grid, lastColumn } = sheet;
  const free = (box: Box): boolean => !values.has(box) && !sheet.isClaimed(box);
  const own = labelled.find((box) => box.hit?.kind === 'own' && free(box));
  if (own) {
    const [value] = own.hit?.kind === 'own' && own.hit.alone ? grid.rightOf(own, lastColumn) : [];
    return value && (value.filled || value.merged) && free(value) ? value : own;
  }
  const above = grid.boxes.filter((box) => box.merged && box.bottom < firstRow && free(box));
  const widest = Math.max(...above.map((box) => box.right - box.left));
  const wide = above.filter((box) => box.right - box.left >= Math.max(3, widest * 0.6));
  return wide.toSorted((a, b) => b.bottom - a.bottom)[0];
}

/** `No.10`: the box that holds label and number. */
export const numberInLabel = (sheet: FormSheet): Box | undefined =>
  sheet.labelled.find((box) => box.hit?.kind === 'number-in-label' && !sheet.isClaimed(box));
