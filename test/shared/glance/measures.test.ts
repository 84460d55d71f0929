import { describe, expect, test } from 'vitest';
import { indicatorsOf, moneyLines, unsortedMoney } from '../../../src-shared/glance/indicators.ts';
import { movesOf, answersOf, scalesOf, tallyAll, tallyRows } from '../../../src-shared/glance/measures.ts';
import { missingBySection } from '../../../src-shared/glance/missing.ts';
import type { GlanceField, GlanceItem } from '../../../src-shared/glance/plan.ts';

const item = (key: string, fields: readonly GlanceField[], more: Partial<GlanceItem> = {}): GlanceItem => ({
  key,
  sheet: key,
  no: key,
  title: '',
  groups: ['柱'],
  sections: [],
  fields,
  ...more,
});
const choices = ['Ａ　拡充', 'Ｂ　維持', 'Ｃ　縮小'];
const grade = (text: string, more: Partial<GlanceField> = {}): GlanceField => ({
  path: 'review.2024.grade',
  kind: 'choice',
  role: 'grade',
  year: 2024,
  label: '評価',
  text,
  choices,
  ...more,
});

describe('scales', () => {
  test('the form’s own order with its empty answers; what the list lacks comes after', () => {
    const [scale] = scalesOf([item('1', [grade('Ｂ　維持')]), item('2', [grade('中止')])]);
    expect(scale?.values.map(({ shown, unlisted }) => [shown, unlisted])).toEqual([
      ['Ａ　拡充', undefined],
      ['Ｂ　維持', undefined],
      ['Ｃ　縮小', undefined],
      ['中止', true],
    ]);
  });
  test('a code beside a printed legend means its choice', () => {
    const items = [item('1', [grade('B')]), item('2', [grade('Ｂ')]), item('3', [grade('B 維持')])];
    const [scale] = scalesOf(items);
    expect(scale?.values).toHaveLength(3);
    expect(tallyAll(items, scale!, scale!.measures[0]!).by.map(({ length }) => length)).toEqual([0, 3, 0]);
  });
  test('boxes of one list stand side by side in the order of time, the whole period last', () => {
    const fields = [
      grade('', { path: 'overall.grade', year: undefined as never }),
      grade('', { path: 'review.2025.grade', year: 2025 }),
      grade(''),
    ].map(({ year, ...rest }) => (year === undefined ? rest : { ...rest, year }));
    expect(scalesOf([item('1', fields)])[0]?.measures.map(({ path }) => path)).toEqual([
      'review.2024.grade',
      'review.2025.grade',
      'overall.grade',
    ]);
  });
  test('what need not be filled in is neither blank nor counted; several marks count each', () => {
    const marks = (chosen: readonly string[]): GlanceField => ({
      path: 'how',
      kind: 'marks',
      label: '手法',
      text: '■直営 ■委託',
      choices: ['直営', '委託'],
      chosen,
    });
    const items = [
      item('1', [marks(['直営', '委託']), grade('', { notApplying: true })]),
      item('2', [marks([]), grade('C')]),
    ];
    const [grades, how] = scalesOf(items);
    expect(tallyRows(items, grades!, grades!.measures[0]!, 'group')).toMatchObject([
      { name: '柱', by: [[], [], ['2']], blank: [], out: ['1'] },
    ]);
    expect(tallyAll(items, how!, how!.measures[0]!)).toMatchObject({ by: [['1'], ['1']], blank: ['2'] });
  });
  test('a box that each item answers otherwise is no scale', () => {
    const items = Array.from({ length: 30 }, (_, i) =>
      item(String(i), [{ path: 'x', kind: 'choice', label: '担当者', text: `人${i}` }]),
    );
    expect(scalesOf(items)).toEqual([]);
  });
  test('moves name what was before, in the order of the scale', () => {
    const [a, b, c] = [item('1', [grade('A')]), item('2', [grade('B')]), item('3', [grade('')])];
    const [scale] = scalesOf([a, b, c]);
    const now = (one: GlanceItem) => answersOf(one, 'review.2024.grade');
    const pairs = [
      { item: a, now: now(a), before: now(b) },
      { item: b, now: now(b), before: now(b) },
      { item: c, now: now(c), before: now(a) },
    ];
    expect(movesOf(pairs, scale!)).toEqual([
      { now: '', before: 'Ａ　拡充', items: ['3'] },
      { now: 'Ａ　拡充', before: 'Ｂ　維持', items: ['1'] },
    ]);
  });
});

