/** Two texts of a sheet part, or as much of them as tells how they differ. */
export interface TextPair {
  readonly before: string;
  readonly after: string;
}

/**
 * The rows of a sheet part in which two texts of it differ, each as a worksheet of its own; what is left out is equal
 * to the character. A sheet of 6,000 cells of which three changed is so compared in a tenth of the time. `undefined`
 * where the difference is not inside of rows that say their numbers.
 */
export function changedRows({ before, after }: TextPair): TextPair | undefined {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const prefix = /<((?:[\w.-]+:)?)sheetData[\s>]/.exec(before)?.[1];
  if (prefix === undefined) return undefined;
  // Behind the start tag of the first row that differs; a difference inside the tag itself begins with that row.
  const from = before.lastIndexOf(`<${prefix}row `, start);
  if (from < 0 || from < before.indexOf(`<${prefix}sheetData`)) return undefined;
  const close = `</${prefix}row>`;
  const toBefore = rowsEnd(before, before.length - end, close);
  const toAfter = toBefore + after.length - before.length;
  if (toBefore < 0 || after.slice(toAfter - close.length, toAfter) !== close) return undefined;
  const rows = { before: before.slice(from, toBefore), after: after.slice(from, toAfter) };
  for (const text of Object.values(rows)) {
    const tags = text.match(new RegExp(`<${prefix}row[\\s>][^>]*>?`, 'g')) ?? [];
    if (!tags.every((tag) => /\sr="\d+"/.test(tag))) return undefined;
  }
  const head = `<${prefix}worksheet xmlns${prefix === '' ? '' : `:${prefix.slice(0, -1)}`}="${namespace}"><${prefix}sheetData>`;
  const foot = `</${prefix}sheetData></${prefix}worksheet>`;
  return { before: head + rows.before + foot, after: head + rows.after + foot };
}

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Behind the end tag at or behind `at`; a difference that ends with an end tag ends with its row. */
function rowsEnd(text: string, at: number, close: string): number {
  const found = text.indexOf(close, Math.max(0, at - close.length));
  return found < 0 ? -1 : found + close.length;
}

const stride = 1024;

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + stride <= most && a.slice(at, at + stride) === b.slice(at, at + stride)) at += stride;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many characters at the end are equal, those of the equal beginning not counted again. */
function commonEnd(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (count + stride <= most && sliceBefore(a, count) === sliceBefore(b, count)) count += stride;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
}

const sliceBefore = (text: string, count: number): string => text.slice(text.length - count - stride, text.length - count);
