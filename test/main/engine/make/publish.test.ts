import { expect, test } from 'vitest';
import { publishWorkbook } from '../../../../src-main/engine/make/publish/publish-workbook.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import { newFindings, open, textsOf, value } from './open.ts';

const workbook = fixtureWorkbook({
  author: '山本花子',
  company: '見本市',
  notes: [{ path: 'title', author: '山本花子', text: '内部の相談' }],
  customXml: true,
  customProperties: { 文書番号: '見企第1号' },
  definedNames: [{ name: '_kohyo_item_abc', refers: "'No.1'!$A$1", hidden: true }],
  extraSheets: [{ name: '_kohyo_base', cells: { A1: 'eyJiYXNlIjoxfQ' } }],
  tamper: (name, data) =>
    name === 'xl/workbook.xml'
      ? String(data).replace(
          '<bookViews>',
          '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" url="C:\\Users\\yamamoto\\"/></mc:Choice></mc:AlternateContent><bookViews>',
        )
      : data,
});

test('a workbook for the public says nothing of who made it, and everything that it is to say', () => {
  const before = open(workbook.bytes);
  const published = value(publishWorkbook(before));
  const { package: pkg } = published.opened;
  const all = pkg.entryNames
    .map((name) => name + (/\.(xml|rels|vml)$/.test(name) ? pkg.text(name).text : ''))
    .join('\n');
  for (const trace of [
    '山本花子',
    '内部の相談',
    '見企第1号',
    '_kohyo',
    'eyJiYXNlIjoxfQ',
    'yamamoto',
    'comments',
    '<Company>見本市',
    '年数',
  ])
    expect(all).not.toContain(trace);
  expect(published.opened.items.map(textsOf)).toEqual(before.items.map(textsOf));
  expect(Object.fromEntries(published.stripped.map(({ kind, count }) => [kind, count]))).toEqual({
    base: 1,
    itemIds: 1,
    notes: 3,
    authors: 2,
    properties: 2,
    customXml: 1,
    paths: 1,
  });
  expect(published.hiddenSheets).toEqual(['リスト']);
  expect(newFindings(workbook.bytes, published.bytes)).toEqual([]);
});

test('nothing to strip, nothing said', () => {
  const once = value(publishWorkbook(open(workbook.bytes)));
  expect(value(publishWorkbook(once.opened)).stripped).toEqual([]);
});
