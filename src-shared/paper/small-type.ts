import { sideScale, type Imposition } from './impose.ts';
import type { LayoutNote, PrintedPage } from './page.ts';

/** Points below which tired eyes do not read; what shrinking rounds away is no smaller type. */
const leastLegible = 7;
const rounding = 0.05;

/** Size in points of a page's smallest words, furigana and raised or lowered signs aside; `undefined` without words. */
function smallestType({ ink }: Pick<PrintedPage, 'ink'>): number | undefined {
  let smallest: number | undefined;
  for (const one of ink) {
    if (one.kind !== 'text') continue;
    for (const { size, text, minor } of one.lines)
      if (minor !== true && text.trim() !== '' && size < (smallest ?? Infinity)) smallest = size;
  }
  return smallest;
}

/** The pages as they are; when all are taken, `notes` has the sheets whose words are smaller on the side of paper than can be read. */
export function* watchedForSmallType(
  pages: Iterable<PrintedPage>,
  imposition: Pick<Imposition, 'perSheet'>,
  notes: LayoutNote[],
): Generator<PrintedPage> {
  const found = new Map<string, number>();
  for (const page of pages) {
    const size = (smallestType(page) ?? Infinity) * sideScale(page, imposition);
    if (size < leastLegible - rounding) found.set(page.sheet, Math.min(size, found.get(page.sheet) ?? Infinity));
    yield page;
  }
  for (const [sheet, size] of found) notes.push({ kind: 'small', sheet, size: Math.floor(size * 10 + 0.001) / 10 });
}
