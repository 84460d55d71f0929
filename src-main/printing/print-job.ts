import { deserialize, serialize } from 'node:v8';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { isProvisional, withBookletMarks } from '../../src-shared/paper/booklet.ts';
import { goneItems } from '../../src-shared/paper/gone-items.ts';
import { usualDividers } from '../../src-shared/paper/item-groups.ts';
import { keptNumbers } from '../../src-shared/paper/kept-numbers.ts';
import { layoutSheet, numberPages, type SheetLayout } from '../../src-shared/paper/layout.ts';
import type { LayoutNote, PrintedPage } from '../../src-shared/paper/page.ts';
import type { PageSetup, SheetGeometry } from '../../src-shared/paper/sheet.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { openPaperBook } from '../engine/paper/paper-book.ts';
import { PackageError } from '../engine/package/package-error.ts';
import { parseArea } from '../engine/book/address.ts';
import type { WorkbookPackage } from '../engine/types.ts';
import { XmlError } from '../engine/xml/xml-error.ts';
import type { PrintedSheet, PrintJob, PrintRequest } from './print-request.ts';
import { goneUnit, unchangedUnit, unitsOf, type Unit } from './units.ts';

/** A sheet of the job with its place in it. */
interface Placed {
  readonly unit: Unit;
  readonly firstPage: number;
  readonly pages: number;
  laid(): Laid;
  /** Its pages' numbers where they are those of a booklet that was handed out. */
  readonly labels?: readonly string[];
}

/** What of a laid out sheet is kept until it is printed. */
interface Laid {
  readonly layout: SheetLayout;
  readonly setup: PageSetup;
  /** See `PrintedSheet`. */
  readonly expected: number;
  readonly hidden: readonly string[];
}

/**
 * Prepares the sheets of a checked package for paper. Every item is laid out once, and its pages are kept packed (some
 * 40 KB each) until they are printed: how many there are has to be known before the first is drawn. Fails with `damaged` or `unsafe` when a part cannot be read.
 */
export function preparePrint(pkg: WorkbookPackage, request: PrintRequest): Result<PrintJob, Failure> {
  try {
    const { placed, total, numbered } = place(pkg, request);
    const firstPages = new Map(
      placed.flatMap(({ unit, firstPage }) => (unit.item === undefined ? [] : [[unit.item.key, firstPage] as const])),
    );
    return ok({
      pages: placed.reduce((sum, { pages }) => sum + pages, 0),
      firstPages,
      sheets: (places) => printed(placed, request, numbered ?? total, places),
    });
  } catch (error) {
    if (error instanceof PackageError) return err(error.failure);
    if (error instanceof XmlError) return err({ kind: 'damaged', reason: 'package', values: { part: request.file } });
    throw error;
  }
}

/** Counts the pages of all sheets and keeps those to be printed. `numbered` is the page count of the booklet that was handed out. */
function place(
  pkg: WorkbookPackage,
  request: PrintRequest,
): { readonly placed: readonly Placed[]; readonly total: number; readonly numbered?: number } {
  const counted = countUnits(pkg, request);
  const { earlier } = request;
  if (request.onlyChanged !== true || earlier === undefined) return { placed: counted.placed, total: counted.total };
  const isChanged = ({ unit }: Placed): boolean => unit.changed !== undefined && unit.changed.size > 0;
  // Side by side is a paper of its own, which counts for itself.
  if (request.paper === 'comparison') {
    let next = 1;
    const changed = [...gonePlaced(request, []), ...counted.placed.filter(isChanged)];
    const placed = orUnchanged(changed, request, earlier.name).map((one) => {
      const firstPage = next;
      next += one.pages;
      return { ...one, firstPage };
    });
    return { placed, total: next - 1 };
  }
  // The earlier booklet was bound as this one is.
  const booklet =
    request.booklet === undefined
      ? undefined
      : { ...request.booklet, dividers: request.booklet.dividers ?? usualDividers(request.items) };
  const before = countUnits(earlier.package, {
    ...request,
    booklet,
    items: earlierItems(request.items, earlier.items),
    earlier: undefined,
    onlyChanged: false,
  });
  const parts = (placed: readonly Placed[]) => placed.map(({ unit, pages }) => ({ key: unit.key, pages }));
  const labels = keptNumbers(parts(counted.placed), parts(before.placed));
  const placed = counted.placed.map((one, index): Placed => ({
    ...one,
    firstPage: Number.parseInt(labels[index]?.[0] ?? '1', 10),
    labels: labels[index] ?? [],
  }));
  return {
    placed: orUnchanged([...gonePlaced(request, before.placed), ...placed.filter(isChanged)], request, earlier.name),
    total: counted.total,
    numbered: before.total,
  };
}

/**
 * The list of items that are gone since the earlier version, before the sheets that have changed. Only where the job is about
 * the whole plan: who prints some sheets has not asked for the others. `before` are the pages of the earlier booklet.
 */
function gonePlaced(request: PrintRequest, before: readonly Placed[]): readonly Placed[] {
  const { earlier, all, items } = request;
  const chosen = new Set(items);
  if (earlier === undefined || all === undefined || all.some((item) => !item.hidden && !chosen.has(item))) return [];
  const gone = goneItems(all, earlier.items).map((item) => {
    const placed = before.find(({ unit }) => unit.item === item);
    const last = placed === undefined ? 0 : placed.firstPage + placed.pages - 1;
    return {
      item,
      ...(placed === undefined
        ? {}
        : { pages: placed.pages > 1 ? `${placed.firstPage}～${last}` : String(placed.firstPage) }),
    };
  });
  if (gone.length === 0) return [];
  return [placedAlone(goneUnit(gone, earlier.name), request)];
}

