import { groupingKey } from '../checks/normal.ts';
import type { FieldPath } from '../fields.ts';
import type { ItemSheet } from '../item.ts';
import { byPillar } from './booklet.ts';
import { ownSheet } from './own-paper.ts';
import type { SheetGeometry } from './sheet.ts';
import { eraYear } from './year-label.ts';

/** A column of the list of items: its heading, width in points, and what it shows. */
export interface ListColumn {
  readonly heading: string;
  readonly width: number;
  readonly text: (item: ItemSheet) => string;
}

const oneLine = (text: string | undefined): string => (text ?? '').replace(/\s*\n\s*/gu, ' ').trim();
const field = (path: FieldPath) => (item: ItemSheet) => oneLine(item.fields[path]?.text);

/** The usual columns: No., title, lead section, each year's grade, the overall grade; grades as they are now. */
export function usualColumns(items: readonly ItemSheet[]): readonly ListColumn[] {
  const years = [...new Set(items.flatMap((item) => item.years))].toSorted((a, b) => a - b);
  return [
    { heading: 'No.', width: 34, text: (item) => item.no },
    { heading: '具体的な改革項目', width: 250, text: field('title') },
    { heading: '主担当課', width: 110, text: (item) => item.sections.find((section) => section.lead)?.name ?? item.sections[0]?.name ?? '' },
    ...years.map((year): ListColumn => ({ heading: `${eraYear(year)}\n年度評価`, width: 62, text: field(`annual.${year}.grade`) })),
    { heading: '総合評価', width: 56, text: field('overall.grade') },
  ];
}

/** 一覧表: one row an item. */
export function listSheet(items: readonly ItemSheet[], title: string, columns: readonly ListColumn[] = usualColumns(items)): SheetGeometry {
  return ownSheet({
    name: '一覧表',
    columns: columns.map((column) => column.width),
    titleRows: 2,
    landscape: columns.reduce((sum, column) => sum + column.width, 0) > 520,
    size: 10,
    rows: [
      { height: 30, cells: [{ text: title, column: 1, span: columns.length, look: 'title' }] },
      { height: 28, cells: columns.map((column, index) => ({ text: column.heading, column: index + 1, look: 'heading' })) },
      ...items.map((item) => ({ height: 20, cells: columns.map((column, index) => ({ text: column.text(item), column: index + 1, look: column.width < 70 ? ('centre' as const) : ('text' as const) })) })),
    ],
  });
}

/** Counts of one field's values per pillar, values as they are compared (NFKC, no white space), the first writing shown. */
export interface Tally {
  readonly values: readonly string[];
  readonly rows: readonly { readonly pillar: string; readonly counts: readonly number[]; readonly blank: number }[];
}

export function tally(items: readonly ItemSheet[], path: FieldPath): Tally {
  const shown = new Map<string, string>();
  for (const item of items) {
    const text = oneLine(item.fields[path]?.text);
    const key = groupingKey(text);
    if (key !== '' && !shown.has(key)) shown.set(key, text);
  }
  const keys = [...shown.keys()].toSorted();
  return {
    values: keys.map((key) => shown.get(key) ?? key),
    rows: byPillar(items).map((group) => {
      const found = group.items.map((item) => groupingKey(oneLine(item.fields[path]?.text)));
      return { pillar: group.pillar, counts: keys.map((key) => found.filter((value) => value === key).length), blank: found.filter((value) => value === '').length };
    }),
  };
}

/** Items whose value differs from an earlier version: `A←B: No.3`. */
export function tallyChanges(items: readonly ItemSheet[], earlier: readonly ItemSheet[], path: FieldPath): readonly string[] {
  const before = new Map(earlier.map((item) => [groupingKey(item.no), oneLine(item.fields[path]?.text)]));
  const moves = new Map<string, string[]>();
  for (const item of items) {
    const old = before.get(groupingKey(item.no));
    const now = oneLine(item.fields[path]?.text);
    if (old === undefined || groupingKey(old) === groupingKey(now)) continue;
    const move = `${now === '' ? '空欄' : now}←${old === '' ? '空欄' : old}`;
    moves.set(move, [...(moves.get(move) ?? []), `No.${item.no}`]);
  }
  return [...moves].map(([move, numbers]) => `${move}: ${numbers.join('、')}`);
}

/** The tally of one field as a paper, with a sum and the changes since an earlier version. */
export function tallySheet(items: readonly ItemSheet[], path: FieldPath, title: string, earlier?: readonly ItemSheet[]): SheetGeometry {
  const { values, rows } = tally(items, path);
  const headings = ['区分', ...values, '未記入', '計'];
  const line = (name: string, counts: readonly number[], blank: number) => [name, ...counts.map(String), String(blank), String(counts.reduce((sum, count) => sum + count, blank))];
  const sums = values.map((_, index) => rows.reduce((sum, row) => sum + (row.counts[index] ?? 0), 0));
  const blanks = rows.reduce((sum, row) => sum + row.blank, 0);
  const body = [...rows.map((row) => line(row.pillar === '' ? '（区分なし）' : row.pillar, row.counts, row.blank)), line('計', sums, blanks)];
  const changes = earlier === undefined ? [] : tallyChanges(items, earlier, path);
  return ownSheet({
    name: '集計',
    columns: [230, ...headings.slice(1).map(() => 60)],
    size: 10,
    rows: [
      { height: 30, cells: [{ text: title, column: 1, span: headings.length, look: 'title' }] },
      { height: 28, cells: headings.map((text, index) => ({ text, column: index + 1, look: 'heading' })) },
      ...body.map((cells) => ({ height: 20, cells: cells.map((text, index) => ({ text, column: index + 1, look: index === 0 ? ('label' as const) : ('number' as const) })) })),
      ...changes.map((text) => ({ height: 18, cells: [{ text, column: 1, span: headings.length, look: 'plain' as const }] })),
    ],
  });
}
