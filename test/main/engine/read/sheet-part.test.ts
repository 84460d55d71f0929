import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellTable } from '../../../../src-main/engine/book/cell-table.ts';
import { readSheetPart } from '../../../../src-main/engine/book/sheet-part.ts';
import { XmlError } from '../../../../src-main/engine/xml/xml-error.ts';

const sheet = (data: string, merges = ''): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData>${merges}</worksheet>`;

/** All that reading finds, or what it refuses. */
function read(text: string): unknown {
  const cells = new CellTable();
  try {
    const { merges, rowStyles } = readSheetPart(text, cells);
    const list = Array.from({ length: cells.count }, (_, i) => {
      const value =
        cells.kind[i] === 2
          ? cells.valueStart[i]
          : cells.slice(cells.valueStart[i] as number, cells.valueEnd[i] as number);
      return [
        cells.row[i],
        cells.column[i],
        cells.style[i],
        cells.kind[i],
        value,
        cells.oddValues.get(i),
        cells.formulas.has(i),
      ];
    });
    return { list, merges: [...merges.numbers.subarray(0, merges.length)], rowStyles: [...rowStyles] };
  } catch (error) {
    if (error instanceof XmlError) return error.kind;
    throw error;
  }
}

/** The same sheet written so that no cell, row or merge has the shape that is read without the scanner. */
const unusual = (text: string): string =>
  text
    .replaceAll('<c r=', '<c  r=')
    .replaceAll('<row r=', '<row  r=')
    .replaceAll('<mergeCell ref=', '<mergeCell  ref=');

describe('readSheetPart', () => {
  it('reads the same with the scanner and without', () => {
    const value = fc.constantFrom(
      '<v>1</v>',
      '<v>-0.5E3</v>',
      '<v>12</v>',
      '<v/>',
      '',
      '<v>x</v>',
      '<v>1<!-- --></v>',
      '<v>&#49;</v>',
      '<f>A1</f><v>2</v>',
      '<v>3',
      '<is><t>a</t></is>',
    );
    const type = fc.constantFrom('', ' t="s"', ' t="n"', ' t="str"', ' t="b"', ' t="inlineStr"', ' t="q"');
    const style = fc.constantFrom('', ' s="3"', ' s="03"', ' s=""', ' s="x"', " s='2'");
    const cell = fc
      .tuple(
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('A', 'C', 'XFD', 'XFE', 'a', ''),
        style,
        type,
        value,
        fc.constantFrom('/>', ' />', '></c>', '>V</c>', '>V</C>', '>V</c'),
      )
      .map(([row, column, s, t, v, end]) => ({
        row,
        xml: (at: number) => `<c r="${column}${row === 4 ? at + 1 : at}"${s}${t}${end.replace('V', v)}`,
      }));
    const attributes = fc.constantFrom(
      '',
      ' spans="1:3"',
      ' spans="1:3" s="4" customFormat="1" ht="12.5"',
      ' ht="1" s="2"',
      ' s="2" s="3"',
      ' ht="<"',
      ' ht="&lt;"',
      ' x14ac:dyDescent="0.15"',
      ' ',
    );
    const row = fc
      .tuple(
        fc.integer({ min: 1, max: 9 }),
        attributes,
        fc.array(cell, { maxLength: 4 }),
        fc.constantFrom('</row>', '</row >', '', '</rows>', ' </row>'),
      )
      .map(([number, more, cells, end]) =>
        cells.length === 0
          ? `<row r="${number}"${more}/>`
          : `<row r="${number}"${more}>${cells.map((one) => one.xml(number)).join('')}${end}`,
      );
    const merge = fc
      .constantFrom('A1:B2', 'B2:A1', 'A1', 'A1:A1', '$A$1:B2', 'A0:B2', 'A1:B2:C3', 'A:B', '')
      .map((ref) => `<mergeCell ref="${ref}"/>`);
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), fc.array(merge, { maxLength: 3 }), (rows, merges) => {
        const text = sheet(rows.join(''), `<mergeCells>${merges.join('')}</mergeCells>`);
        const found = read(text);
        if (typeof found === 'object') accepted += 1;
        expect(found).toEqual(read(unusual(text)));
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('numbers rows and cells that do not say where they stand', () => {
    const cells = new CellTable();
    readSheetPart(
      sheet(
        '<row r="3"><c r="B3"/></row><row r="5"/><row><c><v>1</v></c><c><v>2</v></c></row><row r="9"><c r="C9"/><c><v>3</v></c></row>',
      ),
      cells,
    );
    expect(Array.from({ length: cells.count }, (_, i) => [cells.row[i], cells.column[i]])).toEqual([
      [3, 2],
      [6, 1],
      [6, 2],
      [9, 3],
      [9, 4],
    ]);
  });

  it('finds cells wherever they stand', () => {
    const cells = new CellTable();
    readSheetPart(sheet('<row r="2"><c r="C2"/><c r="A2"/></row><row r="1"><c r="B1"/></row>'), cells);
    expect([cells.find(2, 1), cells.find(2, 3), cells.find(1, 2), cells.find(1, 1)]).toEqual([1, 0, 2, -1]);
    expect(cells.hasTwins).toBe(false);
  });
});
