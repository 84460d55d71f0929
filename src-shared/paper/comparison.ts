import { groupingKey } from '../domain/normal.ts';
import { orderedPaths } from '../checks/order.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { comparedRows } from './compared-rows.ts';
import { ownSheet, type OwnCell, type OwnRow } from './own-paper.ts';
import { sideBySide } from './side-by-side.ts';
import type { SheetGeometry } from './sheet.ts';
import { titleOf } from '../form/roles.ts';

/** The same item in an earlier version: by the id that sending gave it, else by its number. */
export function earlierOf(item: ItemSheet, earlier: readonly ItemSheet[]): ItemSheet | undefined {
  const byId = item.itemId === undefined ? undefined : earlier.find((one) => one.itemId === item.itemId);
  if (byId !== undefined) return byId;
  const key = groupingKey(item.no);
  const named = (list: readonly ItemSheet[]): ItemSheet | undefined => list.find((one) => one.sheet === item.sheet);
  if (key === '') return named(earlier);
  // A number that is there twice does not tell sheets apart; their names do.
  const alike = earlier.filter((one) => groupingKey(one.no) === key);
  return named(alike) ?? alike[0];
}

/** Fields whose text differs; an item that is new differs in all that it says. */
export function changedPaths(item: ItemSheet, before: ItemSheet | undefined): ReadonlySet<FieldPath> {
  const paths = new Set<FieldPath>([...orderedPaths(item), ...(before === undefined ? [] : orderedPaths(before))]);
  return new Set([...paths].filter((path) => (item.fields[path]?.text ?? '') !== (before?.fields[path]?.text ?? '')));
}

const blank = '（空欄）';

/**
 * 新旧対照 as statutes print it: what changed in an item, the earlier text and today's side by side, changed words underlined, long
 * unchanged stretches as （略）. `newFirst` puts today's text at the left.
 */
export function comparisonSheet(
  item: ItemSheet,
  before: ItemSheet | undefined,
  words: { readonly old: string; readonly now: string } = { old: '旧', now: '新' },
  newFirst = false,
): SheetGeometry {
  const [oldColumn, newColumn] = newFirst ? [3, 2] : [2, 3];
  const compared = comparedRows(item, before, changedPaths(item, before)).filter(
    ({ now }) => before !== undefined || now !== '',
  );
  const rows = compared.map(({ label, old, now }): OwnRow => {
    const passages = before === undefined || old === '' || now === '' ? undefined : sideBySide(old, now);
    const cells: readonly OwnCell[] = [
      { text: label, column: 1, look: 'label' },
      {
        text: old === '' && before !== undefined ? blank : old,
        column: oldColumn,
        look: 'text',
        ...(passages === undefined ? {} : { passages: passages.old }),
      },
      {
        text: now === '' ? blank : now,
        column: newColumn,
        look: 'text',
        changed: true,
        ...(passages === undefined ? {} : { passages: passages.now }),
      },
    ];
    return { height: 22, cells: cells.toSorted((one, other) => one.column - other.column) };
  });
  const name = item.no.trim() === '' ? item.sheet : `No.${item.no.trim()}`;
  const paper = ownSheet({
    name: item.sheet,
    columns: [95, 202, 202],
    titleRows: 3,
    size: 10,
    pageNumbers: true,
    runningHead: `新旧対照　${name}`,
    rows: [
      {
        height: 18,
        cells: [{ text: `新旧対照${before === undefined ? '（新規の個票）' : ''}`, column: 1, span: 3, look: 'quiet' }],
      },
      {
        height: 28,
        cells: [
          {
            text: `${name}　${titleOf(item).replaceAll('\n', '')}`,
            column: 1,
            span: 3,
            look: 'title',
          },
        ],
      },
      {
        height: 22,
        cells: [
          { text: '欄', column: 1, look: 'heading' },
          { text: newFirst ? words.now : words.old, column: 2, look: 'heading' },
          { text: newFirst ? words.old : words.now, column: 3, look: 'heading' },
        ],
      },
      ...rows,
    ],
  });
  return { ...paper, part: item.key };
}

/** 変更はありません: what is printed in place of changed sheets when there are none. `earlier` is the version's name. */
export const unchangedSheet = (earlier: string): SheetGeometry =>
  ownSheet({
    name: '変更はありません',
    columns: [499],
    size: 10.5,
    rows: [
      { height: 30, cells: [{ text: '変更はありません', column: 1, look: 'title' }] },
      {
        height: 30,
        cells: [{ text: `印刷する個票に、「${earlier}」から変わった欄はありません。`, column: 1, look: 'plain' }],
      },
    ],
  });
