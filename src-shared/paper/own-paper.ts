import { figureDrawings, type ListFigure } from './figures.ts';
import { growRows } from './grow.ts';
import type { CellTag } from './page.ts';
import type { Passage } from './side-by-side.ts';
import type { CellStyle, Edge, PageSetup, SheetCell, SheetGeometry, TextRunStyle } from './sheet.ts';

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
  /** Differs from an earlier version: a bar at the left (seen in black and white too) and a tint. */
  readonly changed?: boolean;
  /** The same text as the form has it: what is struck out, underlined or coloured stays so. */
  readonly runs?: readonly TextRunStyle[];
  /** The same text in stretches, those that changed underlined. */
  readonly passages?: readonly Passage[];
  /** Drawn into the cell, at its least height. */
  readonly figure?: ListFigure;
}

export type Look = (typeof looks)[number];

export interface OwnRow {
  /** Least height in points. */
  readonly height: number;
  readonly cells: readonly OwnCell[];
  /** Stays on one page with the row after it. */
  readonly withNext?: boolean;
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
  /** `3 / 12` at the foot. */
  readonly pageNumbers?: boolean;
  /** At the head of every page but the first, which says it itself. */
  readonly runningHead?: string;
}

const a4 = { short: 595.28, long: 841.89 };
const thin: Edge = { width: 0.5, line: 'solid', colour: '#000000' };
const rule: Edge = { width: 1.5, line: 'solid', colour: '#000000' };
const dots: Edge = { width: 0.5, line: 'dotted', colour: '#808080' };
const box = { left: thin, right: thin, top: thin, bottom: thin };

const looks = [
  'title',
  'section',
  'heading',
  'low-heading',
  'label',
  'text',
  'centre',
  'number',
  'sum',
  'grade',
  'plain',
  'quiet',
  'large',
  'middle',
  'right',
  'name',
  'number-plate',
  'label-centre',
  'banner',
  'entry',
  'entry-number',
  'entry-heading',
  'entry-heading-number',
] as const;

function styleOf(look: Look, font: string, size: number): CellStyle {
  const base = (points: number, bold: boolean): CellStyle['font'] => ({
    text: '',
    font: { name: font, size: points, bold },
  });
  const plain: CellStyle = {
    font: base(size, false),
    border: {},
    horizontal: 'left',
    vertical: 'center',
    wrap: true,
    shrink: false,
    indent: 0,
    rotation: 0,
  };
  switch (look) {
    case 'title':
      return { ...plain, font: base(size * 1.45, true) };
    case 'section':
      return { ...plain, font: base(size * 1.15, true), vertical: 'bottom' };
    case 'large':
      return { ...plain, font: base(size * 2.2, true), horizontal: 'center' };
    case 'middle':
      return { ...plain, font: base(size * 1.4, false), horizontal: 'center' };
    case 'name':
      return { ...plain, font: base(size * 1.3, true), border: box };
    case 'heading':
      return { ...plain, font: base(size, true), border: box, fill: '#d9d9d9', horizontal: 'center' };
    case 'low-heading':
      return { ...styleOf('heading', font, size), vertical: 'bottom' };
    case 'label':
      return { ...plain, font: base(size, true), border: box, fill: '#f0f0f0' };
    case 'text':
      return { ...plain, border: box };
    case 'centre':
      return { ...plain, border: box, horizontal: 'center' };
    case 'grade':
      return { ...plain, font: base(size * 1.3, true), border: box, horizontal: 'center' };
    case 'number':
      return { ...plain, border: box, horizontal: 'right' };
    case 'sum':
      return { ...plain, font: base(size, true), border: box, fill: '#f0f0f0', horizontal: 'right' };
    case 'right':
      return { ...plain, horizontal: 'right' };
    case 'quiet':
      return { ...plain, font: { ...base(size * 0.9, false), colour: '#404040' } };
    case 'number-plate':
      return { ...plain, font: base(size * 1.3, true), border: box, fill: '#d9d9d9', horizontal: 'center' };
    case 'banner':
      return { ...plain, font: base(size * 2.2, true), border: { top: rule, bottom: rule }, horizontal: 'center' };
    case 'entry':
      return { ...plain, border: { bottom: dots } };
    case 'entry-number':
      return { ...plain, border: { bottom: dots }, horizontal: 'right' };
    case 'entry-heading':
      return { ...plain, font: base(size * 1.05, true), border: { bottom: thin }, vertical: 'bottom' };
    case 'entry-heading-number':
      return {
        ...plain,
        font: base(size * 1.05, true),
        border: { bottom: thin },
        vertical: 'bottom',
        horizontal: 'right',
      };
    case 'label-centre':
      return { ...plain, font: base(size, true), border: box, fill: '#f0f0f0', horizontal: 'center' };
    case 'plain':
      return plain;
  }
}

const tags: Readonly<Partial<Record<Look, CellTag>>> = {
  title: 'h1',
  large: 'h1',
  section: 'h2',
  heading: 'column',
  'low-heading': 'column',
  'label-centre': 'column',
  label: 'row',
  'number-plate': 'row',
};
/** What a look is to those who hear the page. */
const tagOf = (look: Look): { readonly tag?: CellTag } => {
  const tag = tags[look];
  return tag === undefined ? {} : { tag };
};

