import type { CellStyle, Drawing, SheetCell, SheetGeometry } from '../../../src-shared/paper/sheet.ts';
import { picturePlaces } from '../../../src-shared/paper/header-codes.ts';
import { cellPadding } from '../../../src-shared/text-metrics/column-width.ts';
import { headerPictures } from './header-pictures.ts';
import { readControls } from './controls.ts';
import { sparklines } from './sparklines.ts';
import { askedInVain, drawnPartly, type DrawnPartly } from './drawn-partly.ts';
import { readDrawing } from './read-drawing.ts';
import type { AnchorGrid } from './anchor-grid.ts';
import { numberColour } from '../book/styles/number-format.ts';
import { sheetGrid, type SheetGrid } from './grid.ts';
import { maxColumn, maxRow, type Area } from '../book/address.ts';
import { sheetLimits } from '../book/sheet-limits.ts';
import type { BookContext, PaperSheet } from './book-context.ts';
import { blackAndWhite, drawingInBlack } from './black-and-white.ts';
import { plainStyle } from './cell-styles.ts';
import { formattedString, paperString, shownValue, styledRuns } from './cell-text.ts';
import type { SheetCells } from './book-values.ts';
import { ConditionalFormats } from './conditional/conditional-formats.ts';
import { withDifferentials, type Effect } from './conditional/effects.ts';
import { pageSetup, printedError } from './page-setup.ts';
import { rotationOf, unturned } from './turned.ts';
import { chartInk } from './charts/chart-ink.ts';
import { scanSheet, type ScannedCell, type ScannedSheet } from './scan-sheet.ts';
import { unlessDamaged } from '../package/attempt.ts';
import { append } from '../../../src-shared/domain/large-lists.ts';
import { flag, numeric, readTree } from '../xml/xml-tree.ts';

const noEffect: Effect = { changes: [] };

/** Furthest that paper goes: sheets that are formatted down to the last row print what is used. */
const lastRow = 5000;
const lastColumn = 500;

/** Reads one worksheet as paper needs it. */
export function sheetGeometry(sheet: PaperSheet, book: BookContext): SheetGeometry {
  const scanned = scanSheet(book.package.text(sheet.part).text);
  const grid = gridOf(scanned, book);
  const cells = new CellReader(scanned, book.values.hold(sheet.name, scanned), book);
  const { drawings, partly: inPart } = drawingsOf(sheet, scanned, grid, book);
  const hasComments = book.package.relationships(sheet.part).some(({ type }) => type.endsWith('/comments'));
  const isEvened = scanned.cells.some(({ style }) => book.styles.evened.has(style));
  const partly = [
    ...inPart,
    ...askedInVain(scanned.setup, hasComments, drawings),
    ...(isEvened ? [{ label: '', what: 'ground' as const }] : []),
  ];
  const names = book.printNames(sheet.name);
  const stored = scanned.cells.reduce(
    (far, { row, column }) => ({ bottom: Math.max(far.bottom, row), right: Math.max(far.right, column) }),
    { bottom: 1, right: 1 },
  );
  const shown = cells.read({
    bottom: Math.min(
      lastRow,
      Math.max(stored.bottom, ...names.areas.map(({ bottom }) => (bottom === maxRow ? 1 : bottom))),
    ),
    right: Math.min(
      lastColumn,
      Math.max(stored.right, ...names.areas.map(({ right }) => (right === maxColumn ? 1 : right))),
    ),
  });
  const extent = { bottom: 1, right: 1 };
  const reach = (bottom: number, right: number) => {
    extent.bottom = Math.min(lastRow, Math.max(extent.bottom, bottom));
    extent.right = Math.min(lastColumn, Math.max(extent.right, right));
  };
  for (const cell of shown) reach(cell.bottom ?? cell.row, cell.right ?? cell.column);
  const anchors = anchorGrid(grid);
  for (const drawing of drawings) {
    // What is seen of a shape on its side is its frame with width and height exchanged.
    const anchor = unturned(drawing.anchor, rotationOf(drawing));
    const right = anchors.columnLeft(anchor.column) + anchor.x + anchor.width;
    const bottom = anchors.rowTop(anchor.row) + anchor.y + anchor.height;
    reach(anchors.rowAt(bottom - 0.1), anchors.columnAt(right - 0.1));
  }
  const used = { ...extent };
  // A print area of whole columns or rows means as far as they are used; one that names cells counts to its end.
  const areas = names.areas.map((area) => ({
    ...area,
    bottom: area.bottom === maxRow ? Math.max(area.top, used.bottom) : area.bottom,
    right: area.right === maxColumn ? Math.max(area.left, used.right) : area.right,
  }));
  for (const area of areas) reach(area.bottom, area.right);
  const titleRows = names.titles.find((area) => area.right === maxColumn);
  const titleColumns = names.titles.find((area) => area.bottom === maxRow);
  const setup = pageSetup(scanned.setup, book.colours);
  const pictures = headerPictures(book, sheet.part, scanned.headerDrawing, picturePlaces(setup));
  return {
    name: sheet.name,
    part: sheet.part,
    hidden: sheet.state !== 'visible',
    columns: Array.from({ length: extent.right }, (_, index) => grid.columnWidth(index + 1)),
    rows: Array.from({ length: extent.bottom }, (_, index) => grid.rowHeight(index + 1)),
    ...inkOf(scanned, {
      styles: cells.styles,
      cells: shown.filter((cell) => cell.row <= extent.bottom && cell.column <= extent.right),
    }),
    drawings: flag(scanned.setup.pageSetup['blackAndWhite']) ? drawings.map(drawingInBlack) : drawings,
    setup: {
      ...setup,
      ...(pictures.length === 0 ? {} : { pictures }),
      areas: areas.map((area) => ({
        ...area,
        bottom: Math.min(area.bottom, extent.bottom),
        right: Math.min(area.right, extent.right),
      })),
      ...(titleRows === undefined ? {} : { titleRows: { top: titleRows.top, bottom: titleRows.bottom } }),
      ...(titleColumns === undefined ? {} : { titleColumns: { left: titleColumns.left, right: titleColumns.right } }),
    },
    ...(cells.unknown.length === 0 ? {} : { unknown: cells.unknown }),
    ...(partly.length === 0 ? {} : { partly }),
    padding: cellPadding(grid.digit),
  };
}

