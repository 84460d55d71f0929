import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import {
  draftXml,
  drawForm,
  expectedFields,
  insertColumn,
  insertRow,
  readFields,
  type Draft,
  type DraftBox,
} from './helpers/form-draft.ts';
import { rawWorkbook } from './helpers/raw-workbook.ts';

const value = (path: FieldPath): string => (path === 'no' ? '7' : path);
const base = drawForm({ years: [2013, 2014], steps: 2, indicators: 2, value });
const end = 11;

function read(draft: Draft): { fields: Record<string, string>; warnings: readonly string[] } {
  const opened = openWorkbook(rawWorkbook({ sheets: [{ name: 'a', content: draftXml(draft) }] }));
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return {
    fields: readFields(opened.value.items[0]),
    warnings: opened.value.warnings.map((warning) =>
      `${warning.kind} ${String(warning.values?.['label'] ?? '')} ${String(warning.values?.['cells'] ?? '')}`.trim(),
    ),
  };
}

const label = (top: number, left: number, bottom: number, right: number, text: string): DraftBox => ({
  top,
  left,
  bottom,
  right,
  text,
  label: true,
});
const field = (
  top: number,
  left: number,
  bottom: number,
  right: number,
  path: FieldPath,
  text = value(path),
): DraftBox => ({ top, left, bottom, right, text, path });
const without = (draft: Draft, drop: (box: DraftBox) => boolean): Draft => draft.filter((box) => !drop(box));
const changed = (draft: Draft, text: string, change: (box: DraftBox) => DraftBox): Draft =>
  draft.map((box) => (box.text === text ? change(box) : box));

