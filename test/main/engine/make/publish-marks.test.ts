import { expect, test } from 'vitest';
import { publishWorkbook } from '../../../../src-main/engine/make/publish/publish-workbook.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';
import { fixtureWorkbook, zipParts } from '../../../helpers/fixture-workbook.ts';
import {
  addAnchors,
  addChart,
  addControls,
  addExtensions,
  addPart,
  linkedTextBox,
  linkingShape,
  relateTo,
  type Parts,
} from '../../../helpers/linked-parts.ts';
import { plantMarks } from '../../../helpers/plant-marks.ts';
import { pngWith } from '../../../helpers/png-with.ts';
import { newFindings, open, textsOf, value } from './open.ts';

/** A workbook with all the kinds of parts that a city's workbook has. */
function everything(): Parts {
  const made = fixtureWorkbook({
    items: [filledItem(1, [2025, 2026]), filledItem(2, [2025, 2026])],
    notes: [{ path: 'title', author: '企画課', text: '相談' }],
    picture: true,
    conditionalFormats: true,
    protection: true,
    pageBreaks: true,
    customXml: true,
    lists: 'name',
    customProperties: { 文書番号: '第1号' },
    author: '作成者',
    company: '見本市',
    extraSheets: [
      {
        name: '表',
        cells: { A1: '列一', B1: '列二', A2: '一', B2: { formula: "'No.1'!C5", cached: '第1項目の改革' } },
        table: { name: '表一', ref: 'A1:B2', columns: ['列一', '列二'] },
      },
    ],
  });
  const parts: Parts = new Map(made.parts);
  const sheet = made.sheets['No.1'] ?? '';
  const plain = made.sheets['表'] ?? '';
  const drawing = addAnchors(parts, sheet, [linkedTextBox(71, '$C$5', '値'), linkingShape(72, 'rIdOut')]);
  relateTo(parts, drawing, 'rIdOut', 'hyperlink', 'https://www.city.example.jp/', true);
  addChart(parts, sheet, 73, 'xl/charts/chart1.xml', [
    { name: "'No.1'!$B$11", nameCache: '指標', values: "'No.1'!$C$11:$D$11", valueCache: ['1', '2'] },
  ]);
  addControls(parts, plain, '$Q$9', '$Q$1:$Q$5', [30, 16]);
  addExtensions(parts, sheet, { rule: ['C11=2', 'C11'], sparklines: [["'No.1'!C11:D11", 'L11']] });
  const more: readonly (readonly [name: string, from: string, type: string, data: string])[] = [
    [
      'xl/connections.xml',
      'xl/workbook.xml',
      'connections',
      '<connections xmlns="urn:x"><connection id="1" name="接続"/></connections>',
    ],
    [
      'xl/persons/person.xml',
      'xl/workbook.xml',
      'person',
      '<personList xmlns="urn:x"><person displayName="人"/></personList>',
    ],
    ['docMetadata/LabelInfo.xml', '', 'classificationlabels', '<labelList xmlns="urn:x"><label id="1"/></labelList>'],
    ['xl/unknown/thing.xml', sheet, 'somethingNew', '<thing xmlns="urn:x"><inside name="何か"/></thing>'],
    ['xl/vbaProject.bin', 'xl/workbook.xml', 'vbaProject', 'macro'],
  ];
  for (const [name, from, type, data] of more) {
    addPart(parts, name, data, name.endsWith('.bin') ? 'application/vnd.ms-office.vbaProject' : 'application/xml');
    if (from !== '') relateTo(parts, from, `rIdMore${type}`, type, `/${name}`);
    else
      parts.set(
        '_rels/.rels',
        String(parts.get('_rels/.rels')).replace(
          '</Relationships>',
          `<Relationship Id="rIdLabel" Type="http://schemas.microsoft.com/office/2020/02/relationships/${type}" Target="${name}"/></Relationships>`,
        ),
      );
  }
  return parts;
}