describe('indicators', () => {
  const number = (path: string, text: string, year?: number): GlanceField => ({
    path,
    kind: 'number',
    label: path,
    text,
    ...(text === '' ? {} : { value: Number(text) }),
    ...(year === undefined ? {} : { year }),
  });
  test('a laid-out but empty row is none; the form’s own rate is shown where it has one', () => {
    const fields: GlanceField[] = [
      { path: '指標.0.指標名', kind: 'line', label: '指標名', text: '相談件数（件）' },
      number('指標.0.2024.目標', '200', 2024),
      number('指標.0.2024.実績', '150', 2024),
      { ...number('指標.0.2024.達成率', '0.76', 2024), kind: 'computed' },
      number('指標.0.2025.目標', '220', 2025),
      number('指標.0.2025.実績', '', 2025),
      number('指標.1.2024.目標', '', 2024),
      number('指標.1.2024.実績', '', 2024),
    ];
    expect(indicatorsOf(item('1', fields))).toMatchObject([
      {
        name: '相談件数（件）',
        unit: '件',
        direction: 'up',
        points: [
          { year: 2024, rate: { percent: 76, way: 'form' } },
          { year: 2025, target: { value: 220 }, actual: { text: '' } },
        ],
      },
    ]);
  });
  test('money adds up over items, series by series; missing is not zero', () => {
    const items = [
      item('1', [number('費用.2024.予算額.計', '100', 2024), number('費用.2024.決算額.計', '90', 2024)]),
      item('2', [number('費用.2024.予算額.計', '50', 2024), number('費用.2024.決算額.計', '', 2024)]),
    ];
    expect(moneyLines(items)).toMatchObject([{ series: '費用.計', points: [{ year: 2024, target: 150, actual: 90 }] }]);
  });
});

test('missing boxes by section, the most first', () => {
  const rows = missingBySection([
    { key: '1', section: '企画課', due: 4, missing: 0 },
    { key: '2', section: '財政課', due: 4, missing: 3 },
    { key: '3', section: '企画 課', due: 4, missing: 1 },
  ]);
  expect(rows).toMatchObject([
    { section: '財政課', missing: 3, incomplete: ['2'], complete: [] },
    { section: '企画課', missing: 1, due: 8, incomplete: ['3'], complete: ['1'] },
  ]);
});

test('money whose headings tell neither budget nor settlement is named, each label once; a form without money names none', () => {
  const box = (path: string, label: string, more: Partial<GlanceField> = {}): GlanceField => ({
    path,
    kind: 'number',
    label,
    text: '1',
    value: 1,
    ...more,
  });
  const money = item('1', [
    box('国庫支出金', '国庫支出金'),
    box('国庫支出金-2', '国庫支出金'),
    box('補助', '補助', { unit: '千円' }),
    box('作成年', '作成年'),
    box('経費率', '事業費の割合', { kind: 'percent' }),
  ]);
  expect(moneyLines([money])).toEqual([]);
  expect(unsortedMoney([item('0', []), money])).toEqual(['国庫支出金', '補助']);
  expect(unsortedMoney([item('0', [box('件数', '件数')])])).toEqual([]);
});

describe('series of a form whose paths are in no language that is known', () => {
  const words: Readonly<Record<string, string>> = {
    indicators: 'kennzahlen',
    current: 'jetzt',
    plan: 'soll',
    actual: 'ist',
    cost: 'kosten',
    budget: 'haushalt',
    settled: 'erreicht',
    own: 'eigen',
  };
  const roles: Readonly<Record<string, NonNullable<GlanceField['role']>>> = {
    current: 'start',
    plan: 'target',
    budget: 'target',
    actual: 'actual',
    settled: 'actual',
  };
  const roleOf = (word: string): Partial<GlanceField> => {
    const role = roles[word];
    return role === undefined ? {} : { role };
  };
  const labels: Readonly<Record<string, string>> = {
    current: '現状',
    plan: '目標',
    actual: '実績',
    budget: '予算額 一般財源',
    settled: '決算額 一般財源',
  };
  const paths = [0, 1].flatMap((row) => [
    `indicators.${row}.current`,
    ...[2024, 2025].flatMap((year) => [`indicators.${row}.${year}.plan`, `indicators.${row}.${year}.actual`]),
  ]);
  const money = [2024, 2025].flatMap((year) => [`cost.${year}.budget.own`, `cost.${year}.settled.own`]);
  const boxes = (paint: (path: string, word: string) => Partial<GlanceField>): readonly GlanceField[] =>
    [...paths, ...money].map((path, i): GlanceField => {
      const year = /20\d\d/.exec(path)?.[0];
      const word = path.split('.').find((segment) => segment in labels) ?? '';
      return {
        path,
        kind: 'number',
        label: '',
        text: String(i + 1),
        value: i + 1,
        ...(year === undefined ? {} : { year: Number(year) }),
        ...(path.startsWith('cost') ? { unit: '円' } : {}),
        ...paint(path, word),
      };
    });
  const renamed = (path: string): string =>
    path
      .split('.')
      .map((segment) => words[segment] ?? segment)
      .join('.');
  /** What is charted, whatever its boxes are called. */
  const charted = (fields: readonly GlanceField[]) =>
    indicatorsOf(item('1', fields)).map(({ start, money: isMoney, points }) => ({
      start: start?.value,
      isMoney,
      points: points.map(({ year, target, actual, rate }) => [year, target?.value, actual?.value, rate?.percent]),
    }));
  const known = charted(boxes(() => ({})));

  test('goes by the roles of the description', () => {
    expect(known).toHaveLength(3);
    expect(charted(boxes((path, word) => ({ path: renamed(path), ...roleOf(word) })))).toEqual(known);
  });
  test('goes by the labels, where there are no roles', () => {
    expect(charted(boxes((path, word) => ({ path: renamed(path), label: labels[word] ?? '' })))).toEqual(known);
    expect(charted(boxes((path) => ({ path: renamed(path) })))).toEqual([]);
  });
});
