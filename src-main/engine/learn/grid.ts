import { decodeText } from '../xml/entities.ts';
import { readCellStyles, type StyleTable } from '../paper/cell-styles.ts';
import { colourTable } from '../book/styles/colours.ts';
import { readTree } from '../xml/xml-tree.ts';
import { workbookPart } from '../package/open-package.ts';
import { moveFormula } from '../write/formulas/formula-tokens.ts';
import { cellKind, CellTable } from '../book/cell-table.ts';
import { displayCell } from '../book/cell-value.ts';
import { ChoiceLists } from '../book/choice-lists.ts';
import { readSheetPart } from '../book/sheet-part.ts';
import { openWorkbookParts, type SheetLocation, type WorkbookParts } from '../book/workbook-parts.ts';
import { formatOf } from '../book/styles/styles-part.ts';
import type { WorkbookPackage } from '../types.ts';

/** How a cell looks, as far as a form says by it what is printed and what is filled in. */
export interface Look {
  /** `#rrggbb`; white and none are the same. */
  readonly fill: string | undefined;
  readonly bold: boolean;
  /** Lines round it, of four. */
  readonly lines: number;
  readonly unlocked: boolean;
  /** Text begins at the top: a box for several lines. */
  readonly top: boolean;
  readonly wrap: boolean;
  readonly format: string;
}

/** A cell of the grid with the area of its merge; covered cells are none. Rows and columns count from 1. */
export interface GridCell extends Look {
  readonly row: number;
  readonly column: number;
  readonly bottom: number;
  readonly right: number;
  /** What a reader sees. */
  readonly text: string;
  /** The stored value is a number. */
  readonly numeric: boolean;
  /** Without `=`. */
  readonly formula: string | undefined;
  /** The entries of its validation list. */
  readonly choices: readonly string[] | undefined;
}

/** One sheet as a grid. */
export interface SheetGrid {
  readonly file: number;
  readonly name: string;
  readonly hidden: boolean;
  readonly protected: boolean;
  /** One of several items that stand one under the other on a sheet. */
  readonly card?: boolean;
  readonly rows: number;
  readonly columns: number;
  /** In the order of rows, then columns. */
  readonly cells: readonly GridCell[];
  /** The cell that covers a place. */
  at(row: number, column: number): GridCell | undefined;
}

/** Cells that a form can have; a sheet with more is data. */
const maxCells = 400_000;
/** Cells that tell a form: the first rows of a long list show what the others do. */
const enoughCells = 30_000;

/** The sheets of a checked package as grids, one at a time. Throws `PackageError` or `XmlError` for damaged parts. */
export function* sheetGrids(pkg: WorkbookPackage, file: number): Generator<SheetGrid> {
  const part = workbookPart(pkg);
  const parts = openWorkbookParts(pkg, part);
  const looks = looksOf(pkg, part);
  const lists = new ChoiceLists(parts.context, parts.workbook.definedNames, (name) => parts.bytesOfSheet(name));
  const table = new CellTable();
  for (const location of parts.sheets) {
    const bytes = parts.bytesOf(location, (name) => pkg.utf8(name));
    if (bytes === undefined) continue;
    const sheet = readSheetPart(bytes, table);
    if (table.count <= maxCells) yield gridOf({ parts, looks, lists, table, sheet, location, file });
  }
}

function looksOf(pkg: WorkbookPackage, part: string): StyleTable {
  const relationships = pkg.relationships(part);
  const tree = (type: string) => {
    const target = relationships.find((one) => one.type === type && !one.external)?.target;
    return target !== undefined && pkg.has(target) ? readTree(pkg.text(target).text) : undefined;
  };
  const styles = tree('styles');
  return readCellStyles(styles, colourTable(tree('theme'), styles));
}

type SheetPart = ReturnType<typeof readSheetPart>;

interface Source {
  readonly parts: WorkbookParts;
  readonly looks: StyleTable;
  readonly lists: ChoiceLists;
  readonly table: CellTable;
  readonly sheet: SheetPart;
  readonly location: SheetLocation;
  readonly file: number;
}

const stride = 16_384;

