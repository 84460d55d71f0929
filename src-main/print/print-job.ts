import type { Failure } from '../../src-shared/failures.ts';
import type { ItemSheet } from '../../src-shared/item.ts';
import type { TextPolicy } from '../../src-shared/page/grow.ts';
import { layoutSheet, numberPages } from '../../src-shared/page/layout.ts';
import type { LayoutNote, PrintedPage } from '../../src-shared/page/page.ts';
import type { SheetGeometry } from '../../src-shared/page/sheet.ts';
import { err, ok, type Result } from '../../src-shared/result.ts';
import { openPaperBook, type PaperBook } from '../workbook/geometry/paper-book.ts';
import { parseArea } from '../workbook/sheet/address.ts';
import { PackageError } from '../workbook/package/package-error.ts';
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
  /** See `GridInput.digitEms`; for comparing papers only. */
  readonly digitEms?: number;
}

/** One sheet's pages in the order of the job. */
export interface PrintedSheet {
  readonly item: ItemSheet;
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
    let pages = 0;
    for (const item of request.items) {
      firstPages.set(item.key, pages + 1);
      pages += lay(book, item, request).layout.pages.length;
    }
    return ok({ pages, firstPages, sheets: () => sheetsOf(book, request, pages, firstPages) });
  } catch (error) {
    if (error instanceof PackageError) return err(error.failure);
    if (error instanceof XmlError) return err({ kind: 'damaged', reason: 'package', values: { part: request.file } });
    throw error;
  }
}

function* sheetsOf(book: PaperBook, request: PrintRequest, total: number, firstPages: ReadonlyMap<string, number>): Generator<PrintedSheet> {
  for (const item of request.items) {
    const { geometry, layout } = lay(book, item, request);
    const numbering = { file: request.file, date: request.date, time: request.time, firstPage: firstPages.get(item.key) ?? 1, pages: total };
    const grew = layout.notes.some((note) => note.kind === 'grew');
    yield {
      item,
      pages: numberPages(layout, geometry, numbering),
      notes: layout.notes,
      expected: grew ? layoutSheet(geometry, { policy: 'leave' }).pages.length : layout.pages.length,
      hidden: hiddenCells(item, geometry),
    };
  }
}

function lay(book: PaperBook, item: ItemSheet, request: PrintRequest) {
  const geometry: SheetGeometry = book.geometry(item.key);
  return { geometry, layout: layoutSheet(geometry, { policy: request.policy, heading: itemHeading(item) }) };
}

function hiddenCells(item: ItemSheet, geometry: SheetGeometry): readonly string[] {
  return Object.values(item.fields).flatMap((field) => {
    const at = field === undefined ? undefined : parseArea(field.area);
    if (field === undefined || at === undefined) return [];
    const shown = (sizes: readonly number[], from: number, to: number) => sizes.slice(from - 1, to).some((size) => size > 0);
    return shown(geometry.rows, at.top, at.bottom) && shown(geometry.columns, at.left, at.right) ? [] : [field.cell];
  });
}