/** Cells and styles as they are printed: in black and white fonts and lines are black, fills are none (18.3.1.63). */
function inkOf(
  scanned: ScannedSheet,
  coloured: Pick<SheetGeometry, 'styles' | 'cells'>,
): Pick<SheetGeometry, 'styles' | 'cells'> {
  return flag(scanned.setup.pageSetup['blackAndWhite']) ? blackAndWhite(coloured) : coloured;
}

function gridOf(scanned: ScannedSheet, book: BookContext): SheetGrid {
  const { format } = scanned;
  const width = numeric(format['defaultColWidth']);
  const height = numeric(format['defaultRowHeight']);
  return sheetGrid({
    defaultFont: book.styles.normal.font,
    ...(book.digitEms === undefined ? {} : { digitEms: book.digitEms }),
    ...(width === undefined ? {} : { defaultColumnWidth: width }),
    baseColumnWidth: numeric(format['baseColWidth']) ?? 8,
    ...(height === undefined ? {} : { defaultRowHeight: height }),
    rowsHidden: flag(format['zeroHeight']),
    columns: scanned.columns,
    rows: scanned.rows,
  });
}

/** Cells with their merged areas, styles (conditional formats included) and texts. */
class CellReader {
  readonly styles: CellStyle[];
  readonly #scanned: ScannedSheet;
  readonly #book: BookContext;
  readonly #anchors = new Map<number, Area>();
  readonly #changed = new Map<string, number>();
  readonly #values: SheetCells;
  readonly #formats: ConditionalFormats;
  #byPlace: ReadonlyMap<number, ScannedCell> | undefined;
  #isMerged: (row: number, column: number) => boolean = () => false;

  constructor(scanned: ScannedSheet, values: SheetCells, book: BookContext) {
    this.#scanned = scanned;
    this.#book = book;
    this.#values = values;
    this.#formats = new ConditionalFormats(scanned.conditional, values, book);
    this.styles = [...book.styles.cells];
    for (const area of scanned.merges) this.#anchors.set(area.top * maxColumn + area.left, area);
  }

