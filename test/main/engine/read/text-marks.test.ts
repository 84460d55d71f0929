import { describe, expect, it } from 'vitest';
import type { RawValue } from '../../../../src-shared/domain/item.ts';
import { textMarks } from '../../../../src-main/engine/write/marks/text-marks.ts';
import { colourTable } from '../../../../src-main/engine/book/styles/colours.ts';
import { readStyles } from '../../../../src-main/engine/book/styles/styles-part.ts';

const colours = () => colourTable(undefined, undefined);
const marks = (raw: RawValue, mark?: string): string | undefined =>
  textMarks(
    {
      path: 'title',
      cell: 'A1',
      area: 'A1',
      text: raw.kind === 'text' ? raw.text : '12',
      raw,
      ...(mark === undefined ? {} : { mark }),
    },
    colours,
  );
const runs = (...given: readonly (readonly [text: string, format?: string])[]): RawValue => ({
  kind: 'text',
  text: given.map(([text]) => text).join(''),
  runs: given.map(([text, format]) => ({ text, ...(format === undefined ? {} : { format: `<rPr>${format}</rPr>` }) })),
});
const red = '<color rgb="FFFF0000"/>';

describe('textMarks', () => {
  it('is the same whether the cell or its text carries a format', () => {
    expect(marks(runs(['みな赤い', red]))).toBe('all:FF0000');
    expect(marks({ kind: 'text', text: 'みな赤い' }, 'FF0000')).toBe('all:FF0000');
    expect(marks(runs(['みな'], ['赤い', red]), 'FF0000')).toBe('all:FF0000');
    expect(marks(runs([' みな', red], [' \n'], ['赤い ', red]))).toBe('all:FF0000');
  });

  it('tells stretches, joined where they are alike', () => {
    expect(marks(runs(['黒'], ['赤', red], ['い', red], ['字'], ['線', '<strike/>']))).toBe('1-3:FF0000 4-5:strike');
    expect(marks(runs(['赤い'], ['黒', '<sz val="9"/>']), 'FF0000')).toBe('0-2:FF0000');
  });

  it('tells nothing of plain texts and of empty boxes', () => {
    expect(
      marks(
        runs(
          ['黒い', '<color rgb="FF000000"/><u val="none"/><strike val="0"/>'],
          ['字', '<color theme="1"/>'],
          ['窓', '<color indexed="64"/>'],
          ['自', '<color auto="1"/>'],
        ),
      ),
    ).toBeUndefined();
    expect(
      textMarks({ path: 'title', cell: 'A1', area: 'A1', text: '', raw: { kind: 'blank' }, mark: 'FF0000' }, colours),
    ).toBeUndefined();
    expect(marks({ kind: 'number', value: 12, lexical: '12', format: 'General' }, 'FF0000')).toBe('all:FF0000');
  });

  it('knows the colours of palette and theme, with their tint', () => {
    expect(marks(runs(['字', '<color indexed="10"/>']))).toBe('all:FF0000');
    expect(marks(runs(['字', '<color theme="4"/>']))).toBe('all:4F81BD');
    expect(marks(runs(['字', '<color theme="4" tint="-0.5"/>']))).toBe('all:254061');
  });
});

describe('readStyles', () => {
  it('gives the marks of the fonts that cells have', () => {
    const { cellFormats } = readStyles(
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font><sz val="9"/></font><font><strike/><color rgb="FFFF0000"/><u/></font></fonts>' +
        '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="7"/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>',
    );
    expect(cellFormats.map(({ mark }) => mark)).toEqual([undefined, 'FF0000+strike+underline', undefined]);
  });
});
