import { append } from '../../../../src-shared/domain/large-lists.ts';
import { formatAddress, formatArea, maxColumn, parseArea, unpackAddress, type Area } from '../../book/address.ts';
import { areaAround } from '../../book/area-around.ts';
import { PackageError } from '../../package/package-error.ts';
import { cellChildren, cellType, type CellContent } from '../cells/cell-content.ts';
import { applySplices, type Splice } from '../../xml/splice.ts';
import { asEmpty, asOpening, editStartTag } from '../../xml/start-tag.ts';
import { rehomeSharedFormulas } from './shared-formulas.ts';
import type { FoundCell, FoundFormula, FoundRow, SheetPlaces } from '../cells/locate-cells.ts';

export interface WriteOptions {
  /** Formulas may be replaced; without it a cell that holds one is refused. */
  readonly unlock?: boolean;
}

export interface CellSplices {
  readonly splices: readonly Splice[];
  /** Cells whose formula goes, for the calculation chain. */
  readonly formulasRemoved: readonly string[];
}

/**
 * What changes in a sheet part when some cells do (contents by packed address; `places` was located for them). A cell
 * keeps its style and what else it has; missing cells and rows are made where they belong. All else stays as it is.
 *
 * Throws `PackageError`: `damaged` for a cell that the part has twice, `locked` for a cell with a formula (without `unlock`), and for one inside an array formula or
 * data table, of which Excel lets nobody change a part.
 */
export function writeCells(
  places: SheetPlaces,
  contents: ReadonlyMap<number, CellContent>,
  options: WriteOptions = {},
): CellSplices {
  const splices: Splice[] = [];
  const removed = new Set<FoundFormula>();
  const missing: number[] = [];
  for (const [packed, content] of contents) {
    if (places.twice.has(packed)) throw new PackageError({ kind: 'damaged', reason: 'sheet', cell: addressOf(packed) });
    refuseGroups(places, packed);
    const cell = places.cells.get(packed);
    if (cell === undefined) {
      if (content.kind !== 'blank') missing.push(packed);
      continue;
    }
    if (cell.formula) {
      if (!options.unlock) throw locked('formula', packed);
      removed.add(cell.formula);
    }
    splices.push(rewriteCell(places, cell, content));
  }
  append(splices, rehomeSharedFormulas(places, removed));
  splices.push(
    ...addCells(
      places,
      missing.toSorted((a, b) => a - b),
      contents,
    ),
  );
  append(splices, growDimension(places, missing));
  return {
    splices,
    formulasRemoved: Array.from(removed, ({ position }) => formatAddress(position.row, position.column)),
  };
}

const addressOf = (packed: number): string => {
  const { row, column } = unpackAddress(packed);
  return formatAddress(row, column);
};

const locked = (reason: 'formula' | 'array', packed: number): PackageError =>
  new PackageError({ kind: 'locked', reason, cell: addressOf(packed) });

const holds = (area: Area, row: number, column: number): boolean =>
  row >= area.top && row <= area.bottom && column >= area.left && column <= area.right;

function refuseGroups(places: SheetPlaces, packed: number): void {
  const { row, column } = unpackAddress(packed);
  for (const { type, area } of places.groups) {
    if (type === 'shared' || area === undefined || !holds(area, row, column)) continue;
    // A dynamic formula with one result is stored as an array of one cell; that one can be replaced.
    if (type === 'array' && area.top === area.bottom && area.left === area.right) continue;
    throw locked('array', packed);
  }
}

/** `t`, rich value and array metadata (`vm`, `cm`) describe the old content; style and `ph` stay. */
function rewriteCell(places: SheetPlaces, cell: FoundCell, content: CellContent): Splice {
  const old = places.text.slice(cell.start, cell.end);
  const tag = editStartTag(places.text.slice(cell.start, cell.open), {
    t: cellType(content),
    vm: undefined,
    cm: undefined,
  });
  const children = cellChildren(content, places.prefix);
  const rest = restOfCell(places, cell);
  if (children + rest === '') return { start: cell.start, end: cell.end, insert: asEmpty(tag) };
  const name = /^<([^\s/>]+)/.exec(old)?.[1] ?? 'c';
  return { start: cell.start, end: cell.end, insert: `${asOpening(tag)}${children}${rest}</${name}>` };
}

/** What a cell holds beside formula and value: extensions. */
function restOfCell(places: SheetPlaces, cell: FoundCell): string {
  const gone = cell.formula ? [...cell.contents, cell.formula] : cell.contents;
  if (places.text.slice(cell.open - 2, cell.open) === '/>') return '';
  const close = places.text.lastIndexOf('</', cell.end - 1);
  const inside = gone.map((one) => ({ start: one.start - cell.open, end: one.end - cell.open, insert: '' }));
  return applySplices(places.text.slice(cell.open, close), inside).trim();
}