test('no mark stays unsaid, wherever it is put', () => {
  const clean = everything();
  const parts: Parts = new Map(clean);
  const planted = [...plantMarks(parts)];
  parts.set('[trash]/0000.dat', '目印901番の太郎');
  parts.set('xl/media/marked.png', pngWith({ Author: '目印902番の太郎' }, '目印903番の太郎'));
  for (const number of ['901', '902', '903']) planted.push({ mark: `目印${number}番の太郎`, place: 'left over' });
  const bytes = zipParts(parts);
  const before = open(bytes);
  const published = value(publishWorkbook(before));
  expect(planted.length).toBeGreaterThan(150);
  const { package: pkg } = published.opened;
  const told = published.kept.map(({ text }) => text).join('\n');
  const said = pkg.entryNames
    .map((name) => {
      const data = Buffer.from(pkg.read(name));
      return `${name}\n${data.toString('utf8')}\n${data.toString('utf16le')}`;
    })
    .join('\n');
  const unsaid = planted.filter(({ mark }) => said.includes(mark) && !told.includes(mark));
  expect(unsaid).toEqual([]);
  expect(published.opened.items.map(textsOf)).toEqual(before.items.map(textsOf));
  expect(newFindings(bytes, published.bytes)).toEqual([]);
  // The same without marks: what is seen is the same, and what was there is named.
  const plain = value(publishWorkbook(open(zipParts(clean))));
  expect(plain.removed.map(({ part }) => part)).toContain('xl/unknown/thing.xml');
  expect(new Set(plain.stripped.map(({ kind }) => kind))).toEqual(
    new Set([
      'notes',
      'authors',
      'properties',
      'customXml',
      'altTexts',
      'connections',
      'labels',
      'macros',
      'otherParts',
    ]),
  );
});

test.each([
  ['a person in a cell', { cell: '担当は山本花子です' }, '山本花子', 'M40'],
  ['a path in a cell', { cell: '保存先 \\\\server01\\共有\\計画' }, '\\\\server01', 'M40'],
])(
  '%s that the page shows is told with its place; behind the pages it is refused until a person says so',
  (_, { cell }, text, address) => {
    const author = '山本花子';
    const seen = fixtureWorkbook({ items: 1, author, extraCells: { [address]: cell } });
    const published = value(publishWorkbook(open(seen.bytes)));
    expect(published.shown).toMatchObject([{ what: 'cell', sheet: 'No.1', cell: address }]);
    expect(published.shown[0]?.text).toContain(text);
    expect(published.kept).toEqual(expect.arrayContaining([...published.shown]));
    const hidden = (data: string): string => data.replace(/(<row r="40")/, '$1 hidden="1"');
    const { bytes } = fixtureWorkbook({
      items: 1,
      author,
      extraCells: { [address]: cell },
      tamper: (name, data) => (name.includes('/worksheets/') ? hidden(String(data)) : data),
    });
    const refused = publishWorkbook(open(bytes));
    expect(refused).toMatchObject({
      ok: false,
      failure: { kind: 'unsafe', reason: 'personal', sheet: 'No.1', cell: address },
    });
    const said = refused.ok ? '' : String(refused.failure.values?.['text']);
    expect(said).toContain(text);
    expect(publishWorkbook(open(bytes), { keep: [said] }).ok).toBe(true);
  },
);

test('an author who is called like an office or a program is no person', () => {
  for (const author of ['企画課', 'みなと市', 'openpyxl', 'user', '企画第1課']) {
    const { bytes } = fixtureWorkbook({ items: 1, author, extraCells: { M40: `${author}が作成` } });
    expect(publishWorkbook(open(bytes)).ok).toBe(true);
  }
});

test('a program’s name among the authors is no person, though the format’s own addresses hold it', () => {
  const { bytes } = fixtureWorkbook({ items: 1, author: 'Microsoft', extraCells: { M40: 'Microsoftの表' } });
  expect(value(publishWorkbook(open(bytes))).shown).toEqual([]);
  const other = fixtureWorkbook({ items: 1, author: 'schemas' });
  expect(publishWorkbook(open(other.bytes)).ok).toBe(true);
});

