import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { withWorkbookChild, withWorksheetChild } from '../../../../src-main/engine/write/draft/schema-order.ts';

/** As xlsx programs write them; the order is CT_Worksheet's, copied from the standard and not from the code. */
const worksheet =
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks drawing legacyDrawing oleObjects controls tableParts extLst'.split(
    ' ',
  );
const added = ['sheetProtection', 'mergeCells', 'legacyDrawing'] as const;
const children = (text: string): readonly string[] =>
  Array.from(text.matchAll(/<(?:x:)?(\w+)(?: n="\d+"| xmlns[^>]*)?(?:\/>|><inner\/>)/g), ([, name]) => name!).filter(
    (name) => name !== 'worksheet' && name !== 'inner',
  );

test('a child comes to its place, whatever else is there', () => {
  fc.assert(
    fc.property(fc.subarray(worksheet), fc.constantFrom(...added), fc.constantFrom('', 'x:'), (present, name, x) => {
      const inner = present
        .map((one, n) => (n % 2 === 0 ? `<${x}${one} n="${n}"/>` : `<${x}${one} n="${n}"><inner/></${x}${one}>`))
        .join('');
      const text = withWorksheetChild(
        `<${x}worksheet xmlns:x="u" xmlns:mc="m">${inner}</${x}worksheet>`,
        name,
        (p) => `<${p}${name}/>`,
      );
      expect(children(text)).toEqual(worksheet.filter((one) => one === name || present.includes(one)));
    }),
  );
});

it.each([
  ['an empty root', '<worksheet/>', '<worksheet><mergeCells/></worksheet>'],
  [
    'controls behind Excel’s choice come last',
    '<worksheet><sheetData/><mc:AlternateContent xmlns:mc="m"><mc:Choice><controls/></mc:Choice></mc:AlternateContent></worksheet>',
    '<worksheet><sheetData/><mergeCells/><mc:AlternateContent xmlns:mc="m"><mc:Choice><controls/></mc:Choice></mc:AlternateContent></worksheet>',
  ],
  [
    'one out of order is replaced where it stands',
    '<worksheet><sheetData/><pageMargins/><mergeCells count="1"/></worksheet>',
    '<worksheet><sheetData/><pageMargins/><mergeCells/></worksheet>',
  ],
])('%s', (_, before, after) => expect(withWorksheetChild(before, 'mergeCells', () => '<mergeCells/>')).toBe(after));

it('names of a workbook stand between its external references and calcPr', () =>
  expect(
    withWorkbookChild(
      '<workbook><sheets/><externalReferences/><calcPr/></workbook>',
      'definedNames',
      () => '<definedNames/>',
    ),
  ).toBe('<workbook><sheets/><externalReferences/><definedNames/><calcPr/></workbook>'));
