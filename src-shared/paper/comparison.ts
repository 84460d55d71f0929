import { groupingKey } from '../domain/normal.ts';
import { orderedPaths } from '../checks/order.ts';
import { eraYear } from '../domain/era-year.ts';
import { parseFieldPath, type FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { ownSheet, type OwnRow } from './own-paper.ts';
import type { SheetGeometry } from './sheet.ts';

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

const heads: Readonly<Record<string, string>> = {
  pillar: '改革項目',
  majorItem: '大項目',
  no: 'No.',
  middleItem: '中項目',
  sections: '担当課',
  title: '具体的な改革項目',
  background: '現状と課題',
  purpose: '改革の目的、考えられる効果',
  actions: '取組の内容',
};
const parts: Readonly<Record<string, string>> = {
  plan: '計画',
  actual: '実績',
  current: '現状',
  name: '名称',
  text: '取組の状況',
  status: '進捗状況',
  assessment: '評価',
  grade: '評価区分',
  nextSteps: '課題、今後の方針など',
  afterPlan: '計画期間の後',
};

/** What the form calls a field: its block, year and half, and its own name. */
function labelParts(path: FieldPath): { readonly place: string; readonly name: string } {
  const key = parseFieldPath(path);
  if (key === undefined) return { place: '', name: path };
  if (key.block === 'head') return { place: '', name: heads[key.name] ?? key.name };
  const year = 'year' in key ? eraYear(key.year) : '';
  const block = { steps: '取組工程', indicators: '指標', progress: '', annual: '年度評価', overall: '総合評価' }[
    key.block
  ];
  const half = key.block === 'progress' ? (key.half === 'firstHalf' ? '上半期' : '下半期') : '';
  const row = 'row' in key && key.row > 0 ? String(key.row + 1) : '';
  return {
    place: [`${block}${row}`, year, half].filter((word) => word !== '').join(' '),
    name: parts[key.name] ?? key.name,
  };
}

/** A field's name in one line: `令和8年度 上半期 進捗状況`. */
export function fieldLabel(path: FieldPath): string {
  const { place, name } = labelParts(path);
  return [place, name].filter((word) => word !== '').join(' ');
}

/** The names of several boxes in short, those of one place together: `総合評価（評価、評価区分）`. */
export function shortLabels(paths: Iterable<FieldPath>): readonly string[] {
  const places = new Map<string, Set<string>>();
  for (const path of paths) {
    const { place, name } = labelParts(path);
    const key = place === '' ? name : place;
    const names = places.get(key) ?? new Set<string>();
    if (place !== '') names.add(name);
    places.set(key, names);
  }
  return [...places].map(([place, names]) => (names.size === 0 ? place : `${place}（${[...names].join('、')}）`));
}

const blank = '（空欄）';

/** 新旧対照: what changed in an item, the earlier text and today's side by side. */
export function comparisonSheet(
  item: ItemSheet,
  before: ItemSheet | undefined,
  words: { readonly old: string; readonly now: string } = { old: '旧', now: '新' },
): SheetGeometry {
  const texts = (path: FieldPath) => ({ old: before?.fields[path]?.text ?? '', now: item.fields[path]?.text ?? '' });
  const paths = [...changedPaths(item, before)].filter((path) => before !== undefined || texts(path).now !== '');
  const rows = paths.map((path): OwnRow => {
    const { old, now } = texts(path);
    return {
      height: 22,
      cells: [
        { text: fieldLabel(path), column: 1, look: 'label' },
        { text: old === '' && before !== undefined ? blank : old, column: 2, look: 'text' },
        { text: now === '' ? blank : now, column: 3, look: 'text', changed: true },
      ],
    };
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
            text: `${name}　${(item.fields.title?.text ?? '').replaceAll('\n', '')}`,
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
          { text: words.old, column: 2, look: 'heading' },
          { text: words.now, column: 3, look: 'heading' },
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