test.each([
  ['a hidden sheet', { state: 'hidden' }],
  ['a list of choices', { list: true }],
  ['a hidden column', { column: true }],
  ['a reading above a text', { reading: true }],
] as const)('a person in %s is behind the pages: refused', (_, where) => {
  const name = '山本花子';
  const { bytes } = fixtureWorkbook({
    items: 1,
    author: name,
    extraSheets: [{ name: '資料', cells: { A1: '列', B2: 'list' in where || 'reading' in where ? '別' : name } }],
    tamper: (part, data) => {
      const text = String(data);
      if ('state' in where && part === 'xl/workbook.xml')
        return text.replace(/(<sheet [^>]*name="資料")/, '$1 state="hidden"');
      if (!part.includes('/worksheets/') || !text.includes('r="B2"') || /r="C5"/.test(text)) return data;
      if ('list' in where)
        return text.replace(
          '</sheetData>',
          `</sheetData><dataValidations count="1"><dataValidation type="list" sqref="B2"><formula1>"甲,${name}"</formula1></dataValidation></dataValidations>`,
        );
      if ('column' in where)
        return text
          .replace(/<cols>[\s\S]*?<\/cols>/, '')
          .replace('<sheetData>', '<cols><col min="2" max="2" width="9" hidden="1"/></cols><sheetData>');
      if ('reading' in where)
        return text.replace(
          /<c r="B2"[^>]*>[\s\S]*?<\/c>/,
          `<c r="B2" t="inlineStr"><is><t>別</t><rPh sb="0" eb="1"><t>${name}</t></rPh></is></c>`,
        );
      return data;
    },
  });
  expect(publishWorkbook(open(bytes))).toMatchObject({ ok: false, failure: { kind: 'unsafe', reason: 'personal' } });
});

test('letters before a sheet’s root are no part of the sheet: they go, and are named', () => {
  const { bytes } = fixtureWorkbook({
    items: 1,
    extraSheets: [{ name: '資料', cells: { A1: '一' } }],
    tamper: (name, data) =>
      name === 'xl/worksheets/sheet5.xml' ? String(data).replace('<worksheet', '目印<worksheet') : data,
  });
  const { removed, opened } = value(publishWorkbook(open(bytes)));
  expect(removed.map(({ what }) => what)).toContain('text outside the root');
  expect(opened.package.text('xl/worksheets/sheet5.xml').text).not.toContain('目印');
});

test('a sheet that cannot be read is named, and nothing is published', () => {
  const { bytes } = fixtureWorkbook({
    items: 1,
    extraSheets: [{ name: '資料', cells: { A1: '一' } }],
    tamper: (name, data) =>
      name === 'xl/worksheets/sheet5.xml' ? String(data).replace('<sheetData>', '<sheetData') : data,
  });
  expect(publishWorkbook(open(bytes))).toMatchObject({
    ok: false,
    failure: { kind: 'damaged', reason: 'sheet', sheet: '資料' },
  });
});

test('ids of relationships and names of parts that somebody gave are told', () => {
  const made = fixtureWorkbook({ items: 1, picture: true });
  const parts = new Map(made.parts);
  const drawing = addAnchors(parts, made.sheets['No.1'] ?? '', [linkingShape(72, '目印太郎')]);
  relateTo(parts, drawing, '目印太郎', 'hyperlink', 'https://www.city.example.jp/', true);
  addChart(parts, made.sheets['No.1'] ?? '', 73, 'xl/charts/目印花子.xml', []);
  const kept = value(publishWorkbook(open(zipParts(parts)))).kept.map(({ text }) => text);
  expect(kept).toEqual(expect.arrayContaining(['目印太郎', 'xl/charts/目印花子.xml']));
});
