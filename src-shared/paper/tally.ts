import { groupingKey } from '../domain/normal.ts';
import {
  answersOf,
  currentMeasure,
  earlierItem,
  groupsOf,
  isSaid,
  movesOf,
  scalesOf,
  tallyAll,
  tallyRows,
  type Measure,
  type Move,
  type Scale,
  type TallyRow,
} from '../glance/measures.ts';
import { numberName, type Dimension, type GlanceItem, type GlancePlan } from '../glance/plan.ts';
import { paperWidth, type ListColumn, type ListPaper, type ListTable } from './list-paper.ts';
import type { ListFigure } from './figures.ts';

/** What the tally is about. */
export interface TallyOrder {
  /** Rows: the outermost level above the items, or the sections that answer; the first where the form has levels. */
  readonly by?: Dimension | undefined;
  /** What it is compared with. */
  readonly earlier?: readonly GlanceItem[] | undefined;
}

const blankName = '未記入';
/** A scale with more answers than a page has room for is no tally: a list of texts. */
const mostValues = 14;

const percent = (count: number, whole: number): string =>
  whole === 0 ? '－' : `${(Math.round((count * 1000) / whole) / 10).toFixed(1)}%`;

/** The usual rows of a plan. */
export const usualDimension = (items: readonly GlanceItem[]): Dimension =>
  items.some(({ groups }) => groupingKey(groups[0] ?? '') !== '') ? 'group' : 'section';

const asked = ({ items, out }: TallyRow): number => items.length - out.length;

/** A bar of all that a row counts; several answers of one item count each. */
function barOf(row: TallyRow, { values }: Scale): ListFigure {
  const parts = [
    ...row.by.map((keys, look) => ({ look, count: keys.length, name: values[look]?.shown.replaceAll('\n', '') ?? '' })),
    { look: 'blank' as const, count: row.blank.length, name: blankName },
  ];
  const whole = parts.reduce((sum, { count }) => sum + count, 0);
  return {
    kind: 'bar',
    alt: parts
      .filter(({ count }) => count > 0)
      .map(({ name, count }) => `${name} ${count}件`)
      .join('、'),
    parts: parts.map(({ look, count }) => ({
      look,
      share: whole === 0 ? 0 : count / whole,
      text: count === 0 ? '' : String(count),
    })),
  };
}

const columnsOf = (scale: Scale, first: string): readonly ListColumn[] => [
  { heading: first, look: 'text' },
  { heading: '構成', look: 'figure' },
  ...scale.values.map(({ shown }, swatch): ListColumn => ({ heading: shown, look: 'number', swatch })),
  { heading: blankName, look: 'number', swatch: 'blank' },
  { heading: '計', look: 'number' },
];

const lineOf = (name: string, row: TallyRow): readonly string[] => [
  name,
  '',
  ...row.by.map(({ length }) => String(length)),
  String(row.blank.length),
  String(asked(row)),
];

const sharesOf = (row: TallyRow): readonly string[] => [
  '構成比',
  '',
  ...[...row.by, row.blank].map(({ length }) => percent(length, asked(row))),
  percent(asked(row), asked(row)),
];

const movesText = (moves: readonly Move[], name: (key: string) => string): string =>
  moves
    .map(({ now, before, items }) => `${now || '空欄'}←${before || '空欄'}: ${items.map(name).join('、')}`)
    .join('　');

/** Years side by side: one row a time, and what moved from the last one to this. */
function timeTable(items: readonly GlanceItem[], scale: Scale, measures: readonly Measure[], title: string): ListTable {
  const rows = measures.map((measure) => tallyAll(items, scale, measure));
  const now = currentMeasure(items, scale);
  const before = measures[measures.findIndex(({ path }) => path === now?.path) - 1];
  const names = new Map(items.map((item) => [item.key, numberName(item)]));
  const pairs =
    now === undefined || before === undefined
      ? []
      : items.map((item) => ({ item, now: answersOf(item, now.path), before: answersOf(item, before.path) }));
  const moves = movesOf(pairs, scale);
  return {
    heading: `${title}の推移`,
    columns: columnsOf(scale, '時期'),
    rows: rows.map((row, i) => lineOf(measures[i]?.label ?? '', row)),
    figures: rows.map((row) => barOf(row, scale)),
    ...(now === undefined || before === undefined
      ? {}
      : {
          remarks: [
            `${now.label}←${before.label}　${moves.length === 0 ? '変更なし' : movesText(moves, (key) => names.get(key) ?? key)}`,
          ],
        }),
  };
}

