import type { DrawnCell } from '../../../../src-shared/form/form-view.ts';
import { inReadingOrder, type Grid, type Spot } from './grid.ts';
import type { Placed } from './placed.ts';

/** Words longer than this are shown shortened: the window shows a form, and no sheet's hidden novel. */
const longestText = 2000;

/** The cells of a sheet as the window draws them: every box, and every text that is none. */
export function drawnSheet(grid: Grid, boxes: readonly Placed[]): readonly DrawnCell[] {
  const paths = new Map<Spot, string>();
  for (const { spot, path } of boxes) if (!paths.has(spot)) paths.set(spot, path);
  const cells: (DrawnCell & Pick<Spot, 'top' | 'left'>)[] = [...paths].map(([spot, path]) => ({
    ...areaOf(spot),
    path,
  }));
  for (const spot of grid.filled) {
    if (paths.has(spot)) continue;
    const text = grid.text(spot).trim();
    if (text !== '') cells.push({ ...areaOf(spot), text: text.slice(0, longestText) });
  }
  return cells.toSorted((a, b) => inReadingOrder(a as Spot, b as Spot));
}

const areaOf = ({ top, left, bottom, right }: Spot): Pick<Spot, 'top' | 'left' | 'bottom' | 'right'> => ({
  top,
  left,
  bottom,
  right,
});
