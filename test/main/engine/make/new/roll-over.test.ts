import { expect, test } from 'vitest';
import { rollOver } from '../../../../../src-main/engine/make/new/roll-over.ts';
import { filledItem } from '../../../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../../../helpers/fixture-workbook.ts';
import { lintPackage } from '../../../../helpers/lint-package.ts';
import { open, value } from '../open.ts';

const old = open(
  fixtureWorkbook({
    items: [filledItem(1, [2025, 2026], 2, 3), filledItem(2, [2025, 2026]), filledItem(3, [2025, 2026])],
    statuses: ['着手', '完了'],
    grades: [
      ['達成', ''],
      ['未達成', ''],
    ],
  }).bytes,
);
const choice = { title: '次期プラン', years: [2027, 2028, 2029] };

test('chosen items go on with their heads, rows and choices; what is not carried starts empty', async () => {
  const made = value(
    await rollOver(old, {
      ...choice,
      items: [old.items[2]?.key ?? '', old.items[0]?.key ?? ''],
      carry: ['purpose', 'indicators'],
    }),
  );
  expect(made.opened.warnings).toEqual([]);
  expect(made.opened.items.map(({ no, years, rows }) => [no, years, rows['steps'], rows['indicators']])).toEqual([
    ['3', [2027, 2028, 2029], 1, 1],
    ['1', [2027, 2028, 2029], 2, 3],
  ]);
  const [, item] = made.opened.items;
  for (const path of ['pillar', 'majorItem', 'middleItem', 'title', 'purpose', 'indicators.2.name'] as const) {
    expect(item?.fields[path]?.text).toBe(old.items[0]?.fields[path]?.text);
  }
  expect(item?.sections).toEqual(old.items[0]?.sections);
  for (const path of [
    'actions',
    'background',
    'overall.assessment',
    'progress.2027.firstHalf.text',
    'indicators.0.current',
  ] as const) {
    expect(item?.fields[path]?.text).toBe('');
  }
  expect(item?.fields['annual.2028.grade']?.choices).toEqual(['達成', '未達成']);
  expect(item?.fields['progress.2028.firstHalf.status']?.choices).toEqual(['着手', '完了']);
  expect(lintPackage(made.bytes)).toEqual([]);
});

test('the old evaluation stands beside the form and belongs to no field', async () => {
  const made = value(await rollOver(old, choice));
  const strings = made.opened.package.text('xl/sharedStrings.xml').text;
  expect(strings).toContain('【参考】前の計画（令和7年度～令和8年度）のまとめ：A');
  expect(strings).toContain('第1項目は計画期間を通じて成果があった。');
  const all = made.opened.items.flatMap((item) => Object.values(item.fields).map((field) => field?.text));
  expect(all).not.toContain('第1項目は計画期間を通じて成果があった。');
  const without = value(await rollOver(old, { ...choice, showOld: false }));
  expect(without.opened.package.text('xl/sharedStrings.xml').text).not.toContain('【参考】');
});

test('an item that is not there, and years that are none, are refused', async () => {
  const reason = async (settings: Parameters<typeof rollOver>[1]) => {
    const made = await rollOver(old, settings);
    return made.ok ? 'ok' : `${made.failure.kind}/${made.failure.reason}`;
  };
  expect(await reason({ ...choice, items: ['xl/worksheets/none.xml'] })).toBe('unknown-item/none');
  expect(await reason({ ...choice, years: [2027, 2030] })).toBe('structure/plan');
  expect(await reason({ ...choice, years: [Number.NaN] })).toBe('structure/plan');
});
