import { parseArea } from '../../book/address.ts';
import { isRelationshipNamespace } from '../../xml/namespaces.ts';
import { columnOf } from '../../write/shift/shared-formulas.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

/** A pivot table's source as its cache says it (ECMA-376 part 1, 18.10.1.95). */
export interface PivotSource {
  /** The sheet's name in capitals; `undefined` for a table, a name, another workbook or a database. */
  readonly sheet: string | undefined;
  /** The table or name in capitals. */
  readonly name: string | undefined;
  /** The cache and its records as text. */
  readonly texts: readonly string[];
}

export interface PivotCut {
  /** Whether a pivot table goes, with the records that it holds of its source. */
  readonly goes: (source: PivotSource) => boolean;
  /** Empties the cells in which it stood; else they stay as values. */
  readonly emptyCells: boolean;
}

/** Takes pivot tables out with their caches, and the slicers that filter them. Gives how many caches went. */
export function cutPivots(draft: PackageDraft, book: string, sheets: readonly IndexedSheet[], cut: PivotCut): number {
  const caches = draft
    .relationships(book)
    .filter((one) => one.type === 'pivotCacheDefinition' && !one.external && draft.has(one.target))
    .filter((one) => cut.goes(sourceOf(draft, one.target)));
  if (caches.length === 0) return 0;
  const gone = new Set(caches.map((one) => one.target.toLowerCase()));
  for (const sheet of sheets) {
    if (!draft.has(sheet.part)) continue;
    const tables = draft
      .relationships(sheet.part)
      .filter(
        (one) =>
          one.type === 'pivotTable' &&
          draft.has(one.target) &&
          draft.relationships(one.target).some((cache) => gone.has(cache.target.toLowerCase())),
      );
    for (const { target } of tables) {
      if (cut.emptyCells) emptyLocation(draft, sheet.part, target);
      draft.remove(target);
    }
    const ids = new Set(tables.map((table) => table.id));
    draft.unrelate(sheet.part, (one) => ids.has(one.id));
    if (ids.size > 0)
      draft.edit(sheet.part, (edit) =>
        edit.walk((e, s) => {
          // What was selected of the table (18.3.1.69).
          if (s.local === 'pivotSelection' && ids.has(s.attributeNS('id', isRelationshipNamespace) ?? '')) e.remove();
        }),
      );
  }
  const ids = new Set(caches.map((one) => one.id));
  cutSlicers(draft, book, sheets);
  draft.edit(book, (edit) =>
    edit.walk((e, s) => {
      if (s.local === 'pivotCache' && ids.has(s.attributeNS('id', isRelationshipNamespace) ?? '')) e.remove();
    }),
  );
  draft.put(book, withoutEmpty(draft.text(book), ['pivotCaches']));
  draft.unrelate(book, (one) => ids.has(one.id));
  for (const { target } of caches) {
    draft.remove(...draft.relationships(target).flatMap((one) => (one.external ? [] : [one.target])), target);
  }
  return caches.length;
}

function sourceOf(draft: PackageDraft, part: string): PivotSource {
  let sheet: string | undefined;
  let name: string | undefined;
  const texts = [draft.text(part)];
  for (const { target, external } of draft.relationships(part))
    if (!external && draft.has(target)) texts.push(unlessDamaged(() => draft.text(target), ''));
  unlessDamaged(
    () =>
      new XmlEdit(draft.text(part)).walk((_, s) => {
        if (s.local !== 'worksheetSource') return;
        sheet = s.attribute('sheet')?.toUpperCase();
        name = s.attribute('name')?.toUpperCase();
      }),
    undefined,
  );
  return { sheet, name, texts };
}

function emptyLocation(draft: PackageDraft, sheet: string, table: string): void {
  let location = '';
  new XmlEdit(draft.text(table)).walk((_, s) => {
    if (s.local === 'location') location = s.attribute('ref') ?? '';
  });
  const area = parseArea(location);
  if (area === undefined) return;
  let row = 0;
  let column = 0;
  draft.edit(sheet, (edit) =>
    edit.walk((e, s) => {
      if (s.depth === 3 && s.local === 'row') [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
      else if (s.depth === 4 && s.local === 'c') {
        column = columnOf(s, column);
        if (row < area.top || row > area.bottom || column < area.left || column > area.right || s.selfClosing) return;
        e.set('t', undefined);
        e.children((_, child) => {
          if (['v', 'f', 'is'].includes(child.local)) e.remove();
        });
      }
    }),
  );
}

/** Takes all slicers and timelines out: their parts, lists and frames. */
export function cutSlicers(draft: PackageDraft, book: string, sheets: readonly IndexedSheet[]): number {
  const kinds = new Set(['slicer', 'slicerCache', 'timeline', 'timelineCache']);
  let count = 0;
  for (const part of [book, ...sheets.map((sheet) => sheet.part)]) {
    if (!draft.has(part)) continue;
    const going = draft.relationships(part).filter((one) => kinds.has(one.type));
    if (going.length === 0) continue;
    count += going.length;
    const ids = new Set(going.map((one) => one.id));
    draft.unrelate(part, (one) => ids.has(one.id));
    draft.remove(...going.filter((one) => draft.has(one.target)).map((one) => one.target));
    draft.edit(part, (edit) =>
      edit.walk((e, s) => {
        if (ids.has(s.attributeNS('id', isRelationshipNamespace) ?? '')) e.remove();
      }),
    );
    draft.put(
      part,
      withoutEmpty(draft.text(part), [
        'slicerList',
        'slicerCaches',
        'timelineRefs',
        'timelineCacheRefs',
        'ext',
        'extLst',
      ]),
    );
    for (const drawing of draft.relationships(part)) {
      if (drawing.type !== 'drawing' || drawing.external || !draft.has(drawing.target)) continue;
      draft.edit(drawing.target, (edit) =>
        edit.walk((e, s) => {
          if (s.depth !== 2) return;
          const end = s.text.indexOf(`</${s.qualifiedName}>`, s.end);
          if (/<(?:sle\d*|tsle):(?:slicer|timeslicer)\b/.test(s.text.slice(s.end, Math.max(end, s.end)))) e.remove();
        }),
      );
    }
  }
  return count;
}

/** Takes out elements of these names that have no children left, from the inside out. */
export function withoutEmpty(text: string, names: readonly string[]): string {
  let current = text;
  for (const name of names)
    if (current.includes(name))
      current = current.replace(new RegExp(`<((?:\\w+:)?${name})(?:\\s[^>]*)?(?:/>|>\\s*</\\1>)`, 'g'), '');
  return current;
}
