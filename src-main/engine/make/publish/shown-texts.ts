import { parseArea } from '../../book/address.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import type { Leak } from '../../write/search/find-foreign.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import type { Kept } from './kinds.ts';

export interface SortedLeaks {
  /** Names and paths that the pages show: somebody has written them there to be read. */
  readonly shown: readonly Kept[];
  /** The first one that no page shows. */
  readonly behind: Leak | undefined;
}

/**
 * Tells what a page shows (cells, shapes, headers of sheets that are not hidden) from what stands behind it: hidden sheets,
 * rows and columns, attributes, lists, names, pictures. What repeats the whole text of a shown cell, as a table's
 * heading or a chart's label does, tells no more than the page.
 */
export function sortLeaks(draft: PackageDraft, sheets: readonly IndexedSheet[], leaks: Iterable<Leak>): SortedLeaks {
  const visible = new Map(
    sheets.filter(({ state }) => state === 'visible').map((sheet) => [sheet.part.toLowerCase(), sheet]),
  );
  const isHidden = hiddenCells(draft);
  const drawn = lazily(() => drawnOn(draft, [...visible.values()]));
  const shown: Kept[] = [];
  const said = new Set<string>();
  const others: Leak[] = [];
  for (const leak of leaks) {
    const part = leak.sheet ?? leak.part;
    const sheet = leak.place === 'shape' ? drawn().get(part.toLowerCase()) : visible.get(part.toLowerCase());
    const seen =
      leak.place !== 'other' && sheet !== undefined && (leak.cell === undefined || !isHidden(sheet.part, leak.cell));
    if (!seen) {
      others.push(leak);
      continue;
    }
    said.add(leak.value);
    const { text, place, cell } = leak;
    shown.push({ part, what: place, text, sheet: sheet.name, ...(cell === undefined ? {} : { cell }) });
  }
  return { shown, behind: others.find(({ value, place }) => place === 'cell' || !said.has(value)) };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Drawings and charts of the sheets that are shown, with their sheets. A part with a hidden shape counts as none. */
function drawnOn(draft: PackageDraft, sheets: readonly IndexedSheet[]): ReadonlyMap<string, IndexedSheet> {
  const found = new Map<string, IndexedSheet>();
  const visit = (part: string, sheet: IndexedSheet): void => {
    for (const { type, target, external } of draft.relationships(part)) {
      const key = target.toLowerCase();
      if (external || !draft.has(target) || !/^(?:drawing|chart|chartUserShapes)$/.test(type) || found.has(key))
        continue;
      if (!/<(?:\w+:)?cNvPr\s[^>]*hidden=["'](?:1|true)/.test(draft.text(target))) found.set(key, sheet);
      visit(target, sheet);
    }
  };
  for (const sheet of sheets) if (draft.has(sheet.part)) visit(sheet.part, sheet);
  return found;
}

/** Whether a cell stands in a hidden row or column of its sheet. */
function hiddenCells(draft: PackageDraft): (part: string, cell: string) => boolean {
  const known = new Map<
    string,
    { readonly rows: ReadonlySet<number>; readonly columns: readonly (readonly [number, number])[] }
  >();
  const read = (part: string) => {
    const rows = new Set<number>();
    const columns: (readonly [number, number])[] = [];
    let row = 0;
    new XmlEdit(draft.text(part)).walk((_, s) => {
      const hidden = /^(?:1|true)$/.test(s.attribute('hidden') ?? '');
      if (s.local === 'row' && s.depth === 3) {
        row = Number(s.attribute('r') ?? row + 1);
        if (hidden || Number(s.attribute('ht') ?? 1) === 0) rows.add(row);
      } else if (s.local === 'col' && s.depth === 3 && (hidden || Number(s.attribute('width') ?? 1) === 0))
        columns.push([Number(s.attribute('min')), Number(s.attribute('max'))]);
    });
    return { rows, columns };
  };
  return (part, cell) => {
    const at = parseArea(cell);
    const sheet = known.get(part) ?? read(part);
    known.set(part, sheet);
    return (
      at === undefined || sheet.rows.has(at.top) || sheet.columns.some(([min, max]) => at.left >= min && at.left <= max)
    );
  };
}