/** A sheet that belongs to no booklet and is numbered for itself. */
function placedAlone(unit: Unit, request: PrintRequest): Placed {
  const laid = layUnit(unit, request);
  return { unit, firstPage: 1, pages: laid.layout.pages.length, laid: () => laid };
}

/** What has changed, or a page that says that nothing has: no viewer opens a PDF without a page. */
const orUnchanged = (changed: readonly Placed[], request: PrintRequest, earlier: string): readonly Placed[] =>
  changed.length > 0 ? changed : [placedAlone(unchangedUnit(earlier), request)];

/** What the booklet of the earlier version held: all its items when all of today's are printed, else those that are. */
function earlierItems(items: readonly ItemSheet[], earlier: readonly ItemSheet[]): readonly ItemSheet[] {
  return earlier.filter((item) => !item.hidden || items.some(({ sheet }) => sheet === item.sheet));
}

function countUnits(
  pkg: WorkbookPackage,
  request: PrintRequest,
): { readonly placed: readonly Placed[]; readonly total: number } {
  const book = openPaperBook(pkg, request.digitEms === undefined ? {} : { digitEms: request.digitEms });
  // Filled while counting; the contents then take one line an entry with and without its number.
  const starts: number[] = [];
  const placed: Placed[] = [];
  let total = 0;
  for (const unit of unitsOf(book, request, starts)) {
    starts.push(total + 1);
    const laid = layUnit(unit, request);
    const pages = laid.layout.pages.length;
    // Sheets of our own are laid out again: by then the contents know their page numbers.
    // The set-up stays as it is: the pictures of its headers are those of all sheets that bear the same.
    const { setup, ...rest } = laid;
    const packed = unit.item === undefined ? undefined : serialize(rest);
    placed.push({
      unit,
      firstPage: total + 1,
      pages,
      laid: () =>
        packed === undefined ? layUnit(unit, request) : { ...(deserialize(packed) as Omit<Laid, 'setup'>), setup },
    });
    total += pages;
  }
  return { placed, total };
}

function layUnit({ item, lay }: Unit, request: PrintRequest): Laid {
  const { geometry, layout } = lay();
  const isForm = item !== undefined && (request.paper ?? 'form') === 'form';
  const grew = layout.notes.some((note) => note.kind === 'grew');
  return {
    layout,
    setup: geometry.setup,
    expected: grew && isForm ? layoutSheet(geometry, { policy: 'leave' }).pages.length : layout.pages.length,
    hidden: isForm ? hiddenCells(item, geometry) : [],
  };
}

/** What a form is noted for: sheets of our own have as many pages and rows as high as they need. */
const ofForms: ReadonlySet<LayoutNote['kind']> = new Set(['grew', 'second-page', 'smaller']);

function* printed(
  placed: readonly Placed[],
  request: PrintRequest,
  total: number,
  places?: ReadonlySet<number>,
): Generator<PrintedSheet> {
  let before = 0;
  for (const { unit, firstPage, labels, laid, pages: count } of placed) {
    const from = before;
    before += count;
    const wanted = (_: unknown, at: number): boolean => places === undefined || places.has(from + at + 1);
    if (!Array.from({ length: count }).some(wanted)) continue;
    const { item } = unit;
    const { layout, setup, expected, hidden } = laid();
    // Through a booklet its own numbers run, whatever number a form would begin with.
    const { firstPage: _, ...booklet } = setup;
    const pages = numberPages(layout, request.booklet === undefined ? setup : booklet, {
      file: request.file,
      folder: request.folder,
      date: request.date,
      time: request.time,
      firstPage,
      pages: total,
      ...(labels === undefined ? {} : { labels }),
    });
    yield {
      ...(item === undefined ? {} : { item }),
      firstPage,
      pages: (request.booklet === undefined
        ? pages
        : pages.map((page, at) =>
            bookletPage(page, setup, unit, labels?.[at] ?? String(firstPage + at), labels !== undefined),
          )
      ).filter(wanted),
      notes: item === undefined ? layout.notes.filter(({ kind }) => !ofForms.has(kind)) : layout.notes,
      expected,
      hidden,
    };
  }
}

function bookletPage(
  page: PrintedPage,
  setup: PageSetup,
  { item, heading }: Unit,
  number: string,
  replaces: boolean,
): PrintedPage {
  // The cover has neither number nor head.
  if (item === undefined && heading === undefined) return page;
  const head = [item === undefined || item.no.trim() === '' ? '' : `No.${item.no.trim()}`, replaces ? '差し替え' : '']
    .filter((part) => part !== '')
    .join('　');
  const marked = withBookletMarks(page, setup, { page: number, head });
  return item !== undefined && isProvisional(item) ? { ...marked, watermark: '未確定' } : marked;
}

function hiddenCells(item: ItemSheet, geometry: SheetGeometry): readonly string[] {
  return Object.values(item.fields).flatMap((field) => {
    const at = field === undefined ? undefined : parseArea(field.area);
    if (field === undefined || at === undefined) return [];
    const shown = (sizes: readonly number[], from: number, to: number) =>
      sizes.slice(from - 1, to).some((size) => size > 0);
    return shown(geometry.rows, at.top, at.bottom) && shown(geometry.columns, at.left, at.right) ? [] : [field.cell];
  });
}
