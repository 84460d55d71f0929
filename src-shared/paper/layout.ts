import { append } from '../domain/large-lists.ts';
import { canvasOf, type Canvas } from './canvas.ts';
import { drawSheet, type Drawn, type DrawingOptions } from './draw-sheet.ts';
import { growRows, type Growth } from './grow.ts';
import type { HeaderValues } from './header-codes.ts';
import { lacksHeaderPicture, pageHeaders } from './header-footer.ts';
import type { BlankCell, FieldBox, Ink, LayoutNote, PrintedPage, Rect } from './page.ts';
import { mapBox, mapInk } from './page-map.ts';
import { fittedScale, printArea, type ScaleChoice } from './scale.ts';
import { areaEdges, beginsBehind, sliceArea, type RepeatedTitles, type Slice } from './slices.ts';
import type { PageSetup, SheetGeometry } from './sheet.ts';

export interface LayoutOptions extends DrawingOptions {
  /** Heading of the sheet's first page, for bookmarks. */
  readonly heading?: string;
  readonly level?: 1 | 2;
}

/** What headers and footers say, and where in the whole job the sheet stands. */
export interface Numbering {
  readonly file: string;
  /** See `HeaderValues.folder`. */
  readonly folder?: string | undefined;
  readonly date: string;
  readonly time: string;
  /** Number of the sheet's first page; the form's own (`firstPageNumber`) goes before. */
  readonly firstPage: number;
  /** Of each page, where it is no plain number: `12-2`. */
  readonly labels?: readonly string[];
  readonly pages: number;
}

export interface SheetLayout {
  readonly pages: readonly PrintedPage[];
  readonly notes: readonly LayoutNote[];
}

/**
 * Lays one sheet out on paper: rows grow by the policy, the form's own scale or fit is worked out, pages are cut.
 * Growth makes a page at most a tenth smaller than the form's own scale; where that does not do, the sheet goes on to
 * another page between two blocks, and a note says so. Pure: the same sheet gives the same pages everywhere.
 */
export function layoutSheet(sheet: SheetGeometry, options: LayoutOptions): SheetLayout {
  const notes: LayoutNote[] = [];
  const growth = growRows(sheet, options.policy);
  if (growth.grown.length > 0) notes.push({ kind: 'grew', sheet: sheet.name, rows: growth.grown });
  if (lacksHeaderPicture(sheet.setup)) notes.push({ kind: 'picture', sheet: sheet.name, label: 'ヘッダー・フッター' });
  const { unknownPaper } = sheet.setup;
  if (unknownPaper !== undefined) notes.push({ kind: 'partly', sheet: sheet.name, label: unknownPaper, what: 'paper' });
  const canvas = canvasOf(sheet, growth.rows);
  const drawn = drawSheet(sheet, canvas, options, notes);
  const cuts = printArea(sheet, canvas).flatMap((area) => cut(sheet, canvas, growth, area, drawn, notes));
  const pages = cuts.map((page, index): PrintedPage =>
    index === 0 && options.heading !== undefined
      ? { ...page, heading: options.heading, level: options.level ?? 2 }
      : page,
  );
  return { pages, notes };
}

/** Adds the form's header and footer to the pages of one sheet. */
export function numberPages(layout: SheetLayout, setup: PageSetup, numbering: Numbering): readonly PrintedPage[] {
  const first = setup.firstPage ?? numbering.firstPage;
  return layout.pages.map((page, index) => {
    const values: HeaderValues = {
      ...numbering,
      page: first + index,
      label: numbering.labels?.[index],
      sheet: page.sheet,
    };
    // Headers and footers are scaled with the sheet unless the form says otherwise (18.3.1.46 `scaleWithDoc`).
    const { texts, pictures } = pageHeaders(setup, values, index, setup.headerScales ? page.scale / 100 : 1);
    return { ...page, ink: [...pictures, ...page.ink, ...texts] };
  });
}