function measureTable(
  plan: GlancePlan,
  scale: Scale,
  measure: Measure,
  by: Dimension,
  earlier: readonly GlanceItem[] | undefined,
): ListTable {
  const { items, words } = plan;
  const rows = tallyRows(items, scale, measure, by);
  const all = tallyAll(items, scale, measure);
  const none = `（${words[by]}なし）`;
  return {
    heading: measure.label,
    columns: columnsOf(scale, words[by]),
    rows: rows.map((row) => lineOf(row.name === '' ? none : row.name, row)),
    figures: rows.map((row) => barOf(row, scale)),
    sum: lineOf('計', all),
    sumFigure: barOf(all, scale),
    shares: sharesOf(all),
    ...(earlier === undefined ? {} : { remarks: comparedRemarks(items, earlier, scale, measure) }),
  };
}

/** What has moved since an earlier version, and the items that it had not. */
function comparedRemarks(
  items: readonly GlanceItem[],
  earlier: readonly GlanceItem[],
  scale: Scale,
  { path }: Measure,
): readonly string[] {
  const pairs = items.map((item) => ({ item, before: earlierItem(item, earlier) }));
  const names = new Map(items.map((item) => [item.key, numberName(item)]));
  const moves = movesOf(
    pairs.flatMap(({ item, before }) =>
      before === undefined ? [] : [{ item, now: answersOf(item, path) ?? [], before: answersOf(before, path) ?? [] }],
    ),
    scale,
  );
  const added = pairs.filter(({ before }) => before === undefined).map(({ item }) => numberName(item));
  return [
    moves.length === 0 ? '変更なし' : `変更　${movesText(moves, (key) => names.get(key) ?? key)}`,
    ...(added.length === 0 ? [] : [`新規　${added.join('、')}`]),
  ];
}

const roleNames = { status: '進捗状況', grade: '評価' } as const;

/** What a scale's boxes have in common in their names; the first form calls them by their role. */
function scaleTitle({ measures, role }: Scale): string {
  const words = measures.map(({ label }) => label.split(' '));
  const common = (words[0] ?? []).filter((word) => words.every((list) => list.includes(word)));
  return common.length > 0 ? common.join(' ') : role === 'status' || role === 'grade' ? roleNames[role] : '選択';
}

/** The tables of one scale: years side by side where there are several times, then each time by group. */
function scaleTables(
  plan: GlancePlan,
  scale: Scale,
  by: Dimension,
  earlier: readonly GlanceItem[] | undefined,
): readonly ListTable[] {
  const both = [...plan.items, ...(earlier ?? [])];
  const said = scale.measures.filter((measure) => isSaid(both, measure));
  if (said.length === 0) return [];
  return [
    ...(said.length > 1 ? [timeTable(plan.items, scale, said, scaleTitle(scale))] : []),
    ...said.map((measure) => measureTable(plan, scale, measure, by, earlier)),
  ];
}

/**
 * 集計: how many items have which status and grade, by pillar or by section, in the form's own order of answers, the empty
 * columns too; with shares, the years side by side, and what has moved.
 */
export function tallyPaper(plan: GlancePlan, notes: readonly string[], order: TallyOrder = {}): ListPaper {
  const { items } = plan;
  const by = order.by ?? usualDimension(items);
  const scales = scalesOf([...items, ...(order.earlier ?? [])]).filter(({ values }) => values.length <= mostValues);
  const tables = scales.flatMap((scale) => scaleTables(plan, scale, by, order.earlier));
  const most = Math.max(4, ...tables.map(({ columns }) => columns.length));
  const counts = most - 2;
  // Headings of four characters stand whole at 46 points.
  const landscape = 110 + 90 + counts * 46 > paperWidth(false);
  const count = Math.min(56, (paperWidth(landscape) - 110 - (landscape ? 140 : 90)) / counts);
  const rest = paperWidth(landscape) - counts * count;
  const bar = Math.min(200, rest * 0.45);
  return {
    name: '集計',
    title: '進捗状況・評価の集計',
    notes: [
      ...notes,
      `全${items.length}件${tables.length === 0 ? '　進捗状況と評価は、まだ記入されていません。' : ''}`,
    ],
    landscape,
    widths: [rest - bar, bar, ...Array.from({ length: counts }, () => count)],
    tables,
    ...(groupsOf(items, by).length > 0 && tables.length > 0
      ? { legend: ['構成比は、記入の対象となる件数に対する割合です。棒の白い部分は未記入です。'] }
      : {}),
  };
}
