import { describe, expect, it } from 'vitest';
import { contentTypeOf, readContentTypes } from '../../../../src-main/engine/package/content-types.ts';
import { readRelationships } from '../../../../src-main/engine/package/relationships.ts';
import { readWorkbookPart } from '../../../../src-main/engine/book/workbook-part.ts';
import { XmlError } from '../../../../src-main/engine/xml/xml-error.ts';

/** Three elements of a list, the second in one of these writings: each must read as the plain one does, and end nothing. */
const writings = (plain: string): [string, string][] => {
  const [, name = '', attributes = ''] = /^<(\w+)(.*)\/>$/.exec(plain) ?? [];
  const turned = attributes
    .trim()
    .match(/[\w:]+="[^"]*"/g)!
    .toReversed()
    .join(' ');
  return [
    ['plainly', plain],
    ['with a start and an end tag', `<${name}${attributes}></${name}>`],
    ['with other quotes', plain.replaceAll('"', "'")],
    ['with blanks and line ends', `\r\n  <${name} ${attributes}\n/>`],
    ['in another order', `<${name} ${turned}/>`],
    ['with a comment in front', `<!-- 2 -->${plain}`],
    ['with an attribute that nobody knows', `<${name}${attributes} x="1"/>`],
    ['with references', plain.replaceAll('2', '&#50;')],
    [
      'with its namespace again',
      plain.replace(
        `<${name}`,
        `<${name} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`,
      ),
    ],
  ];
};

describe('relationships', () => {
  const relationship = (n: number): string =>
    `<Relationship Id="rId${n}" Type="http://x/worksheet" Target="worksheets/sheet${n}.xml"/>`;
  const part = (inner: string): string =>
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const plain = readRelationships(part([1, 2, 3].map(relationship).join('')), 'xl/workbook.xml');
  it('of three sheets', () => {
    expect(plain.map(({ id, type, target, external }) => [id, type, target, external])).toEqual(
      [1, 2, 3].map((n) => [`rId${n}`, 'worksheet', `xl/worksheets/sheet${n}.xml`, false]),
    );
  });
  it.each(writings(relationship(2)))('written %s', (_, second) => {
    expect(readRelationships(part(relationship(1) + second + relationship(3)), 'xl/workbook.xml')).toEqual(plain);
  });
  it.each([
    [
      '<Relationship Id="a" Type="t/x" Target="https://example.invalid/" TargetMode="External"/>',
      'https://example.invalid/',
      true,
    ],
    ['<Relationship Id="a" Type="t/x" Target="mailto:a@example.invalid"/>', 'mailto:a@example.invalid', true],
    ['<Relationship Id="a" Type="t/x" Target="../media/image%201.png"/>', 'media/image 1.png', false],
    ['<Relationship Id="a" Type="t/x" Target="a/../b.xml"/>', 'xl/b.xml', false],
  ])('%s', (written, target, external) => {
    expect(readRelationships(part(written), 'xl/workbook.xml')).toEqual([{ id: 'a', type: 'x', target, external }]);
  });
  it.each([
    ['a second root', `${part('')}${relationship(1)}`],
    ['one behind an empty root', `<Relationships/>${relationship(1)}`],
    ['no end', part(relationship(1)).replace('</Relationships>', '')],
    ['an attribute twice', part(relationship(1).replace('Id=', 'Id="a" Id='))],
    ['a control character', part(relationship(1).replace('rId', 'r\u0001Id'))],
    ['an unknown entity', part(relationship(1).replace('rId', 'r&Id;'))],
  ])('damaged: %s', (_, text) => {
    expect(() => readRelationships(text, 'xl/workbook.xml')).toThrow(XmlError);
  });
});

describe('content types', () => {
  const override = (n: number): string =>
    `<Override PartName="/xl/worksheets/Sheet${n}.xml" ContentType="application/sheet+xml"/>`;
  const part = (inner: string): string =>
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="XML" ContentType="application/xml"/>${inner}</Types>`;
  const plain = readContentTypes(part([1, 2, 3].map(override).join('')));
  it('by part without case, else by extension', () => {
    expect(['xl/worksheets/sheet2.xml', 'xl/other.xml', 'xl/a.bin'].map((name) => contentTypeOf(plain, name))).toEqual([
      'application/sheet+xml',
      'application/xml',
      undefined,
    ]);
  });
  it.each(writings(override(2)))('written %s', (_, second) => {
    expect(readContentTypes(part(override(1) + second + override(3)))).toEqual(plain);
  });
});

describe('sheets and names of the workbook part', () => {
  const sheet = (n: number, state = ''): string => `<sheet name="No.${n}" sheetId="${n}"${state} r:id="rId${n}"/>`;
  const name = (n: number, hidden = ''): string =>
    `<definedName name="_xlnm.Print_Area" localSheetId="${n}"${hidden}>'No.${n}'!$A$1:$N$24</definedName>`;
  const part = (
    sheets: string,
    names: string,
    root = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  ): string =>
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ${root}><sheets>${sheets}</sheets><definedNames>${names}</definedNames></workbook>`;
  const plain = readWorkbookPart(
    part(sheet(1) + sheet(2, ' state="hidden"') + sheet(3), name(1) + name(2, ' hidden="1"') + name(3)),
  );
  it('of three sheets', () => {
    expect(plain.sheets).toEqual(
      [1, 2, 3].map((n) => ({
        name: `No.${n}`,
        relationshipId: `rId${n}`,
        sheetId: `${n}`,
        state: n === 2 ? 'hidden' : 'visible',
      })),
    );
    expect(plain.definedNames).toEqual(
      [1, 2, 3].map((n) => ({
        name: '_xlnm.Print_Area',
        localSheet: n,
        hidden: n === 2,
        reference: `'No.${n}'!$A$1:$N$24`,
      })),
    );
  });
  it.each(writings(sheet(2, ' state="hidden"')))('a sheet written %s', (_, second) => {
    expect(readWorkbookPart(part(sheet(1) + second + sheet(3), name(1) + name(2, ' hidden="1"') + name(3)))).toEqual(
      plain,
    );
  });
  it.each([
    ['with a comment', `<!-- 2 -->${name(2, ' hidden="true"')}`],
    ['with references', name(2, ' hidden="1"').replaceAll("'", '&apos;')],
    [
      'in another order',
      `<definedName hidden="1" localSheetId="2" name="_xlnm.Print_Area">'No.2'!$A$1:$N$24</definedName>`,
    ],
    ['as character data', name(2, ' hidden="1"').replace(/>(.*)</, '><![CDATA[$1]]><')],
  ])('a name written %s', (_, second) => {
    expect(
      readWorkbookPart(part(sheet(1) + sheet(2, ' state="hidden"') + sheet(3), name(1) + second + name(3))),
    ).toEqual(plain);
  });
  it('an `r` that is no relationship’s is none', () => {
    const read = readWorkbookPart(
      part(
        sheet(1) + sheet(2),
        '',
        'xmlns:r="urn:other" xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
      ),
    );
    expect(read.sheets.map(({ relationshipId }) => relationshipId)).toEqual(['', '']);
    const prefixed = readWorkbookPart(
      part(
        sheet(1).replace('r:id', 'q:id') + sheet(2),
        '',
        'xmlns:r="urn:other" xmlns:q="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
      ),
    );
    expect(prefixed.sheets.map(({ relationshipId }) => relationshipId)).toEqual(['rId1', '']);
  });
  it('a prefix that is not bound is damage', () => {
    expect(() => readWorkbookPart(part(`<x:sheet name="a" sheetId="1"/>`, ''))).toThrow(XmlError);
  });
});
