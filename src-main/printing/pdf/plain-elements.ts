import { referenceOf, type PdfObjects } from './read-pdf.ts';

/**
 * A structure element without its name and without the names of its heads: Chromium finds as a cell's heads all of its column, also
 * those of blocks further down a form. The scopes of the heads stay and say it right.
 */
export const plainElement = (value: string): string =>
  withSpans(value)
    .replace(/\/ID \([^)]*\)\s*/u, '')
    .replaceAll(/<<\/O \/Table\s*\/Headers \[[^\]]*\]\s*>>\s*/gu, '');

/** The spans of a cell that `reading-order.ts` has written into its language, as the attributes of a table (14.8.5.7). */
function withSpans(value: string): string {
  const spans = /\/Lang \(ja-x-c(\d+)r(\d+)\)\s*/u.exec(value);
  return spans === null
    ? value
    : value
        .replace(spans[0], '')
        .replace(/\/RowSpan \d+/u, `/RowSpan ${spans[2]}`)
        .replace(/\/ColSpan \d+/u, `/ColSpan ${spans[1]}`);
}

/** Elements that say nothing themselves, by their number: the marks that they hold, and the element that is to hold them. */
export type Hollow = ReadonlyMap<number, { readonly marks: string; readonly parent: number }>;

/** Chromium puts an element of no meaning (`NonStruct`) around the marks of every stretch of text: two elements of five. */
export function hollowElements({ objects }: PdfObjects, documents: readonly number[]): Hollow {
  const hollow = new Map<number, { marks: string; parent: number }>();
  for (const [number, { value }] of objects) {
    if (!value.startsWith('<</Type /StructElem\n/S /NonStruct\n')) continue;
    const marks = /\/K \[((?:<<[^<>]*>>\s*)*)\]/u.exec(value)?.[1];
    const parent = referenceOf(value, 'P');
    if (marks !== undefined && parent !== undefined && !documents.includes(parent))
      hollow.set(number, { marks, parent });
  }
  return hollow;
}

/** An element's text with the marks of hollow elements in their stead. */
export const filled = (value: string, hollow: Hollow): string =>
  value.replace(
    /\/K \[([^\]]*)\]/u,
    (_, kids: string) =>
      `/K [${kids.replace(/<<[^>]*>>|(\d+) 0 R/gu, (kid, number?: string) => (number === undefined ? kid : (hollow.get(Number(number))?.marks ?? kid)))}]`,
  );
