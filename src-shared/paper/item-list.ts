import { groupingKey } from '../domain/normal.ts';
import { eraYear } from '../domain/era-year.ts';
import type { FieldPath, FiscalYear } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { changedPaths, earlierOf, shortLabels } from './comparison.ts';
import { fillWidth, type ListPaper } from './list-paper.ts';

/** Columns of 一覧表 to choose from; `grades` and `statuses` are several. */
export const listColumnIds = [
  'no',
  'pillar',
  'majorItem',
  'middleItem',
  'title',
  'lead',
  'sections',
  'statuses',
  'grades',
  'overall',
  'changes',
] as const;
export type ListColumnId = (typeof listColumnIds)[number];
export const usualColumns: readonly ListColumnId[] = ['no', 'title', 'lead', 'statuses', 'grades', 'overall'];

interface Column {
  readonly heading: string;
  /** Points; 0 takes what is left. */
  readonly width: number;
  readonly look: 'text' | 'centre';
  readonly text: (item: ItemSheet) => string;
}

export const oneLine = (text: string | undefined): string => (text ?? '').replace(/\s*\n\s*/gu, '').trim();
const field = (path: FieldPath) => (item: ItemSheet) => oneLine(item.fields[path]?.text);

export const yearsOf = (items: readonly ItemSheet[]): readonly FiscalYear[] =>
  [...new Set(items.flatMap((item) => item.years))].toSorted((a, b) => a - b);

/** The last year of which any item says a status; the plan's last year when none does. */
function reportedYear(items: readonly ItemSheet[]): FiscalYear | undefined {
  const years = yearsOf(items);
  const reported = (year: FiscalYear) =>
    items.some((item) =>
      (['firstHalf', 'secondHalf'] as const).some(
        (half) => oneLine(item.fields[`progress.${year}.${half}.status`]?.text) !== '',
      ),
    );
  return years.findLast(reported) ?? years.at(-1);
}

export const leadOf = (item: ItemSheet): string =>
  (item.sections.find(({ lead }) => lead) ?? item.sections[0])?.name ?? '';

function columnsOf(
  id: ListColumnId,
  items: readonly ItemSheet[],
  earlier: readonly ItemSheet[] | undefined,
): readonly Column[] {
  /** `A←B` where the earlier version said otherwise. */
  const moved =
    (path: FieldPath) =>
    (item: ItemSheet): string => {
      const now = field(path)(item);
      const before = earlier === undefined ? undefined : earlierOf(item, earlier);
      const old = before === undefined ? now : field(path)(before);
      return groupingKey(now) === groupingKey(old) ? now : `${now === '' ? '空欄' : now}←${old === '' ? '空欄' : old}`;
    };
  switch (id) {
    case 'no':
      return [{ heading: 'No.', width: 36, look: 'centre', text: (item) => item.no.trim() }];
    case 'pillar':
      return [{ heading: '改革項目', width: 110, look: 'text', text: field('pillar') }];
    case 'majorItem':
      return [{ heading: '大項目', width: 100, look: 'text', text: field('majorItem') }];
    case 'middleItem':
      return [{ heading: '中項目', width: 100, look: 'text', text: field('middleItem') }];
    case 'title':
      return [{ heading: '具体的な改革項目', width: 0, look: 'text', text: field('title') }];
    case 'lead':
      return [{ heading: '主担当課', width: 84, look: 'text', text: leadOf }];
    case 'sections':
      return [
        {
          heading: '担当課',
          width: 110,
          look: 'text',
          text: (item) => item.sections.map(({ name, lead }) => `${name}${lead ? '●' : ''}`).join('\n'),
        },
      ];
    case 'statuses': {
      const year = reportedYear(items);
      if (year === undefined) return [];
      return (['firstHalf', 'secondHalf'] as const).map((half): Column => ({
        heading: `${eraYear(year)}\n${half === 'firstHalf' ? '上半期' : '下半期'}`,
        width: 66,
        look: 'centre',
        text: moved(`progress.${year}.${half}.status`),
      }));
    }
    case 'grades':
      return yearsOf(items).map((year): Column => ({
        heading: `${eraYear(year)}\n評価`,
        width: 58,
        look: 'centre',
        text: moved(`annual.${year}.grade`),
      }));
    case 'overall':
      return [{ heading: '総合\n評価', width: 46, look: 'centre', text: moved('overall.grade') }];
    case 'changes':
      return earlier === undefined
        ? []
        : [{ heading: '変更のあった欄', width: 130, look: 'text', text: (item) => changesOf(item, earlier) }];
  }
}

function changesOf(item: ItemSheet, earlier: readonly ItemSheet[]): string {
  const before = earlierOf(item, earlier);
  return before === undefined ? '新規' : shortLabels(changedPaths(item, before)).join('、');
}

/** 一覧表: one row an item, statuses and grades as they are now; with an earlier version `A←B` where they differ. */
export function itemList(
  items: readonly ItemSheet[],
  notes: readonly string[],
  ids: readonly ListColumnId[] = usualColumns,
  earlier?: readonly ItemSheet[],
): ListPaper {
  const columns = ids.flatMap((id) => columnsOf(id, items, earlier));
  const { landscape, widths } = fillWidth(
    columns.map(({ width }) => width),
    150,
  );
  return {
    name: '一覧表',
    title: '一覧表',
    notes: [...notes, `全${items.length}件`],
    landscape,
    widths,
    tables: [
      {
        columns: columns.map(({ heading, look }) => ({ heading, look })),
        rows: items.map((item) => columns.map(({ text }) => text(item))),
      },
    ],
  };
}