  /** The cells, and those up to `extent` that are not stored but have the look of their row or column, or of a rule. */
  read(extent: { readonly bottom: number; readonly right: number }): SheetCell[] {
    const covered = this.#coveredBy();
    this.#isMerged = covered;
    const result: SheetCell[] = [];
    for (const cell of [...this.#scanned.cells, ...this.#unstored(extent)]) {
      const area = this.#anchors.get(cell.row * maxColumn + cell.column);
      const hiddenBehind = area === undefined && covered(cell.row, cell.column);
      const shown = this.#cell(cell, area, hiddenBehind);
      if (shown !== undefined) result.push({ ...shown, ...this.#across(cell, shown) });
    }
    return result;
  }

  /** Cells that are not stored: formats of whole rows go before those of whole columns (18.3.1.73, 18.3.1.13). */
  #unstored({ bottom, right }: { readonly bottom: number; readonly right: number }): readonly ScannedCell[] {
    const { rows, columns, conditional } = this.#scanned;
    const looks = (style: number | undefined): boolean => {
      const look = style === undefined ? undefined : this.styles[style];
      return look !== undefined && (look.fill !== undefined || Object.keys(look.border).length > 0);
    };
    const columnStyle = (column: number): number | undefined =>
      columns.find(({ min, max }) => column >= min && column <= max)?.style;
    const made = new Map<number, ScannedCell>();
    const put = (row: number, column: number, wanted: (style: number | undefined) => boolean): void => {
      const key = row * maxColumn + column;
      const style = rows.get(row)?.style ?? columnStyle(column);
      if (made.has(key) || !wanted(style) || this.#at(row, column) !== undefined || made.size >= sheetLimits.cells)
        return;
      made.set(key, { row, column, style: style ?? 0, type: 'n', value: '', phonetic: false });
    };
    for (const [row, { style }] of rows)
      if (looks(style) && row <= bottom) for (let column = 1; column <= right; column += 1) put(row, column, looks);
    for (const { min, max, style } of columns)
      if (looks(style))
        for (let column = min; column <= Math.min(max, right); column += 1)
          for (let row = 1; row <= bottom; row += 1) put(row, column, looks);
    for (const { areas } of conditional)
      for (const area of areas)
        for (let row = area.top; row <= Math.min(area.bottom, bottom); row += 1)
          for (let column = area.left; column <= Math.min(area.right, right); column += 1) put(row, column, () => true);
    return [...made.values()];
  }

  /** Text that is centred over its cell and the empty ones to the right that are aligned alike (18.18.40 `centerContinuous`). */
  #across(cell: ScannedCell, { text, bottom, covered }: SheetCell): Pick<SheetCell, 'across'> {
    const isCentred = (style: number): boolean => this.styles[style]?.horizontal === 'centerContinuous';
    if (text.length === 0 || bottom !== undefined || covered === true || !isCentred(cell.style)) return {};
    let across = cell.column;
    for (let next = this.#at(cell.row, across + 1); next !== undefined; next = this.#at(cell.row, across + 1)) {
      const isEmpty = next.value === '' && next.inline === undefined && next.type !== 'str';
      if (!isEmpty || !isCentred(next.style) || this.#isMerged(cell.row, across + 1)) break;
      across += 1;
    }
    return across === cell.column ? {} : { across };
  }

  /** Whether a cell lies inside a merged area; areas are few and looked up by row. */
  #coveredBy(): (row: number, column: number) => boolean {
    const byRow = new Map<number, Area[]>();
    const tall: Area[] = [];
    for (const area of this.#scanned.merges) {
      if (area.bottom - area.top > 200) tall.push(area);
      else
        for (let row = area.top; row <= area.bottom; row += 1) {
          const there = byRow.get(row);
          if (there === undefined) byRow.set(row, [area]);
          else there.push(area);
        }
    }
    return (row, column) =>
      (byRow.get(row) ?? []).some((area) => column >= area.left && column <= area.right) ||
      tall.some((area) => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right);
  }

  #cell(cell: ScannedCell, area: Area | undefined, covered: boolean): SheetCell | undefined {
    const book = this.#book;
    const base = this.styles[cell.style] ?? plainStyle;
    const { style, effect } = covered ? { style: cell.style, effect: noEffect } : this.#styleOf(cell);
    const format =
      effect.changes.find((one) => one.numberFormat !== undefined)?.numberFormat ??
      book.styles.numberFormats[cell.style] ??
      'General';
    const stored =
      cell.type === 's'
        ? book.string(Number(cell.value))
        : cell.type === 'inlineStr' && cell.inline !== undefined
          ? paperString(cell.inline)
          : undefined;
    const string = stored === undefined ? undefined : formattedString(stored, format);
    const shown =
      effect.hidesText === true
        ? { text: '' }
        : string === undefined
          ? this.#printed(cell, format)
          : { text: string.text };
    const look = this.styles[style] ?? plainStyle;
    const colour = 'number' in shown && shown.number !== undefined ? numberColour(shown.number, format) : undefined;
    const font = colour === undefined ? look.font : { ...look.font, colour };
    const text =
      covered || shown.text === ''
        ? []
        : styledRuns(
            effect.hidesText === true || string === undefined ? { text: shown.text } : string,
            font,
            book.colours,
          );
    const visible =
      effect.bar !== undefined ||
      effect.icon !== undefined ||
      text.length > 0 ||
      look.fill !== undefined ||
      Object.keys(look.border).length > 0;
    if (!visible && area === undefined) return undefined;
    return {
      row: cell.row,
      column: cell.column,
      ...(area === undefined ? {} : { bottom: area.bottom, right: area.right }),
      style: base === look ? cell.style : style,
      text,
      kind:
        (cell.type === 'n' || cell.type === 'd') && 'number' in shown
          ? 'number'
          : cell.type === 'b' || cell.type === 'e'
            ? 'centre'
            : 'text',
      ...(cell.phonetic && string?.ruby !== undefined ? { ruby: string.ruby } : {}),
      ...(covered ? { covered: true } : {}),
      ...(effect.bar === undefined ? {} : { bar: effect.bar }),
      ...(effect.icon === undefined ? {} : { icon: effect.icon }),
    };
  }

  /** What paper shows of a value: errors as the page set-up has them, zeros unless they are hidden. */
  #printed(cell: ScannedCell, format: string): ReturnType<typeof shownValue> {
    if (cell.type === 'e') return { text: printedError(cell.value, this.#scanned.setup.pageSetup) };
    return this.#withoutZero(shownValue(cell.type, cell.value, format, this.#book.date1904));
  }

  /** Zeros are left out on paper as on the screen where the sheet's view hides them (18.3.1.87 `showZeros`). */
  #withoutZero(shown: ReturnType<typeof shownValue>): ReturnType<typeof shownValue> {
    return this.#scanned.hidesZeros && shown.number === 0 ? { ...shown, text: '' } : shown;
  }

  #at(row: number, column: number): ScannedCell | undefined {
    this.#byPlace ??= new Map(this.#scanned.cells.map((cell) => [cell.row * maxColumn + cell.column, cell]));
    return this.#byPlace.get(row * maxColumn + column);
  }

