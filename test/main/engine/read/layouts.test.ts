import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../../../src-shared/domain/item.ts';
import type { Warning } from '../../../../src-shared/failures/failures.ts';
import {
  draftXml,
  drawForm,
  eraName,
  expectedFields,
  insertColumn,
  insertRow,
  moved,
  onGraphPaper,
  readFields,
  type Draft,
  type DraftBox,
} from './helpers/form-draft.ts';
import { rawWorkbook } from './helpers/raw-workbook.ts';

function read(...drafts: readonly Draft[]): { items: readonly ItemSheet[]; warnings: readonly Warning[] } {
  const opened = openWorkbook(
    rawWorkbook({ sheets: drafts.map((draft, i) => ({ name: `Sheet${i + 1}`, content: draftXml(draft) })) }),
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}

function expectRead(draft: Draft, warnings: readonly string[] = []): ItemSheet {
  const opened = read(draft);
  expect(readFields(opened.items[0])).toEqual(expectedFields(draft));
  expect(opened.warnings.map((warning) => warning.kind)).toEqual(warnings);
  return opened.items[0] as ItemSheet;
}

const numbered = (value: (path: FieldPath) => string) => (path: FieldPath) => (path === 'no' ? '7' : value(path));
const relabelled = (draft: Draft, from: string, to: string): Draft =>
  draft.map((box) => (box.label && box.text === from ? { ...box, text: to } : box));

describe('layouts of the form', () => {
  it.each([2, 3, 4, 5])('%d years', (count) => {
    const years = Array.from({ length: count }, (_, i) => 2017 + i);
    const item = expectRead(drawForm({ years, value: numbered((path) => path) }));
    expect(item.years).toEqual(years);
  });

  it.each([0, 1, 3, 5])('%d indicators, as many step rows', (count) => {
    const item = expectRead(
      drawForm({ years: [2013, 2014], indicators: count, steps: Math.max(1, count), value: numbered((path) => path) }),
    );
    expect([item.rows['steps'], item.rows['indicators']]).toEqual([Math.max(1, count), count]);
  });

  it('graph paper: dozens of narrow columns, everything merged', () => {
    expectRead(
      onGraphPaper(
        drawForm({ years: [2013, 2014, 2015], steps: 2, indicators: 2, value: numbered((path) => path) }),
        4,
      ),
    );
    expectRead(
      onGraphPaper(drawForm({ years: [2013, 2014], steps: 3, indicators: 2, value: numbered((path) => path) }), 5, 3),
    );
  });

  it('the progress block beside the overview', () => {
    expectRead(
      drawForm({ years: [2013, 2014], beside: true, steps: 2, indicators: 3, value: numbered((path) => path) }),
    );
    expectRead(onGraphPaper(drawForm({ years: [2013, 2014, 2015], beside: true, value: numbered((path) => path) }), 2));
  });

  it('years above plan and actual', () => {
    expectRead(
      drawForm({ years: [2018, 2019], twoHeadingRows: true, steps: 2, indicators: 2, value: numbered((path) => path) }),
    );
  });

  it('a form that starts anywhere', () => {
    expectRead(moved(drawForm({ years: [2013, 2014], value: numbered((path) => path) }), 12, 9));
  });

  it('a blank form', () => {
    const item = expectRead(
      drawForm({ years: [2025, 2026, 2027], steps: 2, indicators: 2, value: numbered(() => '') }),
    );
    expect([item.rows['steps'], item.rows['indicators']]).toEqual([2, 2]);
  });

  it('years by the names that offices use', () => {
    for (const yearName of [
      eraName,
      (year: number) => `平成${year - 1988}年度`,
      (year: number) => `${year}年度`,
      (year: number) => `H${year - 1988}年度`,
      (year: number) => `平成 ${year - 1988} 年度\n（${year}年度）`,
      (year: number) => `${year}(令和${year === 2019 ? '元' : year - 2018})年度`,
      (year: number) => (year === 2019 ? '平成31年度(令和元年度)' : eraName(year)),
      (year: number) => (year === 2019 ? '平成31・令和元年度' : eraName(year)),
      (year: number) => (year === 2019 ? '令和元年度' : `${year - 2018}年度`),
      (year: number) => `${year - 2018}年目\n${eraName(year)}`,
      (year: number) => `${eraName(year)}（10月～）`,
    ]) {
      const years = [2019, 2020];
      expect(expectRead(drawForm({ years, yearName, value: numbered((path) => path) })).years).toEqual(years);
    }
  });

  it('labels in other writings', () => {
    let draft = drawForm({ years: [2013, 2014], value: numbered((path) => path) });
    for (const [from, to] of [
      ['No.', '№'],
      ['中項目', '中　項　目'],
      ['担当課', '担\n当\n課'],
      ['具体的な改革項目', '具体的な\n改革項目'],
      ['進捗管理', '進\n捗\n管\n理'],
      ['現状と課題\n(これまでの取組)', '現状と課題（これまでの取り組み）'],
      ['上半期\n(4～9月)', '上半期〔４〜９月〕'],
      ['下半期\n(10～3月)', '下半期'],
      ['課題、今後の方針、改善事項など', '課題､今後の方針､改善事項など'],
      ['取組の内容', '２　取り組みの内容'],
      ['指標', '指　標'],
      ['総合評価', '総合\n評価'],
      ['取組工程\n(具体的な内容)', '取組み工程〈具体的な内容〉'],
      ['平成27年度以降', '平成２７年度以降の方針'],
      ['現状', '平成24年度末\n現状'],
      ['平成25年度\n計画', '計画\n平成25年度'],
      ['平成25年度\n実績', '平成25年度実績（見込）'],
      ['平成26年度\n計画', '平成26年度\n当初計画'],
      ['大項目', '大項目※計画書のとおり'],
    ] as const) {
      expect(draft.some((box) => box.text === from)).toBe(true);
      draft = relabelled(draft, from, to);
    }
    expectRead(draft);
  });

  it('values that equal labels', () => {
    const words = [
      '計画',
      '現状',
      '課題',
      '取組の内容',
      '現状と課題',
      '平成25年度',
      '年度評価',
      '指標',
      '平成25年度計画',
      '総合評価',
      '上半期',
      '中項目',
      '担当課',
    ];
    for (let start = 0; start < words.length; start += 1) {
      let at = start;
      expectRead(
        drawForm({
          years: [2013, 2014],
          steps: 2,
          indicators: 2,
          value: numbered(() => words[(at += 1) % words.length] as string),
        }),
      );
    }
  });

  it('rows and columns inserted anywhere, any number of everything, any text', () => {
    const words = [
      '計画',
      '現状',
      '実績',
      '取組の内容',
      '担当課',
      '平成25年度',
      'No.',
      '・検討\n・試行',
      '　字下げ',
      '𠮷野',
      '85.0%',
      '1,200件',
      '－',
      'A',
    ];
    const text = fc.oneof(
      fc.constantFrom(...words),
      fc.constant(''),
      fc.string({ unit: 'grapheme', maxLength: 20 }).filter((s) => /^[\t\n -\ud7ff]*$/.test(s)),
    );
    const blank = fc.nat(3).map((n) => ['', ' ', '　', '\n'][n] as string);
    const form = fc.record({
      first: fc.integer({ min: 2005, max: 2030 }),
      count: fc.integer({ min: 2, max: 5 }),
      steps: fc.integer({ min: 1, max: 4 }),
      indicators: fc.integer({ min: 0, max: 4 }),
      beside: fc.boolean(),
      twoHeadingRows: fc.boolean(),
      graph: fc.integer({ min: 1, max: 4 }),
      texts: fc.array(text, { minLength: 12, maxLength: 12 }),
      blanks: fc.array(blank, { minLength: 5, maxLength: 5 }),
      columns: fc.array(fc.nat(1000), { maxLength: 3 }),
      rows: fc.array(fc.nat(1000), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(form, ({ first, count, texts, blanks, graph, columns, rows, ...shape }) => {
        let at = 0;
        const years = Array.from({ length: count }, (_, i) => first + i);
        const value = numbered((path) =>
          path === 'pillar' ? '重点改革項目Ⅰ 「…」' : (texts[(at += 1) % texts.length] as string),
        );
        const relabel = (box: DraftBox, i: number): DraftBox =>
          box.label ? { ...box, text: [...box.text].join(blanks[i % blanks.length]) } : box;
        let draft: Draft = onGraphPaper(drawForm({ years, value, ...shape }).map(relabel), graph);
        for (const n of columns) draft = insertColumn(draft, 1 + (n % Math.max(...draft.map((box) => box.right))));
        for (const n of rows) draft = insertRow(draft, 1 + (n % Math.max(...draft.map((box) => box.bottom))));
        expect(readFields(read(draft).items[0])).toEqual(expectedFields(draft));
      }),
      { numRuns: 300 },
    );
  });
});
