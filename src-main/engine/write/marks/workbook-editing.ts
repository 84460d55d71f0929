import { itemIdOf, marks } from '../../book/marks.ts';
import { workbookPart } from '../../package/open-package.ts';
import { withWorkbookChild } from '../draft/schema-order.ts';
import { applySplices, type Splice } from '../../xml/splice.ts';
import { readWorkbookPart, parseSheetReference, type WorkbookPart } from '../../book/workbook-part.ts';
import type { WorkbookPackage } from '../../types.ts';
import { escapeAttribute, escapeText } from '../../xml/entities.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import type { PackageDraft } from '../draft/package-draft.ts';

const transitional = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const strict = 'http://purl.oclc.org/ooxml/officeDocument/relationships';

const books = new WeakMap<WorkbookPackage, WorkbookPart>();

/** The workbook part of a package, read once. Throws `XmlError`. */
function bookOf(pkg: WorkbookPackage): WorkbookPart {
  let book = books.get(pkg);
  if (book === undefined) books.set(pkg, (book = readWorkbookPart(pkg.text(workbookPart(pkg)).text)));
  return book;
}

/** Item ids by sheet name. A name local to a sheet is Excel's copy of one, made when the sheet was copied: not an id. */
export function readItemIds(pkg: WorkbookPackage): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of bookOf(pkg).definedNames) {
    const id = itemIdOf(name.name);
    if (id === undefined || name.localSheet !== undefined) continue;
    const sheet = parseSheetReference(name.reference)?.sheet;
    if (sheet !== undefined) found.set(sheet, id);
  }
  return found;
}

/**
 * Gives items their ids and takes older ones away: hidden names of the whole workbook that refer to A1 of the sheet
 * (ECMA-376 part 1, 18.2.5).
 */
export function writeItemIds(draft: PackageDraft, ids: ReadonlyMap<string, string>): void {
  const part = workbookPart(draft.original);
  const text = withoutItemIds(draft.text(part));
  const { prefix, names } = placesOf(text);
  const element = `${prefix}definedName`;
  const entries = [...ids]
    .map(([sheet, id]) => {
      const reference = `'${sheet.replaceAll("'", "''")}'!$A$1`;
      return `<${element} name="${escapeAttribute(marks.itemName + id)}" hidden="1">${escapeText(reference)}</${element}>`;
    })
    .join('');
  if (entries === '') draft.put(part, text);
  else if (names !== undefined) draft.put(part, text.slice(0, names) + entries + text.slice(names));
  else
    draft.put(
      part,
      withWorkbookChild(text, 'definedNames', (x) => `<${x}definedNames>${entries}</${x}definedNames>`),
    );
}

function withoutItemIds(text: string): string {
  const splices: Splice[] = [];
  const s = new XmlScanner(text);
  let list: { start: number; kept: number; removed: number } | undefined;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t === token.close && s.local === 'definedNames' && s.depth === 2 && list !== undefined) {
      // An empty list is against the schema, and Excel offers to repair such a file.
      if (list.kept === 0 && list.removed > 0) return text.slice(0, list.start) + text.slice(s.end);
    }
    if (t !== token.open) continue;
    if (s.depth === 2 && s.local === 'definedNames') list = { start: s.start, kept: 0, removed: 0 };
    if (s.depth !== 3 || s.local !== 'definedName' || list === undefined) continue;
    const { start } = s;
    const mine = itemIdOf(s.attribute('name') ?? '') !== undefined;
    s.skip();
    if (mine) splices.push({ start, end: s.end, insert: '' });
    if (mine) list.removed++;
    else list.kept++;
  }
  return applySplices(text, splices);
}

interface Places {
  /** The prefix of the workbook's elements with its colon, or `''`. */
  readonly prefix: string;
  /** In front of `</definedNames>`; `undefined` without such a list. */
  readonly names: number | undefined;
  /** In front of `</sheets>`. */
  readonly sheets: number;
  readonly highestSheetId: number;
  readonly namespace: string;
}

function placesOf(text: string): Places {
  const s = new XmlScanner(text);
  let prefix = '';
  let namespace = '';
  let names: number | undefined;
  let sheets = 0;
  let highestSheetId = 0;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t === token.open) {
      if (s.depth === 1) {
        prefix = s.prefix === '' ? '' : `${s.prefix}:`;
        namespace = s.namespace;
      }
      if (s.depth === 3 && s.local === 'sheet')
        highestSheetId = Math.max(highestSheetId, Number(s.attribute('sheetId')) || 0);
    } else if (t === token.close && s.depth === 2) {
      if (s.local === 'definedNames' && s.start !== s.end) names = s.start;
      if (s.local === 'sheets') sheets = s.start;
    }
  }
  return { prefix, names, sheets, highestSheetId, namespace };
}

/** Puts a veryHidden sheet behind the last tab, so that no sheet's index changes. */
export function addHiddenSheet(draft: PackageDraft, name: string, xml: (namespace: string) => string): void {
  const book = workbookPart(draft.original);
  const text = draft.text(book);
  const { prefix, sheets, highestSheetId, namespace } = placesOf(text);
  const uri = namespace.startsWith('http://purl.') ? strict : transitional;
  const part = draft.freeName((n) => `${book.slice(0, book.lastIndexOf('/') + 1)}worksheets/kohyo${n}.xml`);
  draft.put(part, xml(namespace));
  draft.declare(part, 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml');
  const id = draft.relate(book, `${uri}/worksheet`, part);
  const sheet =
    `<${prefix}sheet name="${escapeAttribute(name)}" sheetId="${highestSheetId + 1}" state="veryHidden" ` +
    `xmlns:r="${uri}" r:id="${id}"/>`;
  draft.put(book, text.slice(0, sheets) + sheet + text.slice(sheets));
}

/** The part of a sheet by its name, compared as Excel does: without case. */
export const sheetPart = (pkg: WorkbookPackage, name: string): string | undefined =>
  partOfSheet(pkg, workbookPart(pkg), bookOf(pkg), name);

/** As `sheetPart`, of a workbook as it will be. */
export function draftSheetPart(draft: PackageDraft, name: string): string | undefined {
  const part = workbookPart(draft.original);
  return partOfSheet(draft, part, readWorkbookPart(draft.text(part)), name);
}

function partOfSheet(
  pkg: Pick<WorkbookPackage, 'has' | 'relationships'>,
  bookPart: string,
  book: WorkbookPart,
  name: string,
): string | undefined {
  const entry = book.sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase());
  if (entry === undefined) return undefined;
  const target = pkg.relationships(bookPart).find((one) => one.id === entry.relationshipId)?.target;
  return target !== undefined && pkg.has(target) ? target : undefined;
}
