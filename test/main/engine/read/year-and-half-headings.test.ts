import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import {
  draftXml,
  drawForm,
  expectedFields,
  insertColumn,
  insertRow,
  onGraphPaper,
  readFields,
  type Draft,
  type DraftBox,
  type FormOptions,
} from './helpers/form-draft.ts';
import { halfStyles, withHalves } from './helpers/form-halves.ts';
import { rawWorkbook } from './helpers/raw-workbook.ts';

const value = (path: FieldPath): string => (path === 'no' ? '7' : path);

function read(draft: Draft) {
  const opened = openWorkbook(rawWorkbook({ sheets: [{ name: 'a', content: draftXml(draft) }] }));
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const [item] = opened.value.items;
  return {
    years: item?.years,
    fields: readFields(item),
    warnings: opened.value.warnings.map((warning) => `${warning.kind} ${String(warning.values?.['label'] ?? '')}`),
  };
}

function expectRead(draft: Draft, years: readonly number[]): void {
  expect(read(draft)).toEqual({ years, fields: expectedFields(draft), warnings: [] });
}

const reiwa = (year: number): number => year - 2018;
const heisei = (year: number): number => year - 1988;

/** How a form may write its years, with a span of years written so. */
const bareNames: Record<string, { years: readonly number[]; yearName: (year: number) => string }> = {
  H25: { years: [2013, 2014], yearName: (year) => `H${heisei(year)}` },
  Ｈ２５: {
    years: [2013, 2014, 2015],
    yearName: (year) =>
      `Ｈ${String(heisei(year)).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))}`,
  },
  'H.25': { years: [2013, 2014], yearName: (year) => `H. ${heisei(year)}` },
  平25: { years: [2013, 2014], yearName: (year) => `平${heisei(year)}` },
  R7: { years: [2025, 2026, 2027, 2028], yearName: (year) => `R${reiwa(year)}` },
  R元: { years: [2019, 2020], yearName: (year) => `R${year === 2019 ? '元' : reiwa(year)}` },
  '2013': { years: [2013, 2014], yearName: String },
  '２０２５': {
    years: [2025, 2026],
    yearName: (year) => String(year).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
  },
  FY2025: { years: [2025, 2026, 2027], yearName: (year) => `FY${year}` },
  '25年度': { years: [2013, 2014], yearName: (year) => `${heisei(year)}年度` },
  '25年': { years: [2013, 2014], yearName: (year) => `${heisei(year)}年` },
  '7年度': { years: [2025, 2026], yearName: (year) => `${reiwa(year)}年度` },
  '25': { years: [2013, 2014], yearName: (year) => String(heisei(year)) },
  '7': { years: [2025, 2026, 2027, 2028, 2029], yearName: (year) => String(reiwa(year)) },
  'H31/R1': {
    years: [2018, 2019, 2020],
    yearName: (year) => (year === 2018 ? 'H30' : year === 2019 ? 'H31/R1' : `R${reiwa(year)}`),
  },
  'H31(R元)': { years: [2019, 2020], yearName: (year) => (year === 2019 ? 'H31（R元）' : `R${reiwa(year)}`) },
  '平成31年度（令和元年度）': {
    years: [2019, 2020],
    yearName: (year) => (year === 2019 ? '平成31年度（令和元年度）' : `令和${reiwa(year)}年度`),
  },
  '平成31/令和元年度': {
    years: [2018, 2019, 2020],
    yearName: (year) => (year === 2018 ? '平成30年度' : year === 2019 ? '平成31/令和元年度' : `令和${reiwa(year)}年度`),
  },
  '30, 31, 2': {
    years: [2018, 2019, 2020],
    yearName: (year) => (year < 2020 ? String(heisei(year)) : String(reiwa(year))),
  },
  '30, 元, 2, 3': {
    years: [2018, 2019, 2020, 2021],
    yearName: (year) => (year < 2019 ? '30' : year === 2019 ? '元' : String(reiwa(year))),
  },
  '30年度, 31年度, 2年度': {
    years: [2018, 2019, 2020],
    yearName: (year) => (year < 2020 ? `${heisei(year)}年度` : `${reiwa(year)}年度`),
  },
  '2025(R7)': { years: [2025, 2026], yearName: (year) => `${year}(R${reiwa(year)})` },
};

const shapes: Record<string, Partial<FormOptions>> = {
  'as the sample': {},
  'years above plan and actual': { twoHeadingRows: true, steps: 2, indicators: 2 },
  'progress beside': { beside: true, indicators: 2 },
  'no indicators': { indicators: 0 },
  blank: { value: (path) => (path === 'no' ? '7' : ''), indicators: 2, steps: 2 },
};

describe.each(Object.entries(bareNames))('years written %s', (_, { years, yearName }) => {
  it.each(Object.entries(shapes))('%s', (_shape, shape) => {
    const draft = drawForm({ years, yearName, value, ...shape });
    expectRead(draft, years);
    expectRead(onGraphPaper(draft, 3, 2), years);
  });

  it('stored as numbers', () => {
    expectRead(
      drawForm({ years, yearName, value }).map((box) => ({
        ...box,
        number: box.label === true && /^\d+$/.test(box.text),
      })),
      years,
    );
  });

  it.each(halfStyles)('halves as %s', (style) => {
    const draft = withHalves(drawForm({ years, yearName, value, indicators: 2 }), style, years, yearName);
    expectRead(draft, years);
  });
});

