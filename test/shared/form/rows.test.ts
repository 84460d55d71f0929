import { describe, expect, it } from 'vitest';
import { fieldOf, newRowsLimit, rowsAfter, withRows } from '../../../src-shared/form/rows.ts';
import { sheetOf } from '../../helpers/sheet.ts';

const sheet = sheetOf(
  { 'indicators.0.name': '件数', 'indicators.1.name': '割合' },
  { indicatorRows: 2, fields: { 'indicators.1.name': { choices: ['件数', '割合'], formula: 'A1' } } },
);

describe('a field of a row to come', () => {
  it("is the last row's box without its text, formula and place", () => {
    expect(fieldOf(sheet, 'indicators.2.name')).toEqual({
      path: 'indicators.2.name',
      cell: '',
      area: '',
      text: '',
      raw: { kind: 'blank' },
      choices: ['件数', '割合'],
    });
  });

  it('is none beyond the limit, of a year that the form lacks, or where the block has no row to copy', () => {
    expect(fieldOf(sheet, `indicators.${1 + newRowsLimit}.name`)).toBeDefined();
    expect(fieldOf(sheet, `indicators.${2 + newRowsLimit}.name`)).toBeUndefined();
    expect(fieldOf(sheet, 'indicators.2.2031.plan')).toBeUndefined();
    expect(fieldOf(sheetOf({}, { indicatorRows: 0 }), 'indicators.0.name')).toBeUndefined();
  });
});

describe('rows after edits', () => {
  it('come in with text, however far, and not without', () => {
    expect(rowsAfter(sheet, 'indicators', [{ path: 'indicators.3.current', text: '5' }])).toBe(4);
    expect(rowsAfter(sheet, 'indicators', [{ path: 'indicators.3.current', text: ' \n' }])).toBe(2);
    expect(rowsAfter(sheet, 'steps', [{ path: 'indicators.3.current', text: '5' }])).toBe(1);
  });

  it('go when they were removed, are blank and stand at the end; never the only one', () => {
    const removed = { path: 'indicators.1.name', text: '', gone: true } as const;
    expect(rowsAfter(sheet, 'indicators', [removed])).toBe(1);
    expect(rowsAfter(sheet, 'indicators', [{ ...removed, path: 'indicators.0.name' }])).toBe(2);
    expect(rowsAfter(sheet, 'indicators', [removed, { ...removed, path: 'indicators.0.name' }])).toBe(1);
    // Somebody has written into the row since.
    expect(rowsAfter(sheetOf({ 'indicators.1.current': '3' }, { indicatorRows: 2 }), 'indicators', [removed])).toBe(2);
    expect(
      rowsAfter(sheetOf({ 'steps.0.current': '' }), 'steps', [{ path: 'steps.0.current', text: '', gone: true }]),
    ).toBe(1);
  });

  it('are what the sheet then shows', () => {
    const grown = withRows(sheet, { steps: 1, indicators: 3 });
    expect([grown.rows['indicators'], grown.fields['indicators.2.2026.actual']?.text]).toEqual([3, '']);
    const shrunk = withRows(sheet, { steps: 1, indicators: 1 });
    expect([shrunk.rows['indicators'], shrunk.fields['indicators.1.name'], shrunk.fields.title]).toEqual([
      1,
      undefined,
      sheet.fields.title,
    ]);
    expect(withRows(sheet, { steps: 1, indicators: 2 })).toBe(sheet);
  });
});
