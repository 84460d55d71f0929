import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import {
  draftXml,
  drawForm,
  expectedFields,
  insertRow,
  readFields,
  type Draft,
  type DraftBox,
  type FormOptions,
} from './helpers/form-draft.ts';
import { halfStyles, withHalves } from './helpers/form-halves.ts';
import { rawWorkbook } from './helpers/raw-workbook.ts';

const open = (...drafts: readonly Draft[]) =>
  openWorkbook(rawWorkbook({ sheets: drafts.map((draft, i) => ({ name: `s${i}`, content: draftXml(draft) })) }));

function read(draft: Draft) {
  const opened = open(draft);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const [item] = opened.value.items;
  return { years: item?.years, fields: readFields(item) };
}

/** Every box of the form holds the next of some figures, row by row, as an indicator that grows does. */
function filled(figures: readonly string[], options: Omit<FormOptions, 'value'>): Draft {
  const drawn = drawForm({ ...options, value: (path) => path }).toSorted((a, b) => a.top - b.top || a.left - b.left);
  let at = 0;
  return drawn.map((box) => {
    if (box.path === undefined || box.path === 'pillar') return box;
    if (box.path === 'no') return { ...box, text: '7' };
    return { ...box, text: /status|grade/.test(box.path) ? 'A' : (figures[(at += 1) % figures.length] as string) };
  });
}

const counting = (from: number, count: number, name: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => name(from + i));
const figures: Record<string, readonly string[]> = {
  'counting on': counting(1, 60, String),
  'from 10 on': counting(10, 30, String),
  'from 25 on': counting(25, 6, String),
  'Western years': counting(2013, 8, String),
  'short names of years': counting(25, 6, (n) => `H${n}`),
  'years among texts': counting(25, 6, (n) => `平成${n}年度`).flatMap((year, i) => [year, `・${i}回`]),
  'years without their era': counting(25, 6, (n) => `${n}年度`),
  'halves of years': counting(25, 6, (n) => `平成${n}年度上半期`).flatMap((half, i) => [half, `・${i}回`]),
  'era and Western': ['H31/R1', 'R2', '2021', '4'],
};

describe.each(Object.entries(figures))('boxes that hold %s', (_, list) => {
  it.each([
    ['full names', undefined],
    ['bare names', (year: number) => `H${year - 1988}`],
    ['bare numbers', (year: number) => String(year - 1988)],
  ] as const)('under %s', (_name, yearName) => {
    for (const shape of [
      {},
      { steps: 3, indicators: 3 },
      { beside: true, indicators: 2 },
      { twoHeadingRows: true, steps: 2 },
    ]) {
      const years = [2013, 2014, 2015];
      const draft = filled(list, { years, ...(yearName ? { yearName } : {}), ...shape });
      expect(read(draft)).toEqual({ years, fields: expectedFields(draft) });
      const numbers = draft.map((box) => ({ ...box, number: box.path !== undefined && /^\d+$/.test(box.text) }));
      expect(read(numbers)).toEqual({ years, fields: expectedFields(draft) });
      const short = draft.map((box) =>
        /^取組工程|^指標$/.test(box.text) && box.label ? { ...box, bottom: box.top } : box,
      );
      // Where the label is no taller than its headings, a row of two full names of years begins the next block.
      if (!/年度/.test(list.join(''))) expect(read(short)).toEqual({ years, fields: expectedFields(draft) });
    }
  });

  it.each(halfStyles)('with halves as %s', (style) => {
    const years = [2013, 2014, 2015];
    const draft = withHalves(filled(list, { years, indicators: 2 }), style, years);
    expect(read(draft)).toEqual({ years, fields: expectedFields(draft) });
  });
});

describe('sheets that are no items', () => {
  const words = [
    '大項目',
    'No.',
    '中項目',
    '担当課',
    '具体的な改革項目',
    '現状と課題',
    '取組の内容',
    '取組工程',
    '指標',
    '上半期',
    '下半期',
    '課題、今後の方針、改善事項など',
  ];
  const cell = (top: number, left: number, text: string, number = false): DraftBox => ({
    top,
    left,
    bottom: top,
    right: left,
    text,
    number,
  });
  const cases: Record<string, Draft> = {
    'labels explained in numbered rows': words.flatMap((word, i) => [
      cell(i + 3, 1, String(i + 1), true),
      cell(i + 3, 2, word),
      cell(i + 3, 3, `${word}を書く。`),
    ]),
    'the same, numbered as years are': words.flatMap((word, i) => [
      cell(i + 3, 1, `H${i + 1}`),
      cell(i + 3, 2, word),
      cell(i + 3, 3, `${word}を書く。`),
    ]),
    'numbered columns over them': [
      ...[1, 2, 3, 4].map((n) => cell(2, n + 1, String(n), true)),
      ...words.flatMap((word, i) => [
        cell(i + 3, 1, word),
        ...[1, 2, 3, 4].map((n) => cell(i + 3, n + 1, `${word}${n}`)),
      ]),
    ],
    'a roll-up list': [
      ...words.map((word, i) => cell(2, i + 1, word)),
      ...['25', '26', '27'].map((year, i) => cell(2, words.length + 1 + i, year)),
      ...Array.from({ length: 20 }, (_, row) =>
        words.map((_word, i) => cell(row + 3, i + 1, i === 1 ? String(row + 1) : '…', i === 1)),
      ).flat(),
    ],
  };
  it.each(Object.entries(cases))('%s', (_, draft) => {
    const item = drawForm({ years: [2013, 2014], value: (path: FieldPath) => (path === 'no' ? '1' : path) });
    const alone = open(draft);
    expect(alone.ok ? alone.value.items : alone.failure.kind).toBe('no-items');
    const opened = open(draft, item, insertRow(draft, 1));
    expect(opened.ok && opened.value.items.map(({ sheet }) => sheet)).toEqual(['s1']);
  });
});
