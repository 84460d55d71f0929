import { describe, expect, test } from 'vitest';
import { addRow, removeRow } from '../../../../src-main/engine/write/rows/change-rows.ts';
import { rowsForFields } from '../../../../src-main/engine/write/rows/rows-for-fields.ts';
import { extractItems } from '../../../../src-main/engine/make/extract/extract-items.ts';
import { insertItems } from '../../../../src-main/engine/make/insert/insert-items.ts';
import { fixtureWorkbook, type FixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';
import { zipParts } from '../../../helpers/fixture-workbook.ts';
import { open } from './open.ts';

const years = [2025, 2026];
const plain = fixtureWorkbook();
const failure = (result: { readonly ok: boolean }) => {
  const { kind, reason } = (result as { readonly failure?: { readonly kind: string; readonly reason: string } })
    .failure ?? { kind: 'ok', reason: '' };
  return `${kind}/${reason}`;
};

/** The workbook with a part's text changed. */
function changed(workbook: FixtureWorkbook, part: string, change: (text: string) => string) {
  const parts = new Map(workbook.parts);
  parts.set(part, change(String(parts.get(part))));
  return open(zipParts(parts));
}

describe('rows', () => {
  const opened = open(plain.bytes);
  const key = opened.items[0]?.key ?? '';

  test('the only row of a block', () => expect(failure(removeRow(opened, key, 'steps', 0))).toBe('structure/last-row'));
  test('a row that is not there', () =>
    expect(failure(removeRow(opened, key, 'indicators', 4))).toBe('unknown-field/none'));
  test('an item that is not there', () =>
    expect(failure(addRow(opened, 'xl/worksheets/sheet99.xml', 'steps'))).toBe('unknown-item/none'));
  test('a text that names no row', () =>
    expect(failure(rowsForFields(opened, key, [], ['title']))).toBe('unknown-field/none'));

  test('a block without rows has none to copy', () => {
    const none = open(fixtureWorkbook({ items: [{ ...filledItem(1, years, 1, 0), indicatorRows: 0 }] }).bytes);
    expect(none.items[0]?.rows['indicators']).toBe(0);
    expect(failure(addRow(none, none.items[0]?.key ?? '', 'indicators'))).toBe('unknown-field/none');
  });

  test.each([
    ['a cell formula over several rows', 'array/M10:M13', '<f t="array" ref="M10:M13">ROW(A1:A4)</f><v>1</v>'],
    ['a data table', 'array/M10:M13', '<f t="dataTable" ref="M10:M13" dt2D="0" dtr="0" r1="A1"/><v>1</v>'],
  ])('%s lies across', (_, expected, formula) => {
    const crossed = changed(plain, key, (text) =>
      text.replace('/></row><row r="11"', `/><c r="M10">${formula}</c></row><row r="11"`),
    );
    const result = addRow(crossed, key, 'indicators');
    expect(result.ok || [result.failure.reason, result.failure.values?.['area']].join('/')).toBe(expected);
  });

  test('a table lies across', () => {
    const workbook = fixtureWorkbook({ extraCells: { M10: '項目', M11: 'あ', M12: 'い', M13: 'う' } });
    const parts = new Map(workbook.parts);
    parts.set(
      key,
      String(parts.get(key)).replace(
        '</worksheet>',
        '<tableParts count="1"><tablePart r:id="rIdT"/></tableParts></worksheet>',
      ),
    );
    parts.set(
      'xl/worksheets/_rels/sheet4.xml.rels',
      String(parts.get('xl/worksheets/_rels/sheet4.xml.rels')).replace(
        '</Relationships>',
        '<Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.xml"/></Relationships>',
      ),
    );
    parts.set(
      'xl/tables/table1.xml',
      '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" ref="M10:M13"><tableColumns count="1"><tableColumn id="1" name="項目"/></tableColumns></table>',
    );
    parts.set(
      '[Content_Types].xml',
      String(parts.get('[Content_Types].xml')).replace(
        '</Types>',
        '<Override PartName="/xl/tables/table1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"/></Types>',
      ),
    );
    const crossed = open(zipParts(parts));
    expect(failure(addRow(crossed, key, 'indicators'))).toBe('structure/table');
    expect(failure(addRow(crossed, key, 'steps'))).toBe('structure/table');
  });

  test('locked boxes are not removed without being asked to', () => {
    const two = open(fixtureWorkbook({ items: [filledItem(1, years, 2, 2)], protection: true }).bytes);
    const locked = changed(
      fixtureWorkbook({ items: [filledItem(1, years, 2, 2)], protection: true }),
      'xl/styles.xml',
      (text) => text.replaceAll('<protection locked="0"/>', ''),
    );
    const first = two.items[0]?.key ?? '';
    expect(removeRow(two, first, 'steps', 1).ok).toBe(true);
    expect(failure(removeRow(locked, first, 'steps', 1))).toBe('locked/cell');
    expect(removeRow(locked, first, 'steps', 1, { unlock: true }).ok).toBe(true);
  });

  test('a signed package', () => {
    const signed = changed(plain, '_rels/.rels', (text) =>
      text.replace(
        '</Relationships>',
        '<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="docProps/app.xml"/></Relationships>',
      ),
    );
    expect(failure(addRow(signed, key, 'steps'))).toBe('unsafe/signed');
    expect(failure(extractItems(signed, [key]))).toBe('unsafe/signed');
  });
});

describe('sheets', () => {
  const opened = open(plain.bytes);
  const locked = open(fixtureWorkbook({ structureLocked: true }).bytes);

  test('an item that is not there', () =>
    expect(failure(extractItems(opened, ['xl/worksheets/sheet99.xml']))).toBe('unknown-item/none'));
  test('no item at all', () => expect(failure(extractItems(opened, []))).toBe('structure/last-sheet'));
  test('a locked structure', () => {
    expect(failure(extractItems(locked, [locked.items[0]?.key ?? '']))).toBe('structure/locked');
    const other = open(fixtureWorkbook({ items: [filledItem(9, years)] }).bytes);
    expect(failure(insertItems(locked, other, [other.items[0]?.key ?? '']))).toBe('structure/locked');
  });
  test('no visible sheet would be left', () => {
    const hidden = open(
      fixtureWorkbook({
        cover: false,
        instructions: false,
        rollUp: false,
        lists: 'none',
        listSheet: false,
        items: [filledItem(1, years), { ...filledItem(2, years), state: 'hidden' }],
      }).bytes,
    );
    const second = hidden.items.find((item) => item.hidden)?.key ?? '';
    expect(failure(extractItems(hidden, [second]))).toBe('structure/last-sheet');
  });
  test('a number that is taken', () => {
    expect(failure(insertItems(opened, open(fixtureWorkbook().bytes), [opened.items[1]?.key ?? '']))).toBe(
      'structure/same-no',
    );
  });
});

describe('a sheet of the workbook is damaged', () => {
  const damaged = changed(plain, 'xl/worksheets/sheet5.xml', (text) => text.replace('<sheetData>', '<sheetData><row'));
  const [first] = damaged.items;

  test('it is left as it is while rows of another one move', () => {
    expect(damaged.items.map(({ no }) => no)).toEqual(['1', '3']);
    const added = addRow(damaged, first?.key ?? '', 'steps');
    expect(
      added.ok &&
        Buffer.from(added.value.opened.package.read('xl/worksheets/sheet5.xml')).equals(
          Buffer.from(damaged.package.read('xl/worksheets/sheet5.xml')),
        ),
    ).toBe(true);
  });
  test('it does not go to others', () => {
    const extracted = extractItems(damaged, [first?.key ?? '']);
    expect(extracted.ok && extracted.value.removed).toEqual(['No.2', 'No.3']);
  });
  test('a sheet that comes in does not take the place of one whose part is missing', () => {
    const parts = new Map(plain.parts);
    parts.delete('xl/worksheets/sheet5.xml');
    const other = open(fixtureWorkbook({ items: [filledItem(9, years)] }).bytes);
    const made = insertItems(open(zipParts(parts)), other, [other.items[0]?.key ?? '']);
    expect(made.ok && made.value.opened.items.map(({ no }) => no)).toEqual(['1', '3', '9']);
  });
});
