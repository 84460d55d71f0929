import type { Canvas } from './canvas.ts';
import type { Graphic } from './page.ts';
import type { Edge, SheetGeometry } from './sheet.ts';

/** `leading`: only the cell below or to the right has it, so that it does not end the page before. */
type OwnedEdge = Edge & { readonly leading: boolean };

/** Of two cells that share an edge the heavier line is drawn (18.18.3 in order of weight). */
const weight = (edge: Edge): number => edge.width * 10 + (edge.line === 'double' ? 8 : edge.line === 'solid' ? 4 : 0);

const heavier = (a: Edge | undefined, b: Edge): Edge => (a === undefined || weight(b) > weight(a) ? b : a);

/**
 * Ruled lines of a sheet on its canvas. An edge between two cells is drawn once; lines that go on are one line, so that
 * corners meet. Inside a merged area nothing is drawn.
 */
export function ruledLines(sheet: SheetGeometry, canvas: Canvas): readonly Graphic[] {
  const horizontal = new Map<number, Map<number, OwnedEdge>>();
  const vertical = new Map<number, Map<number, OwnedEdge>>();
  const put = (
    lines: Map<number, Map<number, OwnedEdge>>,
    line: number,
    at: number,
    edge: Edge,
    leading: boolean,
  ): void => {
    const row = lines.get(line) ?? new Map<number, OwnedEdge>();
    const known = row.get(at);
    row.set(at, { ...heavier(known, edge), leading: leading && known?.leading !== false });
    lines.set(line, row);
  };
  const inside = mergedInside(sheet);
  const rules: Graphic[] = [];
  for (const cell of sheet.cells) {
    const border = sheet.styles[cell.style]?.border;
    if (border === undefined) continue;
    const { row, column } = cell;
    if (border.top !== undefined && !inside.above(row, column)) put(horizontal, row, column, border.top, true);
    if (border.bottom !== undefined && !inside.above(row + 1, column))
      put(horizontal, row + 1, column, border.bottom, false);
    if (border.left !== undefined && !inside.before(row, column)) put(vertical, column, row, border.left, true);
    if (border.right !== undefined && !inside.before(row, column + 1))
      put(vertical, column + 1, row, border.right, false);
    if (cell.covered !== true && (border.up !== undefined || border.down !== undefined)) {
      const { x, y, width, height } = canvas.area(cell);
      if (border.down !== undefined) rules.push(rule(x, y, x + width, y + height, border.down));
      if (border.up !== undefined) rules.push(rule(x, y + height, x + width, y, border.up));
    }
  }
  for (const [line, row] of horizontal) {
    joined(row, canvas.columns, (from, to, edge) => {
      const y = canvas.rows[line] ?? 0;
      rules.push({ ...rule(from, y, to, y, edge), ...(edge.leading ? { leading: true } : {}) });
    });
  }
  for (const [line, column] of vertical) {
    joined(column, canvas.rows, (from, to, edge) => {
      const x = canvas.columns[line] ?? 0;
      rules.push({ ...rule(x, from, x, to, edge), ...(edge.leading ? { leading: true } : {}) });
    });
  }
  return rules;
}

const rule = (x1: number, y1: number, x2: number, y2: number, edge: Edge): Extract<Graphic, { kind: 'rule' }> => ({
  kind: 'rule',
  x1,
  y1,
  x2,
  y2,
  width: edge.width,
  line: edge.line,
  colour: edge.colour,
});

const same = (a: OwnedEdge, b: OwnedEdge): boolean =>
  a.leading === b.leading && a.width === b.width && a.line === b.line && a.colour === b.colour;

/** Joins edges of neighbouring cells that look alike. */
function joined(
  cells: ReadonlyMap<number, OwnedEdge>,
  starts: readonly number[],
  draw: (from: number, to: number, edge: OwnedEdge) => void,
): void {
  const order = [...cells.keys()].toSorted((a, b) => a - b);
  for (let i = 0; i < order.length;) {
    const first = order[i] as number;
    const edge = cells.get(first) as OwnedEdge;
    let last = first;
    while (i + 1 < order.length && order[i + 1] === last + 1 && same(cells.get(last + 1) as OwnedEdge, edge)) {
      last += 1;
      i += 1;
    }
    i += 1;
    const from = starts[first] ?? 0;
    const to = starts[last + 1] ?? from;
    if (to > from) draw(from, to, edge);
  }
}

/** Whether an edge lies inside a merged area: between (row-1, row) or (column-1, column) of one area. */
function mergedInside(sheet: SheetGeometry) {
  const above = new Set<number>();
  const before = new Set<number>();
  const key = (row: number, column: number) => row * 20_000 + column;
  for (const cell of sheet.cells) {
    if (cell.bottom === undefined || cell.right === undefined) continue;
    const bottom = Math.min(cell.bottom, sheet.rows.length);
    const right = Math.min(cell.right, sheet.columns.length);
    for (let row = cell.row; row <= bottom; row += 1) {
      for (let column = cell.column; column <= right; column += 1) {
        if (row > cell.row) above.add(key(row, column));
        if (column > cell.column) before.add(key(row, column));
      }
    }
  }
  return {
    above: (row: number, column: number) => above.has(key(row, column)),
    before: (row: number, column: number) => before.has(key(row, column)),
  };
}