/** Makes the missing cells, those of one place in one splice so that their order is theirs. */
function addCells(
  places: SheetPlaces,
  missing: readonly number[],
  contents: ReadonlyMap<number, CellContent>,
): readonly Splice[] {
  const splices: Splice[] = [];
  const newRows = new Map<number, string>();
  const widened = new Map<FoundRow, readonly number[]>();
  for (const packed of missing) {
    const { row, column } = unpackAddress(packed);
    const content = contents.get(packed) as CellContent;
    const found = places.rows.get(row);
    const cell = newCell(places, packed, content);
    if (found === undefined) newRows.set(row, (newRows.get(row) ?? '') + cell);
    else {
      widened.set(found, [...(widened.get(found) ?? []), column]);
      if (!found.empty) {
        const next = found.cells.find((one) => one.column > column)?.start ?? found.close;
        splices.push({ start: next, end: next, insert: cell });
      }
    }
  }
  for (const [row, columns] of widened) splices.push(widenRow(places, row, columns, contents));
  append(splices, addRows(places, newRows));
  return splices;
}

/** The row's start tag with its `spans` around the new cells; a row without cells gets them here. */
function widenRow(
  places: SheetPlaces,
  row: FoundRow,
  columns: readonly number[],
  contents: ReadonlyMap<number, CellContent>,
): Splice {
  const tag = places.text.slice(row.start, row.open);
  const spans = /\sspans\s*=\s*["']\s*(\d+):(\d+)\s*["']/.exec(tag);
  const first = Math.min(Number(spans?.[1]), ...columns);
  const last = Math.max(Number(spans?.[2]), ...columns);
  const edited = spans ? editStartTag(tag, { spans: `${first}:${last}` }) : tag;
  if (!row.empty) return { start: row.start, end: row.open, insert: edited };
  const cells = columns.map((column) => {
    const packed = row.row * maxColumn + column - 1;
    return newCell(places, packed, contents.get(packed) as CellContent);
  });
  return { start: row.start, end: row.end, insert: `${asOpening(edited)}${cells.join('')}</${places.prefix}row>` };
}

function addRows(places: SheetPlaces, newRows: ReadonlyMap<number, string>): readonly Splice[] {
  const { prefix, sheetData } = places;
  const rows = Array.from(newRows, ([row, cells]) => ({
    at: places.rowPlaces.get(row) ?? sheetData.close,
    xml: `<${prefix}row r="${row}">${cells}</${prefix}row>`,
  }));
  if (rows.length === 0) return [];
  if (!sheetData.empty) return rows.map(({ at, xml }) => ({ start: at, end: at, insert: xml }));
  const tag = asOpening(places.text.slice(sheetData.start, sheetData.open));
  const insert = `${tag}${rows.map(({ xml }) => xml).join('')}</${prefix}sheetData>`;
  return [{ start: sheetData.start, end: sheetData.end, insert }];
}

function newCell(places: SheetPlaces, packed: number, content: CellContent): string {
  const { row, column } = unpackAddress(packed);
  const tag = editStartTag(`<${places.prefix}c r="${formatAddress(row, column)}">`, {
    s: styleOfMissing(places, row, column),
    t: cellType(content),
  });
  return `${tag}${cellChildren(content, places.prefix)}</${places.prefix}c>`;
}

/**
 * The style of a cell that is not there: its row's, its column's (ECMA-376 part 1, 18.3.1.73 and 18.3.1.13), else
 * that of a neighbour, first one in the same merged area.
 */
function styleOfMissing(places: SheetPlaces, row: number, column: number): string | undefined {
  const found = places.rows.get(row);
  if (found?.style !== undefined) return found.style;
  const ofColumn = places.columnStyles.find(({ from, to }) => column >= from && column <= to)?.style;
  if (ofColumn !== undefined && ofColumn !== '0') return ofColumn;
  const cells = found?.cells ?? [];
  const merge = places.merges.find((area) => holds(area, row, column));
  const left = cells.findLast((one) => one.column < column);
  const right = cells.find((one) => one.column > column);
  const above = places.stylesAbove.get(row * maxColumn + column - 1);
  if (merge && right && right.column <= merge.right) return right.style;
  if (left?.column === column - 1) return left.style;
  return above ?? (right?.column === column + 1 ? right.style : undefined) ?? ofColumn;
}

function growDimension(places: SheetPlaces, missing: readonly number[]): readonly Splice[] {
  const { dimension } = places;
  const area = dimension && parseArea(dimension.ref);
  if (!dimension || !area || missing.length === 0) return [];
  const cells = missing
    .map(unpackAddress)
    .map(({ row, column }) => ({ top: row, left: column, bottom: row, right: column }));
  const grown = areaAround([area, ...cells]);
  const insert = formatArea(grown);
  return insert === formatArea(area) ? [] : [{ start: dimension.start, end: dimension.end, insert }];
}
