import { readControls } from '../../../src-main/engine/paper/controls.ts';
import { scanSheet } from '../../../src-main/engine/paper/scan-sheet.ts';
import { describe, expect, test } from 'vitest';
import { openPaperBook } from '../../../src-main/engine/paper/paper-book.ts';
import { layoutSheet } from '../../../src-shared/paper/layout.ts';
import type { SheetGeometry } from '../../../src-shared/paper/sheet.ts';
import { zipParts } from '../../helpers/fixture-workbook.ts';
import { cityMark } from '../../helpers/png.ts';
import { reopen, smallParts } from '../../helpers/small-book.ts';
import { graphicsOf, textsOf } from '../../../src-shared/paper/page.ts';

interface FixtureControl {
  /** `ObjectType` of the VML shape. */
  readonly type: string;
  readonly label?: string;
  /** Inside `ClientData`, after the anchor. */
  readonly data?: string;
  readonly style?: string;
  /** Inside the shape, before `ClientData`. */
  readonly inside?: string;
  /** Attributes of `formControlPr`; absent: the workbook is of Excel 2007, which lists no controls. */
  readonly properties?: string;
  /** Attributes of `controlPr`. */
  readonly pr?: string;
}

const part = 'xl/worksheets/sheet1.xml';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relationship = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
const relationships = (inside: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;

/** A sheet whose second row holds controls in B2:C2, side by side, as Excel stores them; column A is 2 wide. */
function sheetWith(controls: readonly FixtureControl[]): SheetGeometry {
  const listed = controls.flatMap(({ properties, pr = '' }, n) =>
    properties === undefined
      ? []
      : [
          `<mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="${1026 + n}" r:id="rIdC${n}" name="c"><controlPr defaultSize="0"${pr}><anchor moveWithCells="1"><from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></from><to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></to></anchor></controlPr></control></mc:Choice></mc:AlternateContent>`,
        ],
  );
  const xml = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:xdr="x"><cols><col min="1" max="1" width="2" customWidth="1"/><col min="2" max="3" width="10" customWidth="1"/></cols><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>一</t></is></c></row><row r="2" ht="20" customHeight="1"/></sheetData><legacyDrawing r:id="rIdV"/>${listed.length === 0 ? '' : `<mc:AlternateContent><mc:Choice Requires="x14"><controls>${listed.join('')}</controls></mc:Choice></mc:AlternateContent>`}</worksheet>`;
  const parts = smallParts({ sheets: { 個票: xml } });
  const shapes = controls.map(
    ({ type, label = '', data = '', style = '', inside = '' }, n) =>
      `<v:shape id="_x0000_s${1026 + n}" type="#_x0000_t201" style='position:absolute;margin-left:20pt;${style}'><v:textbox><div style='text-align:left'><font face="MS UI Gothic" size="180" color="auto">${label}</font></div></v:textbox>${inside}<x:ClientData ObjectType="${type}"><x:Anchor>\n    1, 4, 1, 0, 2, 20, 1, 24</x:Anchor>${data}</x:ClientData></v:shape>`,
  );
  parts.set(
    'xl/drawings/vmlDrawing1.vml',
    `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t201"/>${shapes.join('')}</xml>`,
  );
  parts.set('xl/media/image1.png', cityMark());
  parts.set(
    'xl/drawings/_rels/vmlDrawing1.vml.rels',
    relationships(relationship('rId1', 'image', '../media/image1.png')),
  );
  const own = [relationship('rIdV', 'vmlDrawing', '../drawings/vmlDrawing1.vml')];
  for (const [n, { properties }] of controls.entries()) {
    if (properties === undefined) continue;
    own.push(relationship(`rIdC${n}`, 'ctrlProp', `../ctrlProps/ctrlProp${n + 1}.xml`));
    parts.set(
      `xl/ctrlProps/ctrlProp${n + 1}.xml`,
      `<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" ${properties}/>`,
    );
  }
  parts.set('xl/worksheets/_rels/sheet1.xml.rels', relationships(own.join('')));
  parts.set(
    '[Content_Types].xml',
    String(parts.get('[Content_Types].xml')).replace(
      '</Types>',
      '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="png" ContentType="image/png"/></Types>',
    ),
  );
  return openPaperBook(reopen(zipParts(parts))).geometry(part);
}

function printed(controls: readonly FixtureControl[]) {
  const { pages, notes } = layoutSheet(sheetWith(controls), { policy: 'grow' });
  const texts = pages.flatMap((page) =>
    textsOf(page)
      .filter(({ role }) => role === 'shape')
      .map(({ lines }) => lines.map(({ text }) => text).join('')),
  );
  const graphics = pages.flatMap((page) => graphicsOf(page));
  return { notes, texts, labels: graphics.flatMap((one) => ('label' in one && one.label !== '' ? [one.label] : [])) };
}