const cases: Record<string, { draft: Draft; warnings?: readonly string[] }> = {
  'as drawn': { draft: base },
  'heads above their values': {
    draft: [
      ...without(base, (box) => box.top === 3 || box.top === 4),
      label(3, 1, 3, 3, '大項目'),
      label(3, 4, 3, 6, '中項目'),
      label(3, 7, 3, 7, 'No.'),
      label(3, 8, 3, end, '担当課'),
      field(4, 1, 4, 3, 'majorItem'),
      field(4, 4, 4, 6, 'middleItem'),
      field(4, 7, 4, 7, 'no'),
      field(4, 8, 4, end, 'sections'),
    ],
  },
  'a blank number below its head': {
    draft: [
      ...without(base, (box) => box.top === 3 || box.top === 4),
      label(3, 1, 3, 3, '大項目'),
      label(3, 4, 3, 6, '中項目'),
      label(3, 7, 3, 7, '担当課'),
      label(3, 8, 3, end, 'No.'),
      field(4, 1, 4, 3, 'majorItem', ''),
      field(4, 4, 4, 6, 'middleItem', ''),
      field(4, 7, 4, 7, 'sections', '一課'),
      field(4, 8, 4, end, 'no'),
    ],
  },
  'a label as wide as the form, its value below': {
    draft: [
      ...insertRow(
        without(base, (box) => box.top === 6),
        7,
      ),
      label(6, 1, 6, end, '現状と課題（これまでの取組）'),
      field(7, 1, 7, end, 'background'),
    ],
  },
  'the same, with a note beside the form': {
    draft: [
      ...insertRow(
        without(base, (box) => box.top === 6),
        7,
      ),
      label(6, 1, 6, end, '現状と課題'),
      field(7, 1, 7, end, 'background'),
      { top: 6, left: end + 2, bottom: 6, right: end + 2, text: '※確認中' },
    ],
  },
  'labels not merged': {
    draft: base.map((box) =>
      box.label && !/年度/.test(box.text)
        ? {
            ...box,
            right: box.left,
            bottom: box.text.startsWith('取組工程') || box.text === '指標' ? box.bottom : box.top,
          }
        : box,
    ),
  },
  'step label only beside its headings': {
    draft: changed(base, '取組工程\n(具体的な内容)', (box) => ({ ...box, bottom: box.top })),
  },
  'indicator label only in its first row': { draft: changed(base, '指標', (box) => ({ ...box, bottom: box.top })) },
  'indicators with headings of their own': {
    draft: [
      ...changed(
        insertRow(
          without(base, (box) => box.text === '指標'),
          12,
        ),
        '指標',
        (box) => box,
      ),
      label(12, 1, 14, 1, '指標'),
      label(12, 2, 12, 2, '指標名'),
      label(12, 3, 12, 3, '現状値'),
      label(12, 4, 12, 5, '平成25年度目標'),
      label(12, 6, 12, 7, '平成25年度実績'),
      label(12, 8, 12, 9, '平成26年度目標'),
      label(12, 10, 12, 11, '平成26年度実績'),
    ],
  },
  'indicators named under their label': {
    draft: [
      ...insertRow(
        without(base, (box) => box.text === '指標'),
        12,
      ),
      label(12, 2, 12, 2, '指標'),
      label(12, 3, 12, 3, '現状'),
      label(12, 4, 12, 5, '平成25年度計画'),
      label(12, 6, 12, 7, '平成25年度実績'),
      label(12, 8, 12, 9, '平成26年度計画'),
      label(12, 10, 12, 11, '平成26年度実績'),
    ],
  },
  'year headings not merged': {
    draft: base.map((box) => (/^平成2\d年度$/.test(box.text) ? { ...box, right: box.left } : box)),
  },
  'choices under their texts': {
    draft: (() => {
      const tall = insertRow(insertRow(base, 17), 19);
      return tall.map((box) => {
        if (!box.path?.startsWith('progress.'))
          return /^[上下]半期/.test(box.text) ? { ...box, bottom: box.top + 1 } : box;
        return box.path.endsWith('.text')
          ? { ...box, bottom: box.top, right: box.left + 3 }
          : { ...box, top: box.top + 1, bottom: box.top + 1, left: box.left - 3 };
      });
    })(),
  },
  'a column for the choice beside each year': {
    draft: base
      .map((box) => (/^平成2\d年度$/.test(box.text) ? { ...box, right: box.right - 1 } : box))
      .concat([
        label(15, 7, 15, 7, '進捗'),
        label(15, 11, 15, 11, '進捗'),
        label(19, 7, 19, 7, '評価'),
        label(19, 11, 19, 11, '評価'),
      ]),
  },
  'the whole period in rows': {
    draft: [
      ...without(base, (box) => box.top >= 23),
      label(23, 1, 25, 1, '計画期間の評価'),
      label(23, 2, 23, 3, '総合評価'),
      field(23, 4, 23, 10, 'overall.assessment'),
      field(23, 11, 23, 11, 'overall.grade'),
      label(24, 2, 24, 3, '課題、今後の方針、改善事項など'),
      field(24, 4, 24, end, 'overall.nextSteps'),
      label(25, 2, 25, 3, '平成27年度以降'),
      field(25, 4, 25, end, 'overall.afterPlan'),
    ],
  },
  'label words in notes beside the form': {
    draft: [
      ...base,
      { top: 4, left: 14, bottom: 4, right: 14, text: '担当課' },
      { top: 4, left: 15, bottom: 4, right: 15, text: '要確認' },
    ],
    warnings: [],
  },
  'label words in a note above the form': {
    draft: [
      ...insertRow(insertRow(base, 1), 1),
      { top: 1, left: 2, bottom: 1, right: 2, text: '担当課' },
      { top: 1, left: 3, bottom: 1, right: 3, text: '確認済' },
    ],
    warnings: ['ambiguous-label 担当課 B1, H6'],
  },
  'a label twice': {
    draft: [
      ...insertRow(base, 6),
      label(6, 1, 6, 2, '具体的な改革項目'),
      { top: 6, left: 3, bottom: 6, right: end, text: '別の名前' },
    ],
    warnings: ['ambiguous-label 具体的な改革項目 A5, A6'],
  },
  'a block twice': {
    draft: [
      ...base,
      ...base
        .filter((box) => box.top >= 19 && box.top <= 21)
        .map((box): DraftBox => ({
          top: box.top + 12,
          bottom: box.bottom + 12,
          left: box.left,
          right: box.right,
          text: box.text,
        })),
    ],
    warnings: [
      'ambiguous-label 年度評価 A20, A32',
      'ambiguous-label 取組工程、指標に対する評価 B20, B32',
      'ambiguous-label 課題、今後の方針、改善事項など B21, B33',
    ],
  },
  'number and label in one cell': {
    draft: [...without(base, (box) => box.path === 'no' || box.text === 'No.'), field(3, 8, 3, end, 'no', 'Ｎｏ．10')],
  },
  'a title line in other words': {
    draft: changed(base, 'pillar', (box) => ({ ...box, text: '基本方針２　市民との協働' })),
  },
  'a title line below the name of the plan': {
    draft: [...insertRow(base, 1), { top: 1, left: 1, bottom: 1, right: end, text: '行政改革プラン　個票' }],
  },
  'a title line with its label beside': {
    draft: [
      ...without(base, (box) => box.top === 1),
      label(1, 1, 1, 2, '重点改革項目'),
      field(1, 3, 1, end, 'pillar', 'Ⅰ 市民のために'),
    ],
  },
  'no blank row between the blocks': {
    draft: drawForm({ years: [2013, 2014], steps: 1, indicators: 1, value }).map((box) => {
      const up = [13, 17, 21].filter((gap) => box.top > gap - 1).length;
      return { ...box, top: box.top - up, bottom: box.bottom - up };
    }),
  },
  'the words of a label that the sheet lacks as a value': {
    draft: changed(drawForm({ years: [2013, 2014], steps: 2, indicators: 0, value }), 'purpose', (box) => ({
      ...box,
      text: '指標',
    })),
  },
  'a memo in a column inserted before the names of indicators': {
    draft: [...insertColumn(base, 2), { top: 13, left: 2, bottom: 13, right: 2, text: '要確認' }],
  },
  'units beside blank names of indicators': {
    draft: insertColumn(base, 3).flatMap((box): DraftBox[] =>
      box.path?.endsWith('.name')
        ? [
            { ...box, text: '' },
            { top: box.top, left: 3, bottom: box.bottom, right: 3, text: '件' },
          ]
        : [box],
    ),
  },
  'blank areas merged in such a column': {
    draft: [
      ...insertColumn(base, 2),
      ...[7, 9, 11, 16].map((top): DraftBox => ({ top, left: 2, bottom: top + 1, right: 2, text: '' })),
    ],
  },
  'a memo in a row inserted between steps': {
    draft: [...insertRow(base, 11), { top: 11, left: 3, bottom: 11, right: 3, text: '（メモ）課内確認用' }],
  },
  'blank boxes under year headings that are not merged': {
    draft: drawForm({ years: [2013, 2014], steps: 2, indicators: 2, value: (path) => (path === 'no' ? '7' : '') }).map(
      (box) => (box.label && /^平成2\d年度(?:以降)?$|^総合/.test(box.text) ? { ...box, right: box.left } : box),
    ),
  },
  'texts and choices in single cells under merged headings': {
    draft: base.map((box) => (/^(?:progress|annual)/.test(box.path ?? '') ? { ...box, right: box.left } : box)),
  },
  'heads above their values behind an inserted column': {
    draft: insertColumn(
      [
        ...without(base, (box) => box.top === 3 || box.top === 4),
        label(3, 1, 3, 3, '大項目'),
        label(3, 4, 3, 6, '中項目'),
        label(3, 7, 3, 7, 'No.'),
        label(3, 8, 3, end, '担当課'),
        field(4, 1, 4, 3, 'majorItem', ''),
        field(4, 4, 4, 6, 'middleItem', ''),
        field(4, 7, 4, 7, 'no'),
        field(4, 8, 4, end, 'sections', ''),
      ],
      8,
    ),
  },
  'step label of one row, indicators named at the left of it': {
    draft: changed(base, '取組工程\n(具体的な内容)', (box) => ({ ...box, bottom: box.top })).flatMap((box) =>
      box.text === '指標' ? [{ ...box, bottom: box.top }] : [box],
    ),
  },
  'years below each other': {
    draft: [
      ...without(base, (box) => box.top >= 15 && box.top <= 21),
      label(15, 1, 18, 1, '進捗管理'),
      label(15, 2, 16, 2, '平成25年度'),
      label(17, 2, 17, 2, '平成26年度'),
      ...[2013, 2014].flatMap((year, i): DraftBox[] => [
        label(15 + i * 2, 3, 15 + i * 2, 3, '上半期'),
        field(15 + i * 2, 4, 15 + i * 2, 10, `progress.${year}.firstHalf.text`),
        field(15 + i * 2, end, 15 + i * 2, end, `progress.${year}.firstHalf.status`),
        label(16 + i * 2, 3, 16 + i * 2, 3, '下半期'),
        field(16 + i * 2, 4, 16 + i * 2, 10, `progress.${year}.secondHalf.text`),
        field(16 + i * 2, end, 16 + i * 2, end, `progress.${year}.secondHalf.status`, '担当課'),
      ]),
      label(19, 4, 19, 7, '平成25年度'),
      label(19, 8, 19, end, '平成26年度'),
      ...base.filter((box) => box.top === 20 || box.top === 21),
    ],
  },
  'columns inserted between label and value': { draft: insertColumn(insertColumn(base, 3), 3) },
};

describe('variants of the form', () => {
  it.each(Object.entries(cases))('%s', (_, { draft, warnings = [] }) => {
    const found = read(draft);
    expect(found.fields).toEqual(expectedFields(draft));
    expect(found.warnings).toEqual(warnings);
  });

  it('says which label a sheet lacks that the others have', () => {
    const lacking = without(base, (box) => box.text === '取組の内容');
    const content = [
      base,
      base.map((box) => (box.path === 'no' ? { ...box, text: '8' } : box)),
      lacking.map((box) => (box.path === 'no' ? { ...box, text: '9' } : box)),
    ];
    const opened = openWorkbook(
      rawWorkbook({ sheets: content.map((draft, i) => ({ name: `s${i}`, content: draftXml(draft) })) }),
    );
    expect(opened.ok && opened.value.warnings).toEqual([
      {
        kind: 'ambiguous-label',
        reason: 'missing-near',
        sheet: 's2',
        values: { label: '取組の内容', nearest: '取組の状況', count: 1 },
      },
    ]);
  });
});
