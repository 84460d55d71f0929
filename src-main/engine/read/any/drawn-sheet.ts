import type { DrawnCell } from '../../../../src-shared/form/form-view.ts';
import { Grid, inReadingOrder, KeyMemory, type Spot } from './grid.ts';
import type { Placed } from './placed.ts';
import { formatAddress, parseAddress } from '../../book/address.ts';
import { cellKind } from '../../book/cell-table.ts';
import { displayCell, sharedIndexOf } from '../../book/cell-value.ts';
import type { SeenSheet } from '../open.ts';

/** Words longer than this are shown shortened: the window shows a form, and no sheet's hidden novel. */
const longestText = 2000;

/** The cells of a sheet as the window draws them: every box, and every text that is none. */
export function drawnSheet(grid: Grid, boxes: readonly Pick<Placed, 'spot' | 'path'>[]): readonly DrawnCell[] {
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

/** Draws sheets of the first form right after they were read. Those of a plan lie alike: such ones are drawn once and share the list. */
export class ItemDrawer {
  readonly #known = new Map<string, readonly DrawnCell[]>();

  draw(seen: SeenSheet): readonly DrawnCell[] {
    const key = lookOf(seen);
    let cells = this.#known.get(key);
    if (cells === undefined) this.#known.set(key, (cells = drawnItem(seen)));
    return cells;
  }
}

/** All that the drawing of a sheet depends on: merged areas, boxes, and the other cells with their texts. */
function lookOf({ cells, context, item, fields }: SeenSheet): string {
  const others: (number | string)[] = [];
  for (let i = 0; i < cells.count; i += 1) {
    if (cells.kind[i] === cellKind.blank && !cells.formulas.has(i)) continue;
    const row = cells.row[i] as number;
    const column = cells.column[i] as number;
    if (fields.has(formatAddress(row, column))) continue;
    const shared = sharedIndexOf(cells, i, context);
    others.push(row, column, shared < 0 ? displayCell(cells, i, context) : shared);
  }
  const boxes: string[] = [];
  for (const path in item?.fields) boxes.push(path, item?.fields[path]?.area ?? '');
  return [cells.merges.numbers.subarray(0, cells.merges.length).join(), boxes.join(), others.join()].join('\n');
}

/** Notes beside the form are none of it. */
function drawnItem({ cells, context, item }: SeenSheet): readonly DrawnCell[] {
  const grid = new Grid(cells, cells.merges, context, new KeyMemory(context));
  const boxes = Object.values(item?.fields ?? {}).flatMap((field): Pick<Placed, 'spot' | 'path'>[] => {
    const position = field && parseAddress(field.cell);
    const spot = position && grid.at(position.row, position.column);
    return field === undefined || spot === undefined ? [] : [{ spot, path: field.path }];
  });
  const right = Math.max(0, ...boxes.map(({ spot }) => spot.right));
  return drawnSheet(grid, boxes).filter(({ left }) => left <= right + 1);
}

const areaOf = ({ top, left, bottom, right }: Spot): Pick<Spot, 'top' | 'left' | 'bottom' | 'right'> => ({
  top,
  left,
  bottom,
  right,
});
