import type { Failure } from '../../src-shared/failures.ts';
import type { FieldPath } from '../../src-shared/fields.ts';
import type { ItemSheet } from '../../src-shared/item.ts';
import { byPillar, contentsSheet, coverSheet, dividerSheet, isProvisional, withBookletMarks, type BookletWords, type ContentsEntry } from '../../src-shared/page/booklet.ts';
import { changedPaths, comparisonSheet, earlierOf } from '../../src-shared/page/comparison.ts';
import type { TextPolicy } from '../../src-shared/page/grow.ts';
import { layoutSheet, numberPages, type SheetLayout } from '../../src-shared/page/layout.ts';
import { meetingBlocks, meetingSheet } from '../../src-shared/page/meeting.ts';
import type { LayoutNote, PrintedPage } from '../../src-shared/page/page.ts';
import type { SheetGeometry } from '../../src-shared/page/sheet.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { openPaperBook, type PaperBook } from '../workbook/geometry/paper-book.ts';
import { PackageError } from '../workbook/package/package-error.ts';
import { parseArea } from '../workbook/sheet/address.ts';
import type { WorkbookPackage } from '../workbook/types.ts';
import { XmlError } from '../workbook/xml/xml-error.ts';

/** What a person asks to be printed. The workbook's bytes hold the drafts already (patched in memory). */
export interface PrintRequest {
  readonly file: string;
  readonly items: readonly ItemSheet[];
  readonly policy: TextPolicy;
  /** For headers: `2013/10/7`, `9:00`. */
  readonly date: string;
  readonly time: string;
  /** The city's own form (usual), our table in larger type, or old and new side by side (needs `earlier`). */
  readonly layout?: 'form' | 'meeting' | 'comparison';
  /** Items of an earlier version: what differs is marked. */
  readonly earlier?: readonly ItemSheet[];
  /** Only items that differ from `earlier`; page numbers stay those of the whole job. */
  readonly onlyChanged?: boolean;
  /** Cover, contents, dividers, page numbers through all of it, marks on provisional evaluations. */
  readonly booklet?: BookletWords;
  /** See `GridInput.digitEms`; for comparing papers only. */
  readonly digitEms?: number;
}

/** One sheet's pages in the order of the job; cover, contents and dividers have no item. */
export interface PrintedSheet {
  readonly item?: ItemSheet;
  readonly firstPage: number;
  readonly pages: readonly PrintedPage[];
  readonly notes: readonly LayoutNote[];
  /** Pages that the form has without grown rows. */
  readonly expected: number;
  /** Cells of fields that paper does not show: their row or column is hidden. */
  readonly hidden: readonly string[];
}

/** A prepared job: how many pages there are, and the pages themselves one sheet at a time. */
export interface PrintJob {
  readonly pages: number;
  /** First page number of each item, by its key. */
  readonly firstPages: ReadonlyMap<string, number>;
  /** Lays out sheet after sheet; nothing is kept, so that 300 items take no more memory than one. */
  sheets(): Generator<PrintedSheet>;
}

/** A sheet of the job, made when its turn comes. */
interface Unit {
  readonly item?: ItemSheet;
  readonly heading?: string;
  readonly level: 1 | 2;
  /** Fields that differ from the earlier version. */
  readonly changed?: ReadonlySet<FieldPath>;
  geometry(): SheetGeometry;
}

/** The heading of an item, for bookmarks and tables of contents. */
export function itemHeading(item: ItemSheet): string {
  const title = (item.fields.title?.text ?? '').replace(/\s+/gu, ' ').trim();
  const no = item.no.trim();
  return no === '' ? `${item.sheet} ${title}`.trim() : `No.${no} ${title}`.trim();
}

/**
 * Prepares the item sheets of a checked package for paper. Every sheet is laid out once to count its pages and again when
 * it is printed. Fails with `damaged` or `unsafe` when a part cannot be read.
 */
export function preparePrint(pkg: WorkbookPackage, request: PrintRequest): Result<PrintJob, Failure> {
  try {
    const book = openPaperBook(pkg, request.digitEms === undefined ? {} : { digitEms: request.digitEms });
    const firstPages = new Map<string, number>();
    // Filled by the first pass; the contents then take one line an entry with and without its number.
    const starts: number[] = [];
    const units = unitsOf(book, request, starts);
    let pages = 0;
    for (const unit of units) {
      starts.push(pages + 1);
      if (unit.item !== undefined) firstPages.set(unit.item.key, pages + 1);
      pages += lay(unit, request).layout.pages.length;
    }
    return ok({ pages, firstPages, sheets: () => printed(units, request, starts, pages) });
  } catch (error) {
    if (error instanceof PackageError) return err(error.failure);
    if (error instanceof XmlError) return err({ kind: 'damaged', reason: 'package', values: { part: request.file } });
    throw error;
  }
}

