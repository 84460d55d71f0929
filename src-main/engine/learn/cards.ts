import type { GridCell, SheetGrid } from './grid.ts';
import { titleLabel } from './roles.ts';
import { fold, labelKeyOf } from './words.ts';

/** So many labels must come again in each card, or what repeats is a part of one item. */
const fewestLabels = 5;

/**
 * Sheets on which several items stand one under the other (cards), cut into one grid an item; other sheets as they are. The same
 * labels come again from the first lined row to the last, and one of them names the item.
 */
export function cutCards(grids: readonly SheetGrid[]): readonly SheetGrid[] {
  const anchors = new Set(grids.flatMap((grid) => anchorOf(grid) ?? []));
  return grids.flatMap((grid) => {
    const own = anchorOf(grid) ?? firstLabel(grid);
    if (own === undefined || !anchors.has(own)) return [grid];
    const tops = topsOf(grid, own);
    return tops.map((top, i) => cardOf(grid, top, (tops[i + 1] ?? grid.rows + 1) - 1));
  });
}

const keyOf = ({ text, numeric }: GridCell): string =>
  text.trim() === '' || numeric || text.length > 40 ? '' : labelKeyOf(text);

const isLined = ({ lines }: GridCell): boolean => lines >= 3;

/** The key of the first text in lines. */
function firstLabel({ cells }: SheetGrid): string | undefined {
  const first = cells.find((cell) => isLined(cell) && keyOf(cell) !== '');
  return first && keyOf(first);
}

const topsOf = ({ cells }: SheetGrid, key: string): readonly number[] => [
  ...new Set(cells.flatMap((cell) => (isLined(cell) && keyOf(cell) === key ? [cell.row] : []))),
];

/** The key of the label that each card of a sheet begins with; `undefined` for a sheet without cards. */
function anchorOf(grid: SheetGrid): string | undefined {
  const anchor = firstLabel(grid);
  if (anchor === undefined) return undefined;
  const tops = topsOf(grid, anchor);
  if (tops.length < 2) return undefined;
  const labels = tops.map((top, i) => labelsIn(grid, top, (tops[i + 1] ?? grid.rows + 1) - 1));
  const [first, ...others] = labels as [readonly string[], ...(readonly string[])[]];
  const common = first.filter((key) => others.every((other) => other.includes(key)));
  // What stands once in each, nearly everything that is printed, and a name for the item.
  const isWhole = labels.every((own) => common.length * 10 >= own.length * 8);
  return common.length >= fewestLabels && isWhole && common.some((key) => titleLabel.test(key)) ? anchor : undefined;
}

/** Keys of texts that stand once between two rows and look like those of labels: with a ground, or locked, or short. */
function labelsIn({ cells }: SheetGrid, top: number, bottom: number): readonly string[] {
  const counts = new Map<string, number>();
  const grounds = cells.some(({ fill, text }) => fill !== undefined && text !== '');
  for (const cell of cells) {
    if (cell.row < top || cell.row > bottom || !isLined(cell) || cell.unlocked) continue;
    const key = grounds && cell.fill === undefined ? '' : keyOf(cell);
    if (key !== '' && fold(cell.text) !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.keys()];
}

function cardOf(grid: SheetGrid, top: number, bottom: number): SheetGrid {
  const cells = grid.cells.filter((cell) => cell.row >= top && cell.row <= bottom);
  const last = Math.max(...cells.map((cell) => cell.bottom));
  return {
    ...grid,
    card: true,
    rows: Math.min(bottom, last),
    cells,
    at: (row, column) => (row < top || row > bottom ? undefined : grid.at(row, column)),
  };
}
