import { byteText } from '../../xml/utf8.ts';

/** Two versions of a sheet part in UTF-8, or as much of them as tells how they differ. */
export interface PartPair {
  readonly before: Buffer;
  readonly after: Buffer;
}

/**
 * The rows of a sheet part in which two versions of it differ, each as a worksheet of its own; what is left out is equal
 * to the byte. A sheet of 6,000 cells of which three changed is so compared in a tenth of the time. `undefined`
 * where the difference is not inside of rows that say their numbers.
 */
export function changedRows({ before, after }: PartPair): PartPair | undefined {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const prefix = /<((?:[\w.-]+:)?)sheetData[\s>]$/.exec(byteText(before, 0, before.indexOf('sheetData') + 10))?.[1];
  if (prefix === undefined) return undefined;
  // Behind the start tag of the first row that differs; a difference inside the tag itself begins with that row.
  const from = before.lastIndexOf(`<${prefix}row `, start);
  if (from < 0 || from < before.indexOf(`<${prefix}sheetData`)) return undefined;
  const close = `</${prefix}row>`;
  const toBefore = rowsEnd(before, before.length - end, close);
  const toAfter = toBefore + after.length - before.length;
  if (toBefore < 0 || byteText(after, toAfter - close.length, toAfter) !== close) return undefined;
  const rows = { before: before.subarray(from, toBefore), after: after.subarray(from, toAfter) };
  for (const bytes of Object.values(rows)) {
    const tags = byteText(bytes).match(new RegExp(`<${prefix}row[\\s>][^>]*>?`, 'g')) ?? [];
    if (!tags.every((tag) => /\sr="\d+"/.test(tag))) return undefined;
  }
  const head = Buffer.from(
    `<${prefix}worksheet xmlns${prefix === '' ? '' : `:${prefix.slice(0, -1)}`}="${namespace}"><${prefix}sheetData>`,
  );
  const foot = Buffer.from(`</${prefix}sheetData></${prefix}worksheet>`);
  return { before: Buffer.concat([head, rows.before, foot]), after: Buffer.concat([head, rows.after, foot]) };
}

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Behind the end tag at or behind `at`; a difference that ends with an end tag ends with its row. */
function rowsEnd(bytes: Buffer, at: number, close: string): number {
  const found = bytes.indexOf(close, Math.max(0, at - close.length));
  return found < 0 ? -1 : found + close.length;
}

const stride = 4096;

function commonStart(a: Buffer, b: Buffer): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + stride <= most && a.compare(b, at, at + stride, at, at + stride) === 0) at += stride;
  while (at < most && a[at] === b[at]) at++;
  return at;
}

/** How many bytes at the end are equal, those of the equal beginning not counted again. */
function commonEnd(a: Buffer, b: Buffer, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (count + stride <= most && equalBefore(a, b, count)) count += stride;
  while (count < most && a[a.length - 1 - count] === b[b.length - 1 - count]) count++;
  return count;
}

/** The stride that ends `count` bytes before the end is equal in both. */
function equalBefore(a: Buffer, b: Buffer, count: number): boolean {
  const endA = a.length - count;
  const endB = b.length - count;
  return a.compare(b, endB - stride, endB, endA - stride, endA) === 0;
}