function gridOf(source: Source): SheetGrid {
  const { parts, table, sheet, location } = source;
  const merges = mergesOf(sheet);
  const look = lookReader(source);
  const choicesOf = source.lists.forSheet(location.name, location.index, sheet.validations);
  const formulas = formulasOf(table);
  const cells: GridCell[] = [];
  const covering = new Map<number, GridCell>();
  let rows = 0;
  let columns = 0;
  for (let i = 0; i < table.count; i += 1) {
    const row = table.row[i] as number;
    const column = table.column[i] as number;
    if (cells.length > enoughCells && row > rows) break;
    const area = merges.get(row * stride + column);
    if (area === 'covered') continue;
    const bottom = area?.bottom ?? row;
    const right = area?.right ?? column;
    const style = look(i, area === undefined ? undefined : edgesOf(table, area));
    const text = displayCell(table, i, parts.context);
    const formula = formulas.get(i);
    const choices = choicesOf(row, column)?.list;
    const isNothing = text === '' && formula === undefined && style.lines === 0 && style.fill === undefined;
    if (isNothing && choices === undefined && !(style.unlocked && area)) continue;
    const kind = table.kind[i];
    const cell: GridCell = {
      ...style,
      row,
      column,
      bottom,
      right,
      text,
      numeric: kind === cellKind.number || kind === cellKind.date,
      formula,
      choices: choices === undefined || choices.length === 0 ? undefined : choices,
    };
    cells.push(cell);
    rows = Math.max(rows, bottom);
    columns = Math.max(columns, right);
    for (let r = row; r <= bottom; r += 1) for (let c = column; c <= right; c += 1) covering.set(r * stride + c, cell);
  }
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    file: source.file,
    name: location.name,
    hidden: location.hidden,
    protected: sheet.protected,
    rows,
    columns,
    cells,
    at: (row, column) => covering.get(row * stride + column),
  };
}

interface MergedArea {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Areas by their first cell; other cells of an area are `covered`. An area of a whole column is no box. */
function mergesOf(sheet: SheetPart): ReadonlyMap<number, MergedArea | 'covered'> {
  const { numbers, length } = sheet.merges;
  const merges = new Map<number, MergedArea | 'covered'>();
  for (let i = 0; i < length; i += 4) {
    const area = {
      top: numbers[i] as number,
      left: numbers[i + 1] as number,
      bottom: numbers[i + 2] as number,
      right: numbers[i + 3] as number,
    };
    if ((area.bottom - area.top + 1) * (area.right - area.left + 1) > 20_000) continue;
    for (let row = area.top; row <= area.bottom; row += 1)
      for (let column = area.left; column <= area.right; column += 1) merges.set(row * stride + column, 'covered');
    merges.set(area.top * stride + area.left, area);
  }
  return merges;
}

/** The cells at the far corner of a merged area, which have its right and lower lines. */
const edgesOf = (table: CellTable, area: MergedArea): readonly number[] =>
  [table.find(area.bottom, area.right), table.find(area.top, area.right), table.find(area.bottom, area.left)].filter(
    (index) => index >= 0,
  );

function lookReader({ parts, looks, table }: Source): (index: number, edges: readonly number[] | undefined) => Look {
  const linesOf = (style: number) => looks.cells[style]?.border ?? {};
  return (index, edges = []) => {
    const style = table.style[index] as number;
    const known = looks.cells[style];
    const borders = [style, ...edges.map((edge) => table.style[edge] as number)].map(linesOf);
    const fill = known?.fill;
    const format = formatOf(parts.context.styles, style);
    return {
      fill: fill === '#ffffff' ? undefined : fill,
      bold: known?.font.font.bold === true,
      lines: (['left', 'top', 'right', 'bottom'] as const).filter((side) => borders.some((border) => border[side]))
        .length,
      unlocked: !format.locked,
      top: known?.vertical === 'top',
      wrap: known?.wrap === true,
      format: format.numberFormat,
    };
  };
}

/** Formulas by the index of their cell; followers of a shared formula get theirs. */
function formulasOf(table: CellTable): ReadonlyMap<number, string> {
  const formulas = new Map<number, string>();
  const masters = new Map<string, { formula: string; row: number; column: number }>();
  for (const [index, { start, end, sharedIndex }] of table.formulas) {
    const row = table.row[index] as number;
    const column = table.column[index] as number;
    const own = decodeText(table.slice(start, end), start);
    const master = sharedIndex === undefined || own !== '' ? undefined : masters.get(sharedIndex);
    const formula = master ? moveFormula(master.formula, row - master.row, column - master.column) : own;
    if (sharedIndex !== undefined && own !== '') masters.set(sharedIndex, { formula, row, column });
    formulas.set(index, formula);
  }
  return formulas;
}
