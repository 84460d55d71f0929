import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../src-main/workbook/open.ts';
import { toReadJson } from '../../../src-main/workbook/read-json.ts';
import type { FixtureOptions } from '../../helpers/fixture-options.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';

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
  'western years': { yearLabel: (year) => `${year}年度` },
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
