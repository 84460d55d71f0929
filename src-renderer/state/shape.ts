import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { rowCount, rowOf, rowsAfter, withRows, type RowBlock } from '../../src-shared/form/rows.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import { changeDocument, documentOf, fileItemOf, itemOf, type FieldRef, type ItemRef } from './session.ts';
import { changedItems, draftsOf } from './texts.ts';

/**
 * The shape of the sheets as they are shown: the file's rows, those that drafts add or remove, and those that a person
 * has asked for and not written in yet. The last are this window's alone: an empty row goes into no file.
 */
const askedFor = new Map<string, number>();

const keyOf = (item: ItemRef, block: RowBlock): string => `${item.document}\n${item.item}\n${block}`;

function shown(item: ItemRef, sheet: ItemSheet): ItemSheet {
  // Rows come and go in the first form only.
  if (sheet.edition !== undefined) return sheet;
  const edits = [...draftsOf(item)].map(([path, { text, gone }]) => ({
    path,
    text,
    ...(gone === undefined ? {} : { gone }),
  }));
  const rows = (block: RowBlock): number =>
    Math.max(rowsAfter(sheet, block, edits), askedFor.get(keyOf(item, block)) ?? 0);
  return withRows(sheet, Object.fromEntries(formOf(sheet).lists.map(({ id }) => [id, rows(id)])));
}

const sameRows = (a: ItemSheet, b: ItemSheet): boolean =>
  Object.keys({ ...a.rows, ...b.rows }).every((block) => rowCount(a, block) === rowCount(b, block));

function put(document: DocumentId, changed: ReadonlyMap<string, ItemSheet>): void {
  const items = documentOf(document)?.items ?? [];
  if (changed.size > 0) changeDocument(document, { items: items.map((sheet) => changed.get(sheet.key) ?? sheet) });
}

function shapes(items: Iterable<ItemRef>): ReadonlyMap<string, ItemSheet> {
  const changed = new Map<string, ItemSheet>();
  for (const item of items) {
    const sheet = fileItemOf(item);
    const now = itemOf(item);
    if (sheet === undefined || now === undefined) continue;
    const next = shown(item, sheet);
    if (!sameRows(next, now)) changed.set(item.item, next);
  }
  return changed;
}

const isInRow = (item: ItemRef, path: FieldPath): boolean => {
  const sheet = itemOf(item);
  return sheet !== undefined && rowOf(sheet, path) !== undefined;
};

/** Brings the shown sheets in line with boxes that have just got other texts. */
export function reshape(fields: readonly FieldRef[]): void {
  const rows = fields.filter((ref) => isInRow(ref, ref.path));
  const first = rows[0];
  if (first !== undefined) put(first.document, shapes(new Map(rows.map((ref) => [ref.item, ref])).values()));
}

/** The same for a whole workbook, after it was opened or saved. */
export function reshapeDocument(document: DocumentId): void {
  const asked = [...askedFor.keys()].flatMap((key) => {
    const [of = '', item = ''] = key.split('\n');
    return of === document ? [item] : [];
  });
  put(document, shapes([...new Set([...changedItems(document), ...asked])].map((item) => ({ document, item }))));
}

/** Shows at least so many rows, written in or not. */
export function askForRows(item: ItemRef, block: RowBlock, count: number): void {
  askedFor.set(keyOf(item, block), count);
  put(item.document, shapes([item]));
}

/** The rows that were asked for and stay empty, from `count` on, are not wanted any more. */
export function dropEmptyRows(item: ItemRef, block: RowBlock, count: number): void {
  if ((askedFor.get(keyOf(item, block)) ?? 0) > count) askForRows(item, block, count);
}