/** Cuts one print area into pages at the scale that the form and the grown rows ask for. */
function cut(
  sheet: SheetGeometry,
  canvas: Canvas,
  growth: Growth,
  area: ReturnType<typeof printArea>[number],
  drawn: Drawn,
  notes: LayoutNote[],
): PrintedPage[] {
  const { setup } = sheet;
  const rows = areaEdges(sheet, canvas, 'rows', area.top, area.bottom);
  const columns = areaEdges(sheet, canvas, 'columns', area.left, area.right);
  const titles: Titles = {
    rows: titlesOf(canvas.rows, setup.titleRows?.top, setup.titleRows?.bottom),
    columns: titlesOf(canvas.columns, setup.titleColumns?.left, setup.titleColumns?.right),
  };
  const forced = (breaks: readonly number[], starts: readonly number[]) =>
    new Set(breaks.flatMap((index) => starts[index + 1] ?? []));
  const lines = drawn.ink.flatMap((one) =>
    one.kind === 'text'
      ? one.lines.map((line): Slice => ({ from: line.y - line.size, to: line.y + line.size * 0.2 }))
      : [],
  );
  const slices = (choice: ScaleChoice) => {
    const room = { height: choice.body.height / choice.scale, width: choice.body.width / choice.scale };
    const down = sliceArea({
      ...rows,
      forced: choice.forced ? forced(setup.rowBreaks, canvas.rows) : new Set(),
      room: room.height,
      titles: titles.rows,
      preferClean: growth.grown.length > 0,
      lines,
    });
    const across = sliceArea({
      ...columns,
      forced: choice.forced ? forced(setup.columnBreaks, canvas.columns) : new Set(),
      room: room.width,
      titles: titles.columns,
      preferClean: false,
    });
    return { down, across };
  };
  const choice = fittedScale(sheet, canvas, area, growth, (candidate) => {
    const { down, across } = slices(candidate);
    return { down: down.length, across: across.length };
  });
  if (choice.grownPages !== undefined)
    notes.push({
      kind: 'second-page',
      sheet: sheet.name,
      pages: choice.grownPages,
      expected: choice.expectedPages ?? 1,
    });
  else if (choice.scale < choice.form - 0.001)
    notes.push({
      kind: 'smaller',
      sheet: sheet.name,
      percent: Math.round(choice.scale * 100),
      form: Math.round(choice.form * 100),
    });
  const { down, across } = slices(choice);
  const order = setup.overThenDown
    ? down.flatMap((y) => across.map((x) => ({ x, y })))
    : across.flatMap((x) => down.map((y) => ({ x, y })));
  return order.map(({ x, y }) => onePage(sheet, drawn, choice, x, y, titles));
}

/** Rows and columns that are repeated on the pages behind them. */
interface Titles {
  readonly rows: RepeatedTitles | undefined;
  readonly columns: RepeatedTitles | undefined;
}

function titlesOf(starts: readonly number[], first = 0, last = 0): RepeatedTitles | undefined {
  if (last < 1) return undefined;
  const start = starts[Math.min(first, starts.length - 1)] ?? 0;
  const end = starts[Math.min(last + 1, starts.length - 1)] ?? 0;
  return { start, end, size: end - start };
}

/** Titles that stand on every page are read once; heads of columns are read again with their rows. */
const saidBefore = (one: Ink): Ink =>
  one.kind === 'text' && one.grid?.framed === false ? { ...one, silent: true } : one;

/** Moves the part of the canvas that one page shows to its place on the paper. */
function onePage(
  sheet: SheetGeometry,
  drawn: Drawn,
  choice: ScaleChoice,
  x: Slice,
  y: Slice,
  titles: Titles,
): PrintedPage {
  const { setup } = sheet;
  const { scale, body } = choice;
  const above = beginsBehind(y.from, titles.rows) ? titles.rows : undefined;
  const beside = beginsBehind(x.from, titles.columns) ? titles.columns : undefined;
  const extra = { width: beside?.size ?? 0, height: above?.size ?? 0 };
  const size = { width: (x.to - x.from + extra.width) * scale, height: (y.to - y.from + extra.height) * scale };
  const left = body.x + (setup.centreX ? Math.max(0, (body.width - size.width) / 2) : 0);
  const top = body.y + (setup.centreY ? Math.max(0, (body.height - size.height) / 2) : 0);
  const ink: Ink[] = [];
  const boxes: FieldBox[] = [];
  const blanks: BlankCell[] = [];
  const add = (window: Rect, toX: number, toY: number, again = false) => {
    const move = { scale, x: toX - window.x * scale, y: toY - window.y * scale };
    for (const one of drawn.ink) append(ink, mapInk(again ? saidBefore(one) : one, move, window));
    for (const { path, ...box } of drawn.boxes ?? []) {
      const part = mapBox(box, move, window);
      if (part !== undefined) boxes.push({ path, ...part });
    }
    for (const blank of drawn.blanks) {
      const box = mapBox(blank.box, move, window);
      if (box !== undefined) blanks.push({ ...blank, box });
    }
  };
  const main = { x: x.from, y: y.from, width: x.to - x.from, height: y.to - y.from };
  const mainX = left + extra.width * scale;
  const mainY = top + extra.height * scale;
  if (above !== undefined) add({ x: x.from, y: above.start, width: main.width, height: above.size }, mainX, top, true);
  if (beside !== undefined) add({ x: beside.start, y: y.from, width: beside.size, height: main.height }, left, mainY);
  add(main, mainX, mainY);
  return {
    width: setup.paper.width,
    height: setup.paper.height,
    sheet: sheet.name,
    part: sheet.part,
    scale: Math.round(scale * 100),
    body: { x: left, y: top, ...size },
    ink,
    ...(blanks.length === 0 ? {} : { blanks }),
    ...(drawn.boxes === undefined ? {} : { boxes }),
  };
}
