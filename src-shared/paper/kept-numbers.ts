/** Pages of one part of a booklet (an item, a divider), by a key that is the same in both versions. */
export interface NumberedPart {
  readonly key: string;
  readonly pages: number;
}

/**
 * Page numbers for sheets that replace those of a booklet that was handed out: a sheet keeps its numbers; pages that it has more
 * become 12-2, 12-3; where it has fewer, the last one stands for the rest (13～14), so that nobody looks for them. A part
 * that was not there goes on counting behind the part before it.
 */
export function keptNumbers(
  now: readonly NumberedPart[],
  before: readonly NumberedPart[],
): readonly (readonly string[])[] {
  const starts = new Map<string, { readonly first: number; readonly pages: number }>();
  let next = 1;
  for (const { key, pages } of before) {
    // Of parts with one key (a number that is there twice) the first one's place counts.
    if (!starts.has(key)) starts.set(key, { first: next, pages });
    next += pages;
  }
  let base = 0;
  let further = 1;
  return now.map(({ key, pages }) => {
    const known = starts.get(key);
    return Array.from({ length: pages }, (_, index) => {
      if (known !== undefined && index < known.pages) {
        base = known.first + index;
        further = 1;
        const last = known.first + known.pages - 1;
        return index === pages - 1 && last > base ? `${base}～${last}` : String(base);
      }
      further += 1;
      return `${base}-${further}`;
    });
  });
}