const marked = (style: CellStyle): CellStyle => ({
  ...style,
  border: { ...style.border, left: { ...thin, width: 2.5 } },
  fill: '#fff4c2',
});

function runsOf({ text, passages, runs }: OwnCell, font: TextRunStyle): readonly TextRunStyle[] {
  if (runs !== undefined && passages === undefined && runs.map((one) => one.text).join('') === text)
    return runs.map(({ text: words, colour, underline, strike, font: { bold } }) => ({
      ...font,
      font: { ...font.font, bold: bold === true || font.font.bold === true },
      text: words,
      ...(colour === undefined ? {} : { colour }),
      ...(underline === undefined ? {} : { underline }),
      ...(strike === undefined ? {} : { strike }),
    }));
  if (passages === undefined) return text === '' ? [] : [{ ...font, text }];
  return passages.map((one) => ({ ...font, text: one.text, ...(one.changed ? { underline: 'single' as const } : {}) }));
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
    headerScales: false,
    header:
      paper.runningHead === undefined
        ? { odd: '' }
        : { odd: `&R&"BIZ UDPゴシック"&9 ${paper.runningHead.replaceAll('&', '&&')}`, first: '' },
    footer: { odd: paper.pageNumbers === true ? '&C&"BIZ UDPゴシック"&9&P / &N' : '' },
  };
  const cells = paper.rows.flatMap((row, index) =>
    row.cells.map((cell): SheetCell => ({
      row: index + 1,
      column: cell.column,
      ...((cell.span ?? 1) > 1 || (cell.rows ?? 1) > 1
        ? { right: cell.column + (cell.span ?? 1) - 1, bottom: index + (cell.rows ?? 1) }
        : {}),
      style: looks.indexOf(cell.look) + (cell.changed === true ? looks.length : 0),
      text: runsOf(cell, styleOf(cell.look, font, size).font),
      kind: 'text',
      own: true,
      ...tagOf(cell.look),
      ...(cell.figure === undefined || cell.figure.kind === 'swatch' ? {} : { alt: cell.figure.alt }),
    })),
  );
  const sheet: SheetGeometry = {
    name: paper.name,
    part: '',
    hidden: false,
    columns: paper.columns,
    rows: paper.rows.map((row) => row.height),
    styles: [
      ...looks.map((look) => styleOf(look, font, size)),
      ...looks.map((look) => marked(styleOf(look, font, size))),
    ],
    cells: [...cells, ...frames(cells)],
    drawings: paper.rows.flatMap((row, index) =>
      row.cells.flatMap(({ figure, column }) =>
        figure === undefined
          ? []
          : figureDrawings(figure, {
              row: index + 1,
              column,
              width: paper.columns[column - 1] ?? 0,
              height: row.height,
            }),
      ),
    ),
    setup,
    padding: 4,
  };
  return paper.rows.some((row) => row.withNext === true)
    ? { ...sheet, setup: { ...setup, rowBreaks: breaksFor(sheet, paper.rows) } }
    : sheet;
}

/** Where pages have to end so that rows stay with the next one: before a chain of rows that would be cut. */
function breaksFor(sheet: SheetGeometry, rows: readonly OwnRow[]): readonly number[] {
  const heights = growRows(sheet, 'grow').rows;
  const { paper, margins, titleRows } = sheet.setup;
  // Columns that are wider than the paper make it smaller, and then more rows fit.
  const width = sheet.columns.reduce((sum, column) => sum + column, 0);
  const scale = Math.min(1, (paper.width - margins.left - margins.right) / width);
  const room = (paper.height - margins.top - margins.bottom) / scale;
  const repeated =
    titleRows === undefined
      ? 0
      : heights.slice(titleRows.top - 1, titleRows.bottom).reduce((sum, height) => sum + height, 0);
  const breaks: number[] = [];
  let start = 0;
  let used = 0;
  for (let row = 0; row < rows.length; row += 1) {
    const height = heights[row] ?? 0;
    if (used + height > room && row > start) {
      let chain = row;
      while (chain > start && rows[chain - 1]?.withNext === true) chain -= 1;
      // A chain that is longer than a page is cut where it must be.
      const from = chain > start ? chain : row;
      if (from < row) breaks.push(from);
      start = from;
      used = repeated + heights.slice(from, row).reduce((sum, one) => sum + one, 0);
    }
    used += height;
  }
  return breaks;
}

/** The further cells of an area carry its frame, as in a workbook. */
function frames(cells: readonly SheetCell[]): readonly SheetCell[] {
  return cells.flatMap((cell) => {
    const rest: SheetCell[] = [];
    for (let row = cell.row; row <= (cell.bottom ?? cell.row); row += 1) {
      for (let column = cell.column; column <= (cell.right ?? cell.column); column += 1) {
        if (row !== cell.row || column !== cell.column)
          rest.push({ row, column, style: cell.style, text: [], kind: 'text', covered: true });
      }
    }
    return rest;
  });
}
