import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { bandNames, bandOf, bandsText, directionOf, parseBands, rateOf } from '../../../src-shared/glance/rates.ts';
import { seriesPlace } from '../../../src-shared/glance/series-words.ts';

const rate = (
  rule: 'ratio' | 'baseline',
  start: number | undefined,
  target: number | undefined,
  actual: number | undefined,
) =>
  rateOf(rule, {
    start,
    target,
    actual,
    direction: directionOf(start, target === undefined ? [] : [target]),
  });

describe('rates', () => {
  it.each([
    ['ratio', undefined, 80, 75, { percent: 93.8, way: 'ratio' }],
    ['ratio', 50, 80, 75, { percent: 93.8, way: 'ratio' }],
    ['baseline', 50, 80, 75, { percent: 83.3, way: 'way' }],
    ['baseline', 50, 80, 45, { percent: -16.7, way: 'way' }],
    ['ratio', 100, 60, 70, { percent: 75, way: 'reduction' }],
    ['baseline', 100, 60, 70, { percent: 75, way: 'reduction' }],
    ['baseline', 80, 80, 80, { percent: 100, way: 'ratio' }],
    ['baseline', undefined, 80, 40, { percent: 50, way: 'ratio' }],
    ['ratio', 0, 0, 0, undefined],
    ['ratio', 5, 0, 0, { percent: 100, way: 'reduction' }],
    ['ratio', undefined, undefined, 3, undefined],
    ['ratio', undefined, 0.2, 0.057, { percent: 28.5, way: 'ratio' }],
  ] as const)('%s: from %s to %s, %s reached', (rule, start, target, actual, expected) => {
    expect(rate(rule, start, target, actual)).toEqual(expected);
  });

  test('what stays at its start is 0, what reaches its target 100, whichever way it aims', () => {
    const numbers = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(numbers, numbers, (start, target) => {
        fc.pre(start !== target);
        expect(rate('baseline', start, target, start)?.percent).toBe(0);
        expect(rate('baseline', start, target, target)?.percent).toBe(100);
      }),
    );
  });

  test('falling targets without a start count the other way round', () => {
    const direction = directionOf(undefined, [90, 80, 70]);
    expect(direction).toBe('down');
    expect(rateOf('ratio', { start: undefined, target: 80, actual: 100, direction })).toEqual({
      percent: 80,
      way: 'inverse',
    });
  });
});

describe('bands of the plan’s own', () => {
  test('are read and written again, highest first', () => {
    const bands = parseBands('80:おおむね達成、100：達成,60');
    expect(bands).toEqual([{ least: 100, name: '達成' }, { least: 80, name: 'おおむね達成' }, { least: 60 }]);
    expect(bandNames(bands ?? [])).toEqual([
      { own: '達成' },
      { own: 'おおむね達成' },
      { least: 60, below: 80 },
      { below: 60 },
    ]);
    expect(parseBands(bandsText(bands ?? []))).toEqual(bands);
    expect([100, 99.9, 60, 59.9, -5].map((percent) => bandOf(percent, bands ?? []))).toEqual([0, 1, 2, 3, 3]);
  });
  it.each(['', 'A', '100:達成,100', '100;80', '1e3'])('refuses %j', (text) => expect(parseBands(text)).toBeUndefined());
});

describe('what a number is within its series', () => {
  it.each([
    ['indicators.0.2025.plan', 'indicators.0', 'target'],
    ['indicators.0.2025.actual', 'indicators.0', 'actual'],
    ['indicators.0.current', 'indicators.0', 'start'],
    ['Do.1.2023.決算.実績', 'Do.1', 'actual'],
    ['Do.1.2025.計画.目標', 'Do.1', 'target'],
    ['目標達成状況.目標値-2.2022.目標値', '目標達成状況.目標値-2', 'target'],
    ['目標達成状況.目標値-2.2022.実績値', '目標達成状況.目標値-2', 'actual'],
    ['予算決算.2022.決算額.事業費A', '予算決算.事業費A', 'actual'],
    ['事業費の推移.2019.事業費.執行率', '事業費の推移.事業費', 'rate'],
    ['事業費等.金額.予算額.2025', '事業費等.金額', 'target'],
    ['成果指標.2.現状値', '成果指標.2', 'start'],
    ['cost.2024.budget.own', 'cost.own', 'target'],
  ])('%s', (path, series, part) => expect(seriesPlace(path)).toMatchObject({ series, part }));
  it.each(['no', '作成年', '国庫支出金-2', '評価.必要性'])('%s is none', (path) =>
    expect(seriesPlace(path)).toBeUndefined(),
  );
});
