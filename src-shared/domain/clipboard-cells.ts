/**
 * Cells as spreadsheets put them on the clipboard: text with a TAB between cells and a line end after each row (CR LF from
 * Excel), a cell with a line end, a TAB or a quotation mark at its beginning in quotation marks, which are doubled inside.
 * Seen of Excel 2016 to 365, LibreOffice 7 to 25 and Google Sheets.
 */
export type Cells = readonly (readonly string[])[];

/** Reads the text form of cells. The line end after the last row is no row. */
export function parseCells(text: string): Cells {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const quoted = text[at] === '"' ? quotedCell(text, at) : undefined;
    const end = quoted?.end ?? plainEnd(text, at);
    row.push(quoted?.text ?? text.slice(at, end));
    const mark = text[end];
    if (mark === '\t') {
      at = end + 1;
      continue;
    }
    rows.push(row);
    row = [];
    if (mark === undefined) break;
    at = end + (mark === '\r' && text[end + 1] === '\n' ? 2 : 1);
    if (at === text.length) break;
  }
  return rows.map((cells) => cells.map((cell) => cell.replace(/\r\n?/gu, '\n')));
}

const plainEnd = (text: string, from: number): number => {
  const found = text.slice(from).search(/[\t\r\n]/u);
  return found < 0 ? text.length : from + found;
};

/** A cell in quotation marks; `undefined` when they are part of a plain text. */
function quotedCell(text: string, from: number): { readonly text: string; readonly end: number } | undefined {
  let value = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') value += text[at] as string;
    else if (text[at + 1] === '"') {
      value += '"';
      at += 1;
    } else {
      const after = text[at + 1];
      return after === undefined || /[\t\r\n]/u.test(after) ? { text: value, end: at + 1 } : undefined;
    }
  }
  return undefined;
}

/** What the HTML form of cells is known by; a table of a web page is text to a person who pastes it into a box. */
const bySpreadsheet =
  /urn:schemas-microsoft-com:office:excel|ProgId"?\s*content="?Excel|name="?Generator"?\s+content="?(?:LibreOffice|OpenOffice|Microsoft Excel)|google-sheets-html-origin|data-sheets-/iu;

/** Where each cell of the HTML form begins; `undefined` when its rows or columns are not those of the text (hidden ones). */
function beginnings(html: string, height: number, width: number): readonly (readonly boolean[])[] | undefined {
  const covered = Array.from({ length: height }, () => Array.from({ length: width }, () => false));
  const begins = covered.map((row) => row.map(() => false));
  let row = -1;
  let column = 0;
  let hidden = false;
  for (const [, name = '', attributes = ''] of html.matchAll(/<(tr|td|th)\b([^>]*)>/giu)) {
    if (name.toLowerCase() === 'tr') {
      // Excel ends a table of uneven columns with a row that nobody sees.
      hidden = /display:\s*none/iu.test(attributes);
      if (!hidden) row += 1;
      column = 0;
      continue;
    }
    if (hidden) continue;
    while (covered[row]?.[column] === true) column += 1;
    if (begins[row]?.[column] === undefined) return undefined;
    begins[row]![column] = true;
    const span = (of: string): number =>
      Number(new RegExp(`\\b${of}\\s*=\\s*["']?(\\d{1,5})`, 'iu').exec(attributes)?.[1] ?? 1);
    for (let down = row; down < Math.min(height, row + span('rowspan')); down += 1)
      covered[down]!.fill(true, column, Math.min(width, column + span('colspan')));
  }
  return covered.every((cells) => cells.every(Boolean)) ? begins : undefined;
}

/**
 * The cells without the places that merges cover: the text form has an empty cell for each, which is none to a person.
 * Only whole rows and columns of such places go, so that what stands under each other stays so.
 */
function withoutCovered(rows: Cells, html: string): Cells {
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width)) return rows;
  const begins = beginnings(html, rows.length, width);
  if (begins === undefined) return rows;
  return rows
    .filter((_, row) => begins[row]!.some(Boolean))
    .map((cells) => cells.filter((_, column) => begins.some((row) => row[column] === true)));
}

/**
 * The cells that a pasted text stands for; `undefined` for text of another kind, which goes in as it is.
 *
 * @param html the clipboard's HTML form, empty where it has none: it tells who copied.
 */
export function cellsOf(text: string, html: string): Cells | undefined {
  if (text === '') return undefined;
  const fromSheet = /<table/iu.test(html) && bySpreadsheet.test(html);
  const rows = parseCells(text);
  if (fromSheet) return withoutCovered(rows, html);
  if (html !== '') return undefined;
  // Without HTML (remote desktops and some clipboard tools drop it): only what a text does not look like by itself.
  const width = rows[0]?.length ?? 0;
  if (width > 1 && rows.every((row) => row.length === width)) return rows;
  const lone = rows.length === 1 && width === 1;
  if (lone && (/^"[^]*"\r?\n?$/u.test(text) ? rows[0]?.[0]?.includes('\n') : /\r?\n$/u.test(text))) return rows;
  return undefined;
}

/** Cells as text for the clipboard, as Excel writes and reads them. */
export const cellsText = (cells: Cells): string =>
  cells
    .map((row) => row.map((cell) => (/["\t\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .map((row) => `${row}\r\n`)
    .join('');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Cells as an HTML table: a line end within a cell is one that stays in the cell (`mso-data-placement:same-cell`), and
 * every cell is text, so that Excel makes no date of `3-1` and no formula of `=…`.
 */
export function cellsHtml(cells: Cells): string {
  const escape = (text: string): string => text.replace(/[&<>"]/gu, (sign) => escapes[sign] ?? sign);
  const cell = (text: string): string =>
    `<td style="mso-number-format:'\\@'">${escape(text).replaceAll('\n', '<br style="mso-data-placement:same-cell">')}</td>`;
  return `<meta charset="utf-8"><table>${cells.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`;
}
