import { drawChart } from '../../../../src-shared/paper/charts/draw-chart.ts';
import type { Ink } from '../../../../src-shared/paper/page.ts';
import { child, childrenNamed, descend, flag, numeric, readTree, type XmlNode } from '../../xml/xml-tree.ts';
import type { BookContext } from '../book-context.ts';
import type { CellValue } from '../book-values.ts';
import type { ChartContext } from './chart-looks.ts';
import { readChart } from './read-chart.ts';

/** Points of one series that paper draws; there is no room for more. */
const mostPoints = 20_000;

/**
 * The chart of a part, drawn into a frame of its own corner (0, 0); `undefined` where it is of a kind that paper cannot show, or damaged
 * beyond reading. Throws what reading the package throws.
 */
export function chartInk(
  book: Pick<BookContext, 'package' | 'colours' | 'values' | 'words'>,
  part: string,
  frame: { readonly width: number; readonly height: number },
  look: Pick<ChartContext, 'font' | 'label'>,
): readonly Ink[] | undefined {
  if (!book.package.has(part) || frame.width <= 0 || frame.height <= 0) return undefined;
  const root = readTree(book.package.text(part).text);
  const { words } = book;
  const visibleOnly = flag(child(child(root, 'chart'), 'plotVisOnly')?.attributes['val'], true);
  const cells = (source: XmlNode | undefined): readonly CellValue[] | undefined =>
    cellsOf(book, child(source, 'f')?.text, visibleOnly);
  const chart = readChart(root, {
    ...look,
    colours: book.colours,
    words,
    numbers: (source) => {
      const live = cells(source);
      if (live !== undefined) return live.map(({ kind, number }) => (kind === 'number' ? number : undefined));
      return cached(source).map((text) => numeric(text));
    },
    texts: (source) => {
      const live = source?.name === 'multiLvlStrRef' ? undefined : cells(source);
      if (live !== undefined) return live.map(({ shown }) => shown);
      const format = child(cacheOf(source), 'formatCode')?.text;
      return cached(source).map((text = '') => {
        const number = source?.name.startsWith('num') === true ? numeric(text) : undefined;
        return number === undefined ? text : words(number, format ?? 'General');
      });
    },
  });
  return chart === undefined ? undefined : drawChart(chart, { x: 0, y: 0, ...frame }, words);
}

/** The cells that a chart names, as they are now. */
function cellsOf(
  book: Pick<BookContext, 'values'>,
  reference: string | undefined,
  visibleOnly: boolean,
): readonly CellValue[] | undefined {
  const areas = reference === undefined ? undefined : book.values.areas(reference);
  if (areas === undefined) return undefined;
  const found: CellValue[] = [];
  for (const { cells, top, left, bottom, right } of areas)
    for (let row = top; row <= Math.min(bottom, Math.max(top, cells.bottom)); row += 1)
      for (let column = left; column <= Math.min(right, Math.max(left, cells.right)); column += 1) {
        if (found.length >= mostPoints) return found;
        if (!visibleOnly || !cells.isHidden(row, column)) found.push(cells.at(row, column));
      }
  return found;
}

const cacheOf = (source: XmlNode | undefined): XmlNode | undefined =>
  source?.children.find(({ name }) => name.endsWith('Cache')) ?? source;

/** Stored points; of several levels of categories the innermost. */
function cached(source: XmlNode | undefined): readonly (string | undefined)[] {
  const cache = cacheOf(source);
  const level = descend(cache, 'lvl') ?? cache;
  const points = childrenNamed(level, 'pt');
  const count = Math.min(mostPoints, numeric(child(cache, 'ptCount')?.attributes['val']) ?? points.length);
  const values: (string | undefined)[] = Array.from({ length: count });
  for (const point of points) {
    const index = numeric(point.attributes['idx']) ?? -1;
    if (index >= 0 && index < count) values[index] = child(point, 'v')?.text;
  }
  return values;
}