const contents = '目次';

/** The job's sheets in order; `starts` are their first pages as far as they are known. */
function unitsOf(book: PaperBook, request: PrintRequest, starts: readonly number[]): readonly Unit[] {
  const items = (list: readonly ItemSheet[]): Unit[] =>
    list.map((item) => {
      const before = earlierOf(item, request.earlier ?? []);
      const changed = request.earlier === undefined ? undefined : changedPaths(item, before);
      const geometry = (): SheetGeometry => {
        if (request.layout === 'meeting') return meetingSheet(item, meetingBlocks, changed);
        return request.layout === 'comparison' ? comparisonSheet(item, before) : book.geometry(item.key);
      };
      return { item, heading: itemHeading(item), level: 2, geometry, ...(changed === undefined ? {} : { changed }) };
    });
  const { booklet } = request;
  if (booklet === undefined) return items(request.items);
  const units: Unit[] = [
    { level: 1, geometry: () => coverSheet(booklet, request.items.length) },
    { level: 1, heading: contents, geometry: () => contentsSheet(entriesOf(units, starts)) },
  ];
  for (const group of byPillar(request.items)) {
    if (group.pillar !== '') units.push({ level: 1, heading: group.pillar, geometry: () => dividerSheet(group.pillar) });
    units.push(...items(group.items));
  }
  return units;
}

const entriesOf = (units: readonly Unit[], starts: readonly number[]): readonly ContentsEntry[] =>
  units.flatMap(({ heading, item }, index): ContentsEntry[] => {
    if (heading === undefined || heading === contents) return [];
    const section = item?.sections.find(({ lead }) => lead) ?? item?.sections[0];
    return [{ text: heading, sections: section?.name ?? '', page: starts[index] ?? 1, divider: item === undefined }];
  });

function* printed(units: readonly Unit[], request: PrintRequest, starts: readonly number[], total: number): Generator<PrintedSheet> {
  for (const [index, unit] of units.entries()) {
    if (request.onlyChanged === true && (unit.changed === undefined || unit.changed.size === 0)) continue;
    const { geometry, layout } = lay(unit, request);
    const firstPage = starts[index] ?? 1;
    const numbering = { file: request.file, date: request.date, time: request.time, firstPage, pages: total };
    const pages = numberPages(layout, geometry, numbering);
    const grew = layout.notes.some((note) => note.kind === 'grew');
    const { item } = unit;
    yield {
      ...(item === undefined ? {} : { item }),
      firstPage,
      pages: request.booklet === undefined ? pages : pages.map((page, at) => bookletPage(page, geometry, unit, firstPage + at)),
      notes: item === undefined ? [] : layout.notes,
      expected: grew && (request.layout ?? 'form') === 'form' ? layoutSheet(geometry, { policy: 'leave' }).pages.length : layout.pages.length,
      hidden: item === undefined || (request.layout ?? 'form') !== 'form' ? [] : hiddenCells(item, geometry),
    };
  }
}

function bookletPage(page: PrintedPage, geometry: SheetGeometry, { item, heading }: Unit, number: number): PrintedPage {
  if (item === undefined && heading === undefined) return page;
  const head = item === undefined || item.no.trim() === '' ? '' : `No.${item.no.trim()}`;
  const marked = withBookletMarks(page, geometry.setup, { page: number, head });
  return item !== undefined && isProvisional(item) ? { ...marked, watermark: '未確定' } : marked;
}

function lay(unit: Unit, request: PrintRequest): { readonly geometry: SheetGeometry; readonly layout: SheetLayout } {
  const geometry = unit.geometry();
  const { item } = unit;
  const cells = item === undefined || unit.changed === undefined ? undefined : new Set([...unit.changed].flatMap((path) => item.fields[path]?.cell ?? []));
  const layout = layoutSheet(geometry, { policy: request.policy, ...(cells === undefined || (request.layout ?? 'form') !== 'form' ? {} : { changed: cells }), ...(unit.heading === undefined ? {} : { heading: unit.heading, level: unit.level }) });
  return { geometry, layout };
}

function hiddenCells(item: ItemSheet, geometry: SheetGeometry): readonly string[] {
  return Object.values(item.fields).flatMap((field) => {
    const at = field === undefined ? undefined : parseArea(field.area);
    if (field === undefined || at === undefined) return [];
    const shown = (sizes: readonly number[], from: number, to: number) => sizes.slice(from - 1, to).some((size) => size > 0);
    return shown(geometry.rows, at.top, at.bottom) && shown(geometry.columns, at.left, at.right) ? [] : [field.cell];
  });
}
