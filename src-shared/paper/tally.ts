import { groupingKey } from '../domain/normal.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { earlierOf, fieldLabel } from './comparison.ts';
import { groupItems } from './item-groups.ts';
import { oneLine, yearsOf } from './item-list.ts';
import { paperWidth, type ListPaper, type ListTable } from './list-paper.ts';

/** Counts of one field's values per pillar, values as they are compared (NFKC, no white space), the first writing shown. */
export interface Tally {
  readonly values: readonly string[];
  readonly rows: readonly { readonly pillar: string; readonly counts: readonly number[]; readonly blank: number }[];
}

const valueOf = (item: ItemSheet | undefined, path: FieldPath): string => oneLine(item?.fields[path]?.text);

/** The order of a plan's own list of choices where its cells have one; other values come after, by their text. */
function valuesOf(
  items: readonly ItemSheet[],
  path: FieldPath,
): readonly { readonly key: string; readonly shown: string }[] {
  const shown = new Map<string, string>();
  const listed = new Map<string, number>();
  for (const item of items) {
    for (const choice of item.fields[path]?.choices ?? [])
      if (groupingKey(choice) !== '' && !listed.has(groupingKey(choice))) listed.set(groupingKey(choice), listed.size);
    // As it is written on the form, line ends too: in a narrow column they are where a person would break it.
    const text = item.fields[path]?.text.trim() ?? '';
    if (groupingKey(text) !== '' && !shown.has(groupingKey(text))) shown.set(groupingKey(text), text);
  }
  const rank = (key: string): number => listed.get(key) ?? listed.size;
  return [...shown]
    .map(([key, text]) => ({ key, shown: text }))
    .toSorted((a, b) => rank(a.key) - rank(b.key) || (a.key < b.key ? -1 : 1));
}

export function tally(items: readonly ItemSheet[], path: FieldPath, values = valuesOf(items, path)): Tally {
  return {
    values: values.map(({ shown }) => shown),
    rows: groupItems(items, 'pillar').map((group) => {
      const found = group.items.map((item) => groupingKey(valueOf(item, path)));
      return {
        pillar: group.name,
        counts: values.map(({ key }) => found.filter((value) => value === key).length),
        blank: found.filter((value) => value === '').length,
      };
    }),
  };
}

/** Items whose value differs from an earlier version: `A←B: No.3、No.5`; items that are new are named at the end. */
export function tallyChanges(
  items: readonly ItemSheet[],
  earlier: readonly ItemSheet[],
  path: FieldPath,
): readonly string[] {
  const moves = new Map<string, { readonly shown: string; readonly numbers: string[] }>();
  for (const item of items) {
    const before = earlierOf(item, earlier);
    if (before === undefined) continue;
    const [now, old] = [valueOf(item, path), valueOf(before, path)];
    if (groupingKey(old) === groupingKey(now)) continue;
    // Moves are one whatever the width of their letters; the first writing is shown.
    const key = `${groupingKey(now)}←${groupingKey(old)}`;
    const move = moves.get(key) ?? { shown: `${now === '' ? '空欄' : now}←${old === '' ? '空欄' : old}`, numbers: [] };
    move.numbers.push(numberOf(item));
    moves.set(key, move);
  }
  return [...moves.values()].map(({ shown, numbers }) => `${shown}: ${numbers.join('、')}`);
}

const numberOf = (item: ItemSheet): string => (item.no.trim() === '' ? item.sheet : `No.${item.no.trim()}`);

/** Fields that are counted: every year's statuses and grade, then the overall grade, where any item says something. */
function countedPaths(items: readonly ItemSheet[]): readonly FieldPath[] {
  const paths = [
    ...yearsOf(items).flatMap((year): FieldPath[] => [
      `progress.${year}.firstHalf.status`,
      `progress.${year}.secondHalf.status`,
      `annual.${year}.grade`,
    ]),
    'overall.grade' as const,
  ];
  return paths.filter((path) => items.some((item) => valueOf(item, path) !== ''));
}

function tallyTable(
  items: readonly ItemSheet[],
  path: FieldPath,
  earlier: readonly ItemSheet[] | undefined,
): ListTable {
  const all = [...items, ...(earlier ?? [])];
  const values = valuesOf(all, path).filter(
    ({ key }) => items.some((item) => groupingKey(valueOf(item, path)) === key) || earlier !== undefined,
  );
  const { rows } = tally(items, path, values);
  const total = (counts: readonly number[], blank: number): number => counts.reduce((sum, count) => sum + count, blank);
  const line = (name: string, counts: readonly number[], blank: number): string[] => [
    name,
    ...counts.map(String),
    String(blank),
    String(total(counts, blank)),
  ];
  const sums = values.map((_, index) => rows.reduce((sum, row) => sum + (row.counts[index] ?? 0), 0));
  const blanks = rows.reduce((sum, row) => sum + row.blank, 0);
  const changes = earlier === undefined ? undefined : tallyChanges(items, earlier, path);
  const added = earlier === undefined ? [] : items.filter((item) => earlierOf(item, earlier) === undefined);
  return {
    heading: fieldLabel(path),
    columns: [
      { heading: '改革項目', look: 'text' },
      ...[...values.map(({ shown }) => shown), '未記入', '計'].map((heading) => ({ heading, look: 'number' as const })),
    ],
    rows: rows.map((row) => line(row.pillar === '' ? '（改革項目なし）' : row.pillar, row.counts, row.blank)),
    sum: line('計', sums, blanks),
    ...(changes === undefined
      ? {}
      : {
          remarks: [
            changes.length === 0 ? '変更なし' : `変更　${changes.join('　')}`,
            ...(added.length === 0 ? [] : [`新規　${added.map(numberOf).join('、')}`]),
          ],
        }),
  };
}

/** 集計: statuses and grades per pillar as they are now, and what has moved since an earlier version. */
export function tallyPaper(
  items: readonly ItemSheet[],
  notes: readonly string[],
  earlier?: readonly ItemSheet[],
): ListPaper {
  const tables = countedPaths([...items, ...(earlier ?? [])]).map((path) => tallyTable(items, path, earlier));
  const most = Math.max(2, ...tables.map(({ columns }) => columns.length - 1));
  const landscape = most > 7;
  const counts = Math.min(56, (paperWidth(landscape) - 170) / most);
  return {
    name: '集計',
    title: '進捗状況・評価の集計',
    notes: [
      ...notes,
      `全${items.length}件${tables.length === 0 ? '　進捗状況と評価は、まだ記入されていません。' : ''}`,
    ],
    landscape,
    widths: [paperWidth(landscape) - most * counts, ...Array.from({ length: most }, () => counts)],
    tables,
  };
}
