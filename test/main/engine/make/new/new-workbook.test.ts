import { describe, expect, test } from 'vitest';
import type { PlanSettingsInput } from '../../../../../src-shared/form/plan-settings.ts';
import { newWorkbook } from '../../../../../src-main/engine/make/new/new-workbook.ts';
import { removeRow } from '../../../../../src-main/engine/write/rows/change-rows.ts';
import { convert, libreOffice } from '../../../../helpers/libreoffice.ts';
import { lintPackage } from '../../../../helpers/lint-package.ts';
import { value } from '../open.ts';

const plan: PlanSettingsInput = {
  title: '次期行政改革プラン2027',
  city: '見本市',
  years: [2027, 2028],
  pillars: ['重点改革項目Ⅰ 「人」を育てる', { name: '重点改革項目Ⅱ 「財政」を整える' }],
  statuses: ['未着手', '取組中', '完了'],
  grades: ['S', { grade: 'A', meaning: '達成' }, 'B'],
  stepRows: 2,
  items: [
    {
      no: 1,
      pillar: 1,
      majorItem: '組織',
      middleItem: '人材',
      title: '研修の見直し',
      sections: [{ name: '財政課' }, { name: '人事課', lead: true }],
    },
    {
      no: '2-1',
      pillar: 2,
      title: '施設の再編',
      sections: '資産課●\n財政課',
      indicatorRows: 3,
      aside: ['前計画の評価：A'],
    },
    {
      no: 3,
      pillar: '重点改革項目Ⅲ',
      title: '窓口',
      indicatorRows: 0,
      stepRows: 1,
      texts: { purpose: '待ち時間を減らす。' },
    },
  ],
};

const reason = async (settings: unknown) => {
  const made = await newWorkbook(settings);
  return made.ok
    ? 'ok'
    : `${made.failure.kind}/${made.failure.reason} ${Object.values(made.failure.values ?? {}).join()}`;
};

describe('a new plan', () => {
  test('reads back as what was asked for', async () => {
    const { opened, bytes } = value(await newWorkbook(plan));
    expect(opened.warnings).toEqual([]);
    expect(opened.plan.years).toEqual([2027, 2028]);
    const [first, second, third] = opened.items;
    expect(opened.items.map(({ no, sheet, rows }) => [no, sheet, rows['steps'], rows['indicators']])).toEqual([
      ['1', 'No.1', 2, 1],
      ['2-1', 'No.2-1', 2, 3],
      ['3', 'No.3', 1, 0],
    ]);
    expect(first?.fields.pillar?.text).toBe('重点改革項目Ⅰ 「人」を育てる');
    expect(first?.fields.majorItem?.text).toBe('組織');
    expect(first?.sections).toEqual([
      { name: '財政課', lead: false },
      { name: '人事課', lead: true },
    ]);
    expect(second?.sections).toEqual([
      { name: '資産課', lead: true },
      { name: '財政課', lead: false },
    ]);
    expect(third?.fields.pillar?.text).toBe('重点改革項目Ⅲ');
    expect(third?.fields.purpose?.text).toBe('待ち時間を減らす。');
    expect(first?.fields['progress.2027.firstHalf.status']).toMatchObject({
      choices: ['未着手', '取組中', '完了'],
      strict: true,
    });
    expect(first?.fields['overall.grade']?.choices).toEqual(['S', 'A', 'B']);
    expect(Object.values(first?.fields ?? {}).some((field) => field?.locked === true)).toBe(false);
    expect(lintPackage(bytes)).toEqual([]);
  });

  test.each([1, 2, 3, 4, 5])('of %i years', async (count) => {
    const years = Array.from({ length: count }, (_, i) => 2018 + i);
    const { opened } = value(await newWorkbook({ ...plan, years }));
    expect(opened.plan.years).toEqual(years);
    expect(opened.warnings).toEqual([]);
  });

  test.skipIf(libreOffice === undefined)('prints each sheet on one page', async () => {
    const { bytes } = value(await newWorkbook(plan));
    const pages = convert(bytes, 'pdf')
      .toString('latin1')
      .match(/\/Type\s*\/Page\b/g);
    expect(pages?.length).toBe(3 + plan.items.length);
  });
});

describe('settings that are not right', () => {
  test.each([
    [{ ...plan, years: [] }, 'structure/plan years'],
    [{ ...plan, years: [2027, 2029] }, 'structure/plan years'],
    [{ ...plan, items: [] }, 'structure/plan items'],
    [{ ...plan, title: undefined }, 'structure/plan title'],
    [{ ...plan, items: [{ ...plan.items[0], pillar: 5 }] }, 'structure/plan No.1'],
    [
      {
        ...plan,
        items: [
          { no: 1, title: 'a' },
          { no: '１', title: 'b' },
        ],
      },
      'structure/same-no',
    ],
    [{ ...plan, items: [{ no: '1/2', title: 'a' }] }, 'structure/sheet-name'],
    [{ ...plan, items: [{ no: 1, sheet: '一覧表', title: 'a' }] }, 'structure/sheet-name'],
    [{ ...plan, items: [{ no: 1, sheet: 'x'.repeat(32), title: 'a' }] }, 'structure/sheet-name'],
    [{ ...plan, items: [{ no: 1, title: 'a', texts: { nonsense: 'x' } }] }, 'structure/plan items'],
    ['text', 'structure/plan'],
  ])('%#', async (settings, expected) => expect(await reason(settings)).toContain(expected));
});

test("a sheet's name with an apostrophe is doubled wherever it is referred to", async () => {
  const made = value(
    await newWorkbook({
      ...plan,
      items: [
        { no: 1, title: '一', sheet: "O'Brien 課" },
        { no: 2, title: '二' },
      ],
    }),
  );
  const book = made.opened.package.text('xl/workbook.xml').text.replaceAll('&apos;', "'");
  expect(book).toContain("'O''Brien 課'!$A$1");
  expect(book).not.toMatch(/[^']'O'Brien/);
});

test('its lists stay alive when a step row goes, however many states it has', async () => {
  const statuses = Array.from({ length: 10 }, (_, i) => `状態${i}`);
  const made = value(await newWorkbook({ ...plan, statuses, stepRows: 3, items: [{ no: 1, title: '一' }] }));
  const key = made.opened.items[0]?.key ?? '';
  const after = value(removeRow(made.opened, key, 'steps', 1, { unlock: true })).opened;
  const choices = (opened: typeof after) =>
    Object.values(opened.items[0]?.fields ?? {}).flatMap((field) =>
      field?.choices === undefined ? [] : [field.choices],
    );
  expect(choices(after).length).toBeGreaterThan(0);
  expect(choices(after)).toEqual(choices(made.opened));
});
