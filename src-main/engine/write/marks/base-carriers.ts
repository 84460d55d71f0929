import { marks } from '../../book/marks.ts';
import { workbookPart } from '../../package/open-package.ts';
import { CellTable } from '../../book/cell-table.ts';
import { comparableCell } from '../../book/cell-value.ts';
import { SharedStrings } from '../../book/shared-strings.ts';
import { readSheetPart } from '../../book/sheet-part.ts';
import { noStyles } from '../../book/styles/styles-part.ts';
import type { WorkbookPackage } from '../../types.ts';
import { escapeText } from '../../xml/entities.ts';
import { token, XmlScanner } from '../../xml/scanner.ts';
import type { PackageDraft } from '../draft/package-draft.ts';
import { chunksOf, unpackText } from './payload.ts';
import { addHiddenSheet, draftSheetPart, sheetPart } from './workbook-editing.ts';

/**
 * A sent workbook carries its base, and its form's description where it has one, twice each, since programs and sanitizers strip either: on a very hidden sheet (LibreOffice
 * keeps it and makes it hidden; openpyxl keeps it) and in a custom XML part (LibreOffice keeps it, openpyxl drops it).
 */

/** What is carried: the names of its sheet and of its part's root namespace, and the id of the part's data store item. */
export interface Carried {
  readonly sheet: string;
  readonly namespace: string;
  readonly itemId: string;
}

export const base: Carried = {
  sheet: marks.baseSheet,
  namespace: marks.baseNamespace,
  itemId: '{6B0A5C1E-5D0F-4E0B-9C3B-0E4B6F0A7D11}',
};
export const form: Carried = {
  sheet: marks.formSheet,
  namespace: marks.formNamespace,
  itemId: '{2C7E9A40-8B6D-4F0C-9D1E-71B3A5C0E2F8}',
};

/** Excel's limit of a cell is 32,767 characters. */
const cellSize = 30_000;
const officeRelationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** `packed` is what it carries, as `packText` makes it. */
export function writeCarrierSheet(draft: PackageDraft, { sheet }: Carried, packed: string): void {
  const xml = (namespace: string): string => {
    const rows = chunksOf(packed, cellSize)
      .map(
        (chunk, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>${escapeText(chunk)}</t></is></c></row>`,
      )
      .join('');
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${namespace}"><sheetData>${rows}</sheetData></worksheet>`;
  };
  const part = draftSheetPart(draft, sheet);
  if (part === undefined) addHiddenSheet(draft, sheet, xml);
  else draft.put(part, xml(namespaceOf(draft.text(part))));
}

export function writeCarrierPart(draft: PackageDraft, { namespace, itemId }: Carried, packed: string): void {
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<base xmlns="${namespace}">${escapeText(packed)}</base>`;
  const known = partAmong(namespace, draft.names(), (name) => draft.text(name));
  if (known !== undefined) return draft.put(known, xml);
  const part = draft.freeName((n) => `customXml/item${n}.xml`);
  const properties = part.replace(/item(\d+)\.xml$/, 'itemProps$1.xml');
  draft.put(part, xml);
  draft.relate(workbookPart(draft.original), `${officeRelationships}/customXml`, part);
  if (draft.has(properties)) return;
  draft.put(
    properties,
    `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="${itemId}" ` +
      'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>' +
      `<ds:schemaRef ds:uri="${namespace}"/></ds:schemaRefs></ds:datastoreItem>`,
  );
  draft.declare(properties, 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml');
  draft.relate(part, `${officeRelationships}/customXmlProps`, properties);
}

/** Whether something carries it, without reading it. A sheet that was left without cells carries nothing. */
export function isCarried(pkg: WorkbookPackage, carried: Carried): boolean {
  const sheet = sheetPart(pkg, carried.sheet);
  if (sheet !== undefined && /<(?:\w+:)?c[\s>]/.test(pkg.text(sheet).text)) return true;
  return carrierPart(pkg, carried) !== undefined;
}

/** What the hidden sheet carries; `undefined` when it is gone or damaged. Throws `XmlError` and `PackageError`. */
export function readCarrierSheet(pkg: WorkbookPackage, carried: Carried): string | undefined {
  const sheet = sheetPart(pkg, carried.sheet);
  return sheet === undefined ? undefined : unpackText(sheetText(pkg, sheet));
}

/** What the custom XML part carries; as `readCarrierSheet`. */
export function readCarrierPart(pkg: WorkbookPackage, carried: Carried): string | undefined {
  const part = carrierPart(pkg, carried);
  return part === undefined ? undefined : unpackText(rootText(pkg.text(part).text));
}

/** The chunks in column A, joined. */
function sheetText(pkg: WorkbookPackage, part: string): string {
  const cells = new CellTable();
  readSheetPart(pkg.utf8(part), cells);
  let strings: SharedStrings | undefined;
  // As it was put in it needs no string table; other programs move the texts there.
  const context = {
    get strings() {
      return (strings ??= stringsOf(pkg));
    },
    styles: noStyles,
    date1904: false,
  };
  let text = '';
  for (let row = 1; ; row++) {
    const index = cells.find(row, 1);
    if (index < 0) return text;
    text += comparableCell(cells, index, context);
  }
}

function stringsOf(pkg: WorkbookPackage): SharedStrings {
  const part = pkg
    .relationships(workbookPart(pkg))
    .find((one) => one.type === 'sharedStrings' && pkg.has(one.target))?.target;
  return part === undefined ? SharedStrings.empty : SharedStrings.read(pkg.utf8(part));
}

/** Found by its root namespace: programs renumber custom XML parts, and LibreOffice relates them to the package. */
const partAmong = (namespace: string, names: readonly string[], text: (name: string) => string): string | undefined =>
  names.find((name) => /^customxml\/[^/]+\.xml$/i.test(name) && namespaceOf(text(name)) === namespace);

const carrierPart = (pkg: WorkbookPackage, { namespace }: Carried): string | undefined =>
  partAmong(namespace, pkg.entryNames, (name) => pkg.text(name).text);

function namespaceOf(text: string): string {
  const s = new XmlScanner(text);
  for (let t = s.next(); t !== token.end; t = s.next()) if (t === token.open) return s.namespace;
  return '';
}

function rootText(text: string): string {
  const s = new XmlScanner(text);
  while (s.next() !== token.open);
  return s.readText();
}