  /** The cell's style with what conditional formats change of it. */
  #styleOf(cell: ScannedCell): { readonly style: number; readonly effect: Effect } {
    if (this.#scanned.conditional.length === 0) return { style: cell.style, effect: noEffect };
    const effect = this.#formats.of(cell.row, cell.column, this.#values.at(cell.row, cell.column));
    if (effect.changes.length === 0) return { style: cell.style, effect };
    const key = `${cell.style} ${JSON.stringify(effect.changes)}`;
    let index = this.#changed.get(key);
    if (index === undefined) {
      index = this.styles.push(withDifferentials(this.styles[cell.style] ?? plainStyle, effect.changes)) - 1;
      this.#changed.set(key, index);
    }
    return { style: index, effect };
  }

  get unknown(): ConditionalFormats['unknown'] {
    return this.#formats.unknown;
  }
}

function anchorGrid(grid: SheetGrid): AnchorGrid {
  const position = (size: (index: number) => number, limit: number) => {
    const starts = [0, 0];
    const start = (index: number): number => {
      const wanted = Math.min(Math.max(1, index), limit);
      while (starts.length <= wanted) starts.push((starts.at(-1) ?? 0) + size(starts.length - 1));
      return starts[wanted] ?? 0;
    };
    const at = (offset: number): number => {
      let index = 1;
      while (index < limit && start(index + 1) <= offset) index += 1;
      return index;
    };
    return { start, at };
  };
  const columns = position((column) => grid.columnWidth(column), lastColumn);
  const rows = position((row) => grid.rowHeight(row), lastRow);
  return {
    columnLeft: columns.start,
    rowTop: rows.start,
    columnAt: columns.at,
    rowAt: rows.at,
    columnWidth: (column) => grid.columnWidth(column),
    rowHeight: (row) => grid.rowHeight(row),
  };
}

/** The sheet's drawings, and what they are drawn without. */
function drawingsOf(
  sheet: PaperSheet,
  scanned: ScannedSheet,
  grid: SheetGrid,
  book: BookContext,
): { readonly drawings: readonly Drawing[]; readonly partly: readonly DrawnPartly[] } {
  const { part } = sheet;
  const anchors = anchorGrid(grid);
  const font = { name: book.styles.normal.font.name, size: 11 };
  const controls = [
    ...sparklines(scanned.sparklines, sheet.name, anchors, book),
    ...readControls(book, part, scanned, anchors, font),
  ];
  const relationship = book.package.relationships(part).find((one) => one.id === scanned.drawing);
  if (relationship === undefined || relationship.external || !book.package.has(relationship.target))
    return { drawings: controls, partly: [] };
  const root = readTree(book.package.text(relationship.target).text);
  const partly = [...drawnPartly(root)];
  const drawings = readDrawing(root, {
    grid: anchors,
    colours: book.colours,
    font,
    picture: (id) => book.picture(relationship.target, id),
    chart: (id, size, label) => {
      const target = book.package
        .relationships(relationship.target)
        .find((one) => one.id === id && !one.external)?.target;
      return target === undefined
        ? undefined
        : unlessDamaged(() => {
            const ink = chartInk(book, target, size, { font, label });
            if (ink !== undefined) append(partly, drawnPartly(readTree(book.package.text(target).text), label));
            return ink;
          }, undefined);
    },
    linked: (reference) => {
      const [area] = book.values.areas(reference, sheet.name) ?? [];
      return area?.cells.at(area.top, area.left).shown;
    },
  });
  return { drawings: [...drawings, ...controls], partly };
}