describe('half-years in columns and rows', () => {
  describe.each(halfStyles)('%s', (style) => {
    it.each(Object.entries(shapes))('%s', (_, shape) => {
      for (const years of [
        [2013, 2014],
        [2018, 2019, 2020],
        [2025, 2026, 2027, 2028, 2029],
      ]) {
        const draft = withHalves(drawForm({ years, value, ...shape }), style, years);
        expectRead(draft, years);
        expectRead(onGraphPaper(draft, 3, 2), years);
      }
    });
  });
});

describe('half-years by other words', () => {
  it.each([
    ['上期', '下期'],
    ['前期', '後期'],
    ['前半', '後半'],
    ['４月～９月', '１０月～３月'],
    ['4-9月', '10-翌年3月'],
    ['上半期進捗状況', '下半期進捗状況'],
    ['上半期の取組内容', '下半期の取組内容'],
    ['① 上半期（４月～９月末）', '② 下半期（10月～3月末）'],
  ])('%s, %s', (first, second) => {
    const years = [2013, 2014];
    for (const style of [undefined, ...halfStyles.filter((one) => !one.includes('in one'))]) {
      const draft = style ? withHalves(drawForm({ years, value }), style, years) : drawForm({ years, value });
      const renamed = (text: string): string => text.replace(/^上半期[^]*$/, first).replace(/^下半期[^]*$/, second);
      expectRead(
        draft.map((box) => (box.label ? { ...box, text: renamed(box.text) } : box)),
        years,
      );
    }
  });
});

describe('blocks and headings drawn otherwise', () => {
  const years = [2013, 2014];
  const yearName = (year: number): string => `H${year - 1988}`;
  const rows = drawForm({ years, yearName, value, steps: 2, indicators: 2 });
  const columns = withHalves(rows, 'columns under each year', years, yearName);
  const isHead = (box: DraftBox): boolean => box.label === true && /^(?:H\d+|[上下]半期[^]*)$/.test(box.text);
  const single = columns.map((box) => (isHead(box) ? { ...box, right: box.left } : box));
  const label = (row: number, left: number, right: number, text: string): DraftBox => ({
    top: row,
    left,
    bottom: row,
    right,
    text,
    label: true,
  });
  const field = (row: number, left: number, right: number, path: FieldPath): DraftBox => ({
    top: row,
    left,
    bottom: row,
    right,
    text: value(path),
    path,
  });
  const between = (box: DraftBox, top: number, bottom: number): boolean => box.top >= top && box.top <= bottom;
  const cases: Record<string, Draft> = {
    "year's assessment beside progress": rows.map((box) =>
      between(box, 19, 21)
        ? { ...box, top: box.top - 4, bottom: box.bottom - 4, left: box.left + 12, right: box.right + 12 }
        : box,
    ),
    'headings not merged': single,
    'headings not merged, with headings of the choices': [
      ...single,
      ...[5, 7, 9, 11].map((column) => label(16, column, column, '進捗')),
    ],
    'headings not merged, a column inserted': insertColumn(single, 6),
    "one row of years for progress and year's assessment": columns
      .filter((box) => box.top !== 19)
      .map((box) => (box.top > 19 ? { ...box, top: box.top - 2, bottom: box.bottom - 2 } : box)),
    "year's assessment in columns": [
      ...rows.filter((box) => !between(box, 19, 21)),
      label(19, 1, 1, '年度評価'),
      ...years.flatMap((year, i) => {
        const left = 4 + i * 4;
        return [
          label(19, left, left + 3, yearName(year)),
          label(20, left, left + 2, '取組工程、指標に対する評価'),
          label(20, left + 3, left + 3, '課題、今後の方針、改善事項など'),
          field(21, left, left + 1, `annual.${year}.assessment`),
          field(21, left + 2, left + 2, `annual.${year}.grade`),
          field(21, left + 3, left + 3, `annual.${year}.nextSteps`),
        ];
      }),
    ],
  };
  it.each(Object.entries(cases))('%s', (_, draft) => {
    expectRead(draft, years);
  });
});

describe('rows and columns inserted anywhere', () => {
  it('with any writing of the years and any arrangement of the halves', () => {
    const form = fc.record({
      written: fc.constantFrom(...Object.values(bareNames)),
      style: fc.constantFrom(undefined, ...halfStyles),
      steps: fc.integer({ min: 1, max: 3 }),
      indicators: fc.integer({ min: 0, max: 3 }),
      beside: fc.boolean(),
      twoHeadingRows: fc.boolean(),
      graph: fc.integer({ min: 1, max: 4 }),
      figures: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 7, maxLength: 7 }),
      columns: fc.array(fc.nat(1000), { maxLength: 3 }),
      rows: fc.array(fc.nat(1000), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(form, ({ written: { years, yearName }, style, figures, graph, columns, rows, ...shape }) => {
        let at = 0;
        const figure = (path: FieldPath): string =>
          path.startsWith('indicators') ? String(figures[(at += 1) % figures.length]) : value(path);
        const drawn = drawForm({ years, yearName, value: figure, ...shape });
        let draft: Draft = onGraphPaper(style ? withHalves(drawn, style, years, yearName) : drawn, graph);
        for (const n of columns) draft = insertColumn(draft, 1 + (n % Math.max(...draft.map((box) => box.right))));
        for (const n of rows) draft = insertRow(draft, 1 + (n % Math.max(...draft.map((box) => box.bottom))));
        const found = read(draft);
        expect({ years: found.years, fields: found.fields }).toEqual({ years, fields: expectedFields(draft) });
      }),
      { numRuns: 300 },
    );
  });
});