describe('form controls on paper', () => {
  test.each([
    ['Checkbox', 'CheckBox'],
    ['Radio', 'Radio'],
  ])('%s: the box, its mark and its label', (type, objectType) => {
    const one = (checked: string, more: Partial<FixtureControl> = {}) =>
      sheetWith([{ type, label: '達成', properties: `objectType="${objectType}"${checked}`, ...more }]).drawings;
    const off = one('');
    const on = one(' checked="Checked"');
    expect([off.length, on.length, one(' checked="Mixed"').length]).toEqual([2, 3, 3]);
    // The properties go before VML, which readers before Excel 2010 use.
    expect(one('', { data: '<x:Checked>1</x:Checked>' })).toHaveLength(2);
    const all = printed([{ type, label: '達成', properties: `objectType="${objectType}" checked="Checked"` }]);
    expect(all).toEqual({ notes: [], texts: ['達成'], labels: ['達成（選択）', '達成'] });
    for (const { anchor } of on) expect([anchor.row, anchor.column]).toEqual([2, 2]);
    const [box] = on;
    expect(box?.anchor.width).toBe(9);
    expect(box?.kind === 'shape' && box.shape.preset).toBe(type === 'Radio' ? 'ellipse' : 'rect');
  });
  test('a workbook of Excel 2007 has the state in VML alone', () => {
    const state = (checked: string) => sheetWith([{ type: 'Checkbox', label: '達成', data: checked }]).drawings.length;
    expect(['', '<x:Checked>0</x:Checked>', '<x:Checked>1</x:Checked>', '<x:Checked>2</x:Checked>'].map(state)).toEqual(
      [2, 2, 3, 3],
    );
  });
  test('line breaks that Excel does not close, and labels broken by the source', () =>
    expect(printed([{ type: 'Label', label: '一つ目<br>\n   二つ目' }]).texts.join('')).toContain('二つ目'));
  test.each(['Label', 'GBox', 'Button'])('%s shows its words', (type) =>
    expect(printed([{ type, label: '評価' }])).toMatchObject({ notes: [], texts: ['評価'] }),
  );
  test.each([
    ['Drop', 'ドロップダウン'],
    ['List', 'リスト ボックス'],
    ['Scroll', 'スクロール バー'],
    ['Spin', 'スピン ボタン'],
    ['Unheard', 'Unheard'],
  ])('%s leaves a box with its name, and a note', (type, label) => {
    const { notes, texts } = printed([{ type }]);
    expect(notes).toEqual([{ kind: 'picture', sheet: '個票', label, what: 'control' }]);
    expect(texts.join('')).toContain(`操作部品「${label}」は印刷できません`);
  });
  test('an embedded object by its picture; without one a box and a note', () => {
    const shown = sheetWith([{ type: 'Pict', inside: '<v:imagedata o:relid="rId1" o:title="表"/>' }]).drawings;
    expect(shown).toMatchObject([{ kind: 'picture', label: '表' }]);
    expect(printed([{ type: 'Pict', inside: '<v:imagedata o:relid="rId9" o:title="表"/>' }]).notes).toEqual([
      { kind: 'picture', sheet: '個票', label: '表', what: 'object' },
    ]);
    expect(printed([{ type: 'Pict', inside: '<v:imagedata o:relid="rId9" o:title=""/>' }]).notes).toMatchObject([
      { label: '埋め込みオブジェクト' },
    ]);
  });
  test.each([
    ['a note', { type: 'Note', label: '注' }],
    ['hidden', { type: 'Checkbox', style: 'visibility:hidden' }],
    ['not printed by VML', { type: 'Button', data: '<x:PrintObject>False</x:PrintObject>' }],
    ['not printed by its properties', { type: 'Button', properties: 'objectType="Button"', pr: ' print="0"' }],
  ])('%s is not drawn', (_, control) => expect(sheetWith([control]).drawings).toEqual([]));
  test('the places of controls in the sheet part are no columns of the sheet', () => {
    const control = { type: 'Checkbox', label: '済' };
    const plain = sheetWith([control]);
    const listed = sheetWith([{ ...control, properties: 'objectType="CheckBox"' }]);
    expect(listed.columns).toEqual(plain.columns);
    expect(listed.rows).toEqual(plain.rows);
    expect(listed.drawings).toEqual(plain.drawings);
  });
  test('a control that only the sheet lists leaves a box and a note at its place', () => {
    const anchor = (name: string, column: number, row: number) =>
      `<${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></${name}>`;
    const scanned = scanSheet(
      `<worksheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:xdr="x"><controls><control shapeId="7" r:id="rId9" name="済"><controlPr><anchor>${anchor('from', 1, 2)}${anchor('to', 3, 4)}</anchor></controlPr></control><control shapeId="8" r:id="rId8" name="無"><controlPr print="0"/></control></controls></worksheet>`,
    );
    const grid = {
      columnLeft: (column: number) => (column - 1) * 50,
      rowTop: (row: number) => (row - 1) * 20,
      columnWidth: () => 50,
      rowHeight: () => 20,
      rowAt: () => 1,
      columnAt: () => 1,
    };
    const book = { package: { relationships: () => [], has: () => false }, picture: () => undefined };
    const drawn = readControls(book as never, 'sheet1.xml', scanned, grid, { name: 'ＭＳ Ｐゴシック', size: 11 });
    expect(drawn).toMatchObject([
      {
        kind: 'shape',
        anchor: { column: 2, row: 3, width: 100, height: 40 },
        shape: { label: '済', missing: 'control' },
      },
    ]);
  });
});
