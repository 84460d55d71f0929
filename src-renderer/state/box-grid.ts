import { gridAround, type BoxGrid } from '../../src-shared/form/box-grid.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { documentOf, itemOf, type FieldRef } from './session.ts';

/**
 * The boxes around one as rows and columns. Of a described form they are those of its sheet, by where they begin there; a box that
 * stands on no drawn sheet is alone.
 */
export function gridOf(ref: FieldRef, extraRows = 0): BoxGrid {
  const sheet = itemOf(ref);
  const document = documentOf(ref.document);
  if (sheet === undefined) return [[ref.path]];
  if (document?.form === undefined) return gridAround(sheet, ref.path, extraRows);
  for (const { index } of sheet.drawn ?? []) {
    const cells = (document.sheets[index]?.cells ?? []).filter(({ path }) => path !== undefined);
    if (!cells.some(({ path }) => path === ref.path)) continue;
    const rows = [...new Set(cells.map(({ top }) => top))].toSorted((a, b) => a - b);
    const columns = [...new Set(cells.map(({ left }) => left))].toSorted((a, b) => a - b);
    const grid = rows.map((): (FieldPath | undefined)[] => columns.map(() => undefined));
    for (const { top, left, path } of cells)
      (grid[rows.indexOf(top)] as (FieldPath | undefined)[])[columns.indexOf(left)] = path;
    return grid;
  }
  return [[ref.path]];
}
