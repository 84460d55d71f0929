import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../../src-main/engine/read/open.ts';
import { toReadJson } from '../../../../src-main/engine/read/read-json.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';
import type { FixtureOptions } from '../../../helpers/fixture-options.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';

const cases: Record<string, FixtureOptions> = {
  'as Excel writes it': {},
  'below each other, five years': { years: [2017, 2018, 2019, 2020, 2021] },
  'beside each other': { layout: 'beside' },
  'graph paper': { layout: 'grid' },
  'graph paper, four years': { layout: 'grid', years: [2018, 2019, 2020, 2021] },
  'somewhere on the sheet': { origin: { row: 7, column: 5 }, landscape: true },
  'inline strings': { inlineStrings: true, lists: 'literal' },
  'names for lists, protection, notes beside the form': {
    lists: 'name',
    protection: true,
    extraCells: { Z2: 'メモ（課内用）', Z5: '担当課', AA5: '要確認' },
    hiddenRows: [4, 5],
  },
  'labels with blanks': { relabel: (label) => [...label].join('　') },
  'labels numbered in one character': { relabel: (label) => (/[\dＲ]/.test(label) ? label : `⑴${label}`) },
  'labels with a letter in front, half as wide': { relabel: (label) => (/[\dＲ]/.test(label) ? label : `ｱ.${label}`) },
  'western years': { yearLabel: (year) => `${year}年度` },
  'short names of years': { yearLabel: (year) => `R${year - 2018}`, layout: 'beside' },
  'bare Western years on graph paper': { yearLabel: String, layout: 'grid', years: [2025, 2026, 2027] },
  'bare numbers of years': { yearLabel: (year) => String(year - 1988), years: [2013, 2014, 2015, 2016] },
  'both names of 2019': {
    years: [2018, 2019, 2020],
    yearLabel: (year) => (year === 2019 ? 'H31/R1' : year < 2019 ? `H${year - 1988}` : `R${year - 2018}`),
  },
  'copies and hidden sheets': {
    items: [
      { ...filledItem(1, [2025, 2026], 3, 2), sheet: 'No.1' },
      { ...filledItem(2, [2025, 2026], 1, 0), sheet: 'No.1 (2)' },
      { ...filledItem(3, [2025, 2026]), sheet: 'No.3', state: 'hidden' },
      { ...filledItem(4, [2025, 2026], 2, 4), sheet: '旧No.3 (2)', state: 'veryHidden' },
    ],
    yearLabel: (year) => `Ｒ${year - 2018}`,
    relabel: (label) => (/[\dＲ]/.test(label) ? label : `① ${label}：`),
    landscape: true,
  },
};

describe('workbooks of the fixture builder', () => {
  it.each(Object.entries(cases))('%s', (_, options) => {
    const { bytes, truth } = fixtureWorkbook({ items: 4, ...options });
    const opened = openWorkbook(bytes);
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    const read = toReadJson('a.xlsx', opened.value, 'ja');
    expect(read.plan).toEqual(truth.plan);
    expect(read.items).toEqual(truth.items);
    expect(read.warnings).toEqual([]);
  });
});
