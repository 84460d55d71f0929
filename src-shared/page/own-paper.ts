import type { CellStyle, Edge, PageSetup, SheetCell, SheetGeometry } from './sheet.ts';

/**
 * Papers of our own (meeting layout, cover, contents, lists) are made as sheets and laid out by the same rules as the
 * form's: rows grow, pages break between rows, headings of tables repeat.
 */
export interface OwnCell {
  readonly text: string;
  /** First column, from 1, and how many it takes. */
  readonly column: number;
  readonly span?: number;
  /** Rows that it takes. */
  readonly rows?: number;
  readonly look: Look;
}

export type Look = 'title' | 'heading' | 'label' | 'text' | 'centre' | 'number' | 'plain' | 'large' | 'middle' | 'right' | 'changed';

export interface OwnRow {
  /** Least height in points. */
  readonly height: number;
  readonly cells: readonly OwnCell[];
}

export interface OwnPaper {
  readonly name: string;
  readonly columns: readonly number[];
  readonly rows: readonly OwnRow[];
  readonly landscape?: boolean;
  /** Rows at the top that stand on every page. */
  readonly titleRows?: number;
  readonly font?: string;
  readonly size?: number;
  readonly centreY?: boolean;
}

const a4 = { short: 595.28, long: 841.89 };
const thin: Edge = { width: 0.5, line: 'solid', colour: '#000000' };
const box = { left: thin, right: thin, top: thin, bottom: thin };

const looks: readonly Look[] = ['title', 'heading', 'label', 'text', 'centre', 'number', 'plain', 'large', 'middle', 'right', 'changed'];

function styleOf(look: Look, font: string, size: number): CellStyle {
  const base = (points: number, bold: boolean): CellStyle['font'] => ({ text: '', font: { name: font, size: points, bold } });
  const plain: CellStyle = { font: base(size, false), border: {}, horizontal: 'left', vertical: 'center', wrap: true, shrink: false, indent: 0, rotation: 0 };
  switch (look) {
    case 'title':
      return { ...plain, font: base(size * 1.35, true) };
    case 'large':
      return { ...plain, font: base(size * 2.2, true), horizontal: 'center' };
    case 'middle':
      return { ...plain, font: base(size * 1.4, false), horizontal: 'center' };
    case 'heading':
      return { ...plain, font: base(size, true), border: box, fill: '#d9d9d9', horizontal: 'center' };
    case 'label':
      return { ...plain, font: base(size, true), border: box, fill: '#f0f0f0' };
    case 'text':
      return { ...plain, border: box, vertical: 'top' };
    case 'changed':
      return { ...plain, border: { ...box, left: { ...thin, width: 2.5 } }, vertical: 'top', fill: '#fff7d6' };
    case 'centre':
      return { ...plain, border: box, horizontal: 'center' };
    case 'number':
      return { ...plain, border: box, horizontal: 'right' };
    case 'right':
      return { ...plain, horizontal: 'right' };
    default:
      return plain;
  }
}

/** The paper as a sheet; A4, as wide as its columns ask for, as many pages as needed. */
export function ownSheet(paper: OwnPaper): SheetGeometry {
  const font = paper.font ?? 'BIZ UDPゴシック';
  const size = paper.size ?? 11;
  const landscape = paper.landscape === true;
  const setup: PageSetup = {
    paper: { name: 'A4', width: landscape ? a4.long : a4.short, height: landscape ? a4.short : a4.long },
    landscape,
    margins: { left: 48, right: 48, top: 54, bottom: 54, header: 26, footer: 26 },
    scale: 100,
    fit: { width: 1, height: 0 },
    centreX: true,
    centreY: paper.centreY === true,
    areas: [],
    ...(paper.titleRows === undefined ? {} : { titleRows: { top: 1, bottom: paper.titleRows } }),
    rowBreaks: [],
    columnBreaks: [],
    overThenDown: false,
    gridLines: false,
    header: { odd: '' },
    footer: { odd: '' },
  };
  const cells = paper.rows.flatMap((row, index) =>
    row.cells.map(
      (cell): SheetCell => ({
        row: index + 1,
        column: cell.column,
        ...((cell.span ?? 1) > 1 || (cell.rows ?? 1) > 1 ? { right: cell.column + (cell.span ?? 1) - 1, bottom: index + (cell.rows ?? 1) } : {}),
        style: looks.indexOf(cell.look),
        text: cell.text === '' ? [] : [{ ...styleOf(cell.look, font, size).font, text: cell.text }],
        kind: 'text',
      }),
    ),
  );
  return {
    name: paper.name,
    part: '',
    hidden: false,
    columns: paper.columns,
    rows: paper.rows.map((row) => row.height),
    styles: looks.map((look) => styleOf(look, font, size)),
    cells: [...cells, ...frames(cells)],
    drawings: [],
    setup,
    padding: 4,
  };
}

/** The further cells of an area carry its frame, as in a workbook. */
function frames(cells: readonly SheetCell[]): readonly SheetCell[] {
  return cells.flatMap((cell) => {
    const rest: SheetCell[] = [];
    for (let row = cell.row; row <= (cell.bottom ?? cell.row); row += 1) {
      for (let column = cell.column; column <= (cell.right ?? cell.column); column += 1) {
        if (row !== cell.row || column !== cell.column) rest.push({ row, column, style: cell.style, text: [], kind: 'text', covered: true });
      }
    }
    return rest;
  });
}
