import { openPackage } from '../../src-main/engine/package/open-package.ts';
import { filledItem } from './fixture-items.ts';
import { fixtureWorkbook } from './fixture-workbook.ts';
import { zip } from './zip.ts';

const form = fixtureWorkbook({
  items: [filledItem(901, [2025, 2026], 2, 2), filledItem(902, [2025, 2026], 2, 1)],
  cover: false,
  instructions: false,
  rollUp: false,
  listSheet: false,
  lists: 'none',
  inlineStrings: true,
  extraCells: { M30: '作業欄' },
});

/** What of a form's sheet depends on tables of its own workbook. */
const bare = (sheet: string): string =>
  sheet
    .replace(/\ss="\d+"/g, '')
    .replace(/\sstyle="\d+"/g, '')
    .replace(/<(phoneticPr|drawing|legacyDrawing)\b[^>]*\/>/g, '')
    .replace(/<conditionalFormatting\b[\s\S]*?<\/conditionalFormatting>/g, '');

/**
 * A workbook with three sheets more: two items of the standard form, and one whose formulas point at both and at the
 * workbook's own first sheet. Written without the program's own code for structure, so that any workbook becomes one that every
 * operation can be tried on. `undefined` for one whose workbook part this cannot add to.
 */
export function putForm(bytes: Uint8Array): Uint8Array | undefined {
  const opened = openPackage(bytes);
  if (!opened.ok) return undefined;
  const pkg = opened.value;
  const book = pkg.relationships('').find((one) => one.type === 'officeDocument')?.target ?? '';
  const relsName = book.replace(/[^/]*$/, (name) => `_rels/${name}.rels`);
  if (!pkg.has(book) || !pkg.has(relsName)) return undefined;
  const text = pkg.text(book);
  const close = /<\/((?:\w+:)?)sheets>/.exec(text.text);
  if (close === null || text.encoding.startsWith('utf-16')) return undefined;
  const prefix = close[1] ?? '';
  const strict = text.text.includes('purl.oclc.org/ooxml/spreadsheetml');
  const office = strict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const first = /<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"/.exec(text.text)?.[1] ?? 'Sheet1';
  const ids = [...text.text.matchAll(/\bsheetId="(\d+)"/g)].map((m) => Number(m[1]));
  const highest = Math.max(0, ...ids);
  const quoted = `'${first.replaceAll("'", "''")}'`;
  const links = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><f>COUNTA('個票901'!C10:C20)</f><v>3</v></c><c r="B1"><f>SUM(${quoted}!$A$5:$B$40)+COUNTA('個票902'!C12)</f><v>0</v></c><c r="C1" t="str"><f>'個票902'!C5</f><v>第902項目の改革</v></c></row></sheetData><dataValidations count="1"><dataValidation type="list" sqref="E1"><formula1>${quoted}!$A$2:$A$30</formula1></dataValidation></dataValidations></worksheet>`;
  const sheets: readonly (readonly [name: string, data: string])[] = [
    ['個票901', bare(String(form.parts.get(form.sheets['No.1'] ?? '')))],
    ['個票902', bare(String(form.parts.get(form.sheets['No.2'] ?? '')))],
    ['参照903', links],
  ];
  const parts = new Map<string, string | Uint8Array>(
    pkg.entryNames.filter((name) => !name.endsWith('/')).map((name) => [name, pkg.read(name)]),
  );
  const conform = (data: string): string =>
    strict
      ? data.replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        )
      : data;
  let elements = '';
  let relationships = '';
  let types = '';
  sheets.forEach(([name, data], i) => {
    const part = `xl/worksheets/kohyotrial${i + 1}.xml`;
    parts.set(part, conform(data));
    elements += `<${prefix}sheet xmlns:rr="${office}" name="${name}" sheetId="${highest + i + 1}" rr:id="rIdTrial${i + 1}"/>`;
    relationships += `<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="rIdTrial${i + 1}" Type="${office}/worksheet" Target="/${part}"/>`;
    types += `<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types" PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`;
  });
  const before = (data: string, end: RegExp, added: string): string | undefined => {
    const at = data.search(end);
    return at < 0 ? undefined : data.slice(0, at) + added + data.slice(at);
  };
  const rels = before(pkg.text(relsName).text, /<\/(?:\w+:)?Relationships>\s*$/, relationships);
  const content = before(pkg.text('[Content_Types].xml').text, /<\/(?:\w+:)?Types>\s*$/, types);
  if (rels === undefined || content === undefined) return undefined;
  // Parts that were no UTF-8 are written in it now.
  const utf8 = (data: string): string =>
    data.replace(/^\uFEFF/, '').replace(/^(<\?xml[^>]*?encoding=)(["'])[^"']*\2/, '$1$2UTF-8$2');
  const entry = (name: string): string =>
    [...parts.keys()].find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
  parts.set(entry(book), utf8(text.text.slice(0, close.index) + elements + text.text.slice(close.index)));
  parts.set(entry(relsName), utf8(rels));
  parts.set(entry('[Content_Types].xml'), utf8(content));
  return zip([...parts].map(([name, data]) => ({ name, data })));
}
