import type { Drawing } from '../../../src-shared/paper/sheet.ts';
import { box, path, through, type Point } from '../../../src-shared/paper/charts/pen.ts';
import { parseArea } from '../book/address.ts';
import { cellColour } from '../book/styles/colours.ts';
import { sheetLimits } from '../book/sheet-limits.ts';
import { child, childrenNamed, descend, type XmlNode } from '../xml/xml-tree.ts';
import type { AnchorGrid } from './anchor-grid.ts';
import type { BookContext } from './book-context.ts';

/** Small charts in cells (MS-XLSX 2.6.155 `sparklineGroup`): lines, columns, gains and losses, with the values of today. */
export function sparklines(
  groups: readonly XmlNode[],
  sheet: string,
  grid: AnchorGrid,
  book: Pick<BookContext, 'colours' | 'values'>,
): readonly Drawing[] {
  const drawings: Drawing[] = [];
  for (const group of groups) {
    const colour = cellColour(child(group, 'colorSeries')?.attributes, book.colours) ?? '#376092';
    for (const one of childrenNamed(child(group, 'sparklines'), 'sparkline')) {
      const at = parseArea(child(one, 'sqref')?.text ?? '');
      const areas = book.values.areas(child(one, 'f')?.text ?? '', sheet);
      if (at === undefined || areas === undefined || drawings.length >= sheetLimits.drawings) continue;
      const values = areas.flatMap(({ cells, top, left, bottom, right }) =>
        Array.from({ length: Math.min(500, (bottom - top + 1) * (right - left + 1)) }, (_, index) => {
          const across = right - left + 1;
          return cells.at(top + Math.floor(index / across), left + (index % across)).number;
        }),
      );
      const size = { width: grid.columnWidth(at.left), height: grid.rowHeight(at.top) };
      const d = outline(group.attributes['type'] ?? 'line', values, size);
      if (d === '') continue;
      const isLine = (group.attributes['type'] ?? 'line') === 'line';
      drawings.push({
        kind: 'ink',
        anchor: { row: at.top, column: at.left, x: 0, y: 0, ...size },
        ink: [path(d, isLine ? { line: { width: 0.75, line: 'solid', colour } } : { fill: colour })],
        label: descend(one, 'f')?.text ?? '',
      });
    }
  }
  return drawings;
}

/** Values in a cell of that size; bars of gains and losses are all as high. */
function outline(
  type: string,
  values: readonly (number | undefined)[],
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const numbers = values.filter((value) => value !== undefined);
  if (numbers.length === 0 || width < 4 || height < 4) return '';
  const [x, y, w, h] = [2, 2, width - 4, height - 4];
  const isLine = type === 'line';
  const low = Math.min(...numbers, ...(isLine ? [] : [0]));
  const high = Math.max(...numbers, ...(isLine ? [] : [0]));
  const share = (value: number): number => (high > low ? (value - low) / (high - low) : 0.5);
  const points = values.flatMap((value, index): readonly Point[] =>
    value === undefined
      ? []
      : [
          [
            x + (w * (index + (isLine ? 0 : 0.5))) / Math.max(1, values.length - (isLine ? 1 : 0)),
            y + h * (1 - share(value)),
          ],
        ],
  );
  if (isLine) return through(points);
  const breadth = (w / values.length) * 0.8;
  return values
    .flatMap((value, index) => {
      if (value === undefined || value === 0) return [];
      const left = x + (w * index) / values.length + breadth * 0.1;
      const zero = type === 'stacked' ? y + h / 2 : y + h * (1 - share(0));
      const end = type === 'stacked' ? (value > 0 ? y : y + h) : y + h * (1 - share(value));
      return [box({ x: left, y: Math.min(zero, end), width: breadth, height: Math.abs(end - zero) })];
    })
    .join('');
}
