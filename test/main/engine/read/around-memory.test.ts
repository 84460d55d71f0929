import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AroundMemory } from '../../../../src-main/engine/book/around-memory.ts';
import { CellTable } from '../../../../src-main/engine/book/cell-table.ts';
import { readSheetPart } from '../../../../src-main/engine/book/sheet-part.ts';
import { XmlError } from '../../../../src-main/engine/xml/xml-error.ts';

const idOf = (n: number): string => `{0BDE1D2F-F89C-5B48-94A5-${String(n).padStart(12, '0')}}`;

interface Parts {
  readonly id: string;
  readonly head: string;
  readonly rows: string;
  readonly merges: readonly string[];
  readonly validation: string;
  readonly tail: string;
}

const sheet = ({ id, head, rows, merges, validation, tail }: Parts): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="${id}">${head}<sheetData>${rows}</sheetData><mergeCells>${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells><dataValidations><dataValidation type="list" sqref="A1:A9" xr:uid="${id}"><formula1>${validation}</formula1></dataValidation></dataValidations>${tail}</worksheet>`;

const sheets = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 9 }).map(idOf),
    head: fc.constantFrom(
      '',
      '<cols><col min="1" max="3" width="4" style="2"/></cols>',
      '<sheetProtection sheet="1"/>',
    ),
    rows: fc.constantFrom(
      '',
      '<row r="1"><c r="A1"><v>1</v></c></row>',
      '<row r="2" s="4" customFormat="1"><c r="B2"/></row>',
      '<row r="1"><c r="A1" t="b"><v>1</v></c></row>',
    ),
    merges: fc.subarray(['A1:B2', 'C3:D4', 'E5:E5']),
    validation: fc.constantFrom(
      '"甲,乙"',
      '"丙"',
      ...[1, 2].map((n) => `"x xr:uid="${idOf(n)}""`),
      ...[1, 2].map((n) => `<![CDATA[< xr:uid="${idOf(n)}"]]>`),
    ),
    tail: fc.constantFrom('', '<sheetProtection sheet="1"/>', '<unclosed>', '</x>'),
  }),
  { minLength: 2, maxLength: 12 },
);

/** All that is found around the rows and in them, or what is refused. */
function found(text: string, cells: CellTable, memory?: AroundMemory): unknown {
  try {
    const { merges, ...around } = readSheetPart(text, cells, memory);
    return {
      ...around,
      merges: [...merges.numbers.subarray(0, merges.length)],
      rows: [...cells.row.subarray(0, cells.count)],
    };
  } catch (error) {
    if (error instanceof XmlError) return error.kind;
    throw error;
  }
}

describe('what stands around the rows of sheets', () => {
  it('is found alike with the memory of the sheets before and without', () => {
    fc.assert(
      fc.property(sheets, (all) => {
        const memory = new AroundMemory();
        const cells = new CellTable();
        for (const parts of all)
          expect(found(sheet(parts), cells, memory)).toEqual(found(sheet(parts), new CellTable()));
      }),
      { numRuns: 1000 },
    );
  });

  it('is read once for sheets that differ in their ids only', () => {
    const memory = new AroundMemory();
    const cells = new CellTable();
    const form = { head: '', merges: ['A1:B2'], validation: '"甲,乙"', tail: '' };
    const first = readSheetPart(sheet({ ...form, id: idOf(1), rows: '' }), cells, memory);
    const second = readSheetPart(
      sheet({ ...form, id: idOf(2), rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }),
      cells,
      memory,
    );
    const other = readSheetPart(sheet({ ...form, id: idOf(1), rows: '', validation: '"丙"' }), cells, memory);
    expect(second.validations).toBe(first.validations);
    expect(other.validations).not.toBe(first.validations);
  });
});
