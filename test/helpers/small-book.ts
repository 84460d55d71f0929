import { openPackage } from '../../src-main/engine/package/open-package.ts';
import type { WorkbookPackage } from '../../src-main/engine/types.ts';
import { zip } from './zip.ts';

/** The least workbook that has what a test is about; sheets are given as the XML of their parts. */
export interface SmallBook {
  /** Sheet name to part XML, or to the inside of `<worksheet>`. */
  readonly sheets?: Readonly<Record<string, string>>;
  /** `<si>` elements. */
  readonly strings?: readonly string[];
  /** Markup behind `</sheets>` in the workbook part. */
  readonly afterSheets?: string;
  /** The inside of `<calcChain>`. */
  readonly calcChain?: string;
  /** Number formats of the cell formats 1, 2, …; format 0 is General. */
  readonly formats?: readonly string[];
  /** Changes or drops parts at the end. */
  readonly tamper?: (parts: Map<string, string | Uint8Array>) => void;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';

/** The parts of such a workbook; sheets are `xl/worksheets/sheet1.xml` and so on. */
export function smallParts(book: SmallBook = {}): Map<string, string | Uint8Array> {
  const sheets = Object.entries(book.sheets ?? { Sheet1: '<sheetData/>' });
  const formats = book.formats ?? [];
  const parts = new Map<string, string | Uint8Array>();
  const extra = [
    ['styles', 'styles'],
    ...(book.strings ? [['sharedStrings', 'sharedStrings']] : []),
    ...(book.calcChain ? [['calcChain', 'calcChain']] : []),
  ] as const;
  parts.set(
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>${sheets.map((_, n) => `<Override PartName="/xl/worksheets/sheet${n + 1}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`).join('')}${extra.map(([name]) => `<Override PartName="/xl/${name}.xml" ContentType="${spreadsheet}.${name}+xml"/>`).join('')}</Types>`,
  );
  parts.set(
    '_rels/.rels',
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  );
  parts.set(
    'xl/workbook.xml',
    `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(([name], n) => `<sheet name="${name}" sheetId="${n + 11}" r:id="rId${n + 1}"/>`).join('')}</sheets>${book.afterSheets ?? ''}</workbook>`,
  );
  parts.set(
    'xl/_rels/workbook.xml.rels',
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, n) => `<Relationship Id="rId${n + 1}" Type="${office}/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`).join('')}${extra.map(([type, name]) => `<Relationship Id="rId${name}" Type="${office}/${type}" Target="${name}.xml"/>`).join('')}</Relationships>`,
  );
  for (const [n, [, xml]] of sheets.entries()) {
    parts.set(
      `xl/worksheets/sheet${n + 1}.xml`,
      xml.includes('worksheet') ? xml : `${head}<worksheet xmlns="${main}" xmlns:r="${office}">${xml}</worksheet>`,
    );
  }
  if (book.strings) parts.set('xl/sharedStrings.xml', `${head}<sst xmlns="${main}">${book.strings.join('')}</sst>`);
  if (book.calcChain) parts.set('xl/calcChain.xml', `${head}<calcChain xmlns="${main}">${book.calcChain}</calcChain>`);
  const escaped = formats.map((code) =>
    code.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;'),
  );
  parts.set(
    'xl/styles.xml',
    `${head}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${escaped.map((code, n) => `<numFmt numFmtId="${n + 170}" formatCode="${code}"/>`).join('')}</numFmts><fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${formats.map((_, n) => `<xf numFmtId="${n + 170}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`.replace(
      '<numFmts count="0"></numFmts>',
      '',
    ),
  );
  book.tamper?.(parts);
  return parts;
}

export const smallBook = (book: SmallBook = {}): Uint8Array =>
  zip(Array.from(smallParts(book), ([name, data]) => ({ name, data })));

/** The workbook opened as a package; a test that expects a failure opens it itself. */
export function smallPackage(book: SmallBook = {}): WorkbookPackage {
  const opened = openPackage(smallBook(book));
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}

export function reopen(bytes: Uint8Array): WorkbookPackage {
  const opened = openPackage(bytes);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}
