import { describe, expect, test } from 'vitest';
import { extractItems } from '../../../../src-main/engine/make/extract/extract-items.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import { madeWorkbooks, sharedWorkbooks } from './good-workbooks.ts';
import { newFindings, open, textsOf, value } from './open.ts';

const plain = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#1[03];|_x000D_|\s/g, '')
    .replace(/&amp;/g, '&');

/** Every part's text, inflated, entities and white space taken away. */
const everything = ({ package: pkg }: OpenedWorkbook): string =>
  pkg.entryNames
    .map((name) =>
      /\.(xml|rels|vml)$/i.test(name) ? plain(pkg.text(name).text) : Buffer.from(pkg.read(name)).toString('latin1'),
    )
    .join('\n');

/** Texts of items that are not among those kept, choices apart. */
function textsOfOthers(opened: OpenedWorkbook, keys: readonly string[]): readonly string[] {
  const choices = new Set(
    opened.items.flatMap((item) => Object.values(item.fields).flatMap((field) => field?.choices ?? [])).map(plain),
  );
  const kept = opened.items
    .filter(({ key }) => keys.includes(key))
    .flatMap((item) => Object.values(textsOf(item)))
    .map(plain)
    .join('\n');
  const others = opened.items
    .filter(({ key }) => !keys.includes(key))
    .flatMap((item) => Object.values(textsOf(item)))
    .map(plain);
  return [...new Set(others)].filter((text) => text.length >= 6 && !choices.has(text) && !kept.includes(text));
}

describe.each([...madeWorkbooks, ...sharedWorkbooks])('one item of $name', ({ bytes }) => {
  test('is whole, alone, and nothing of the others is left', () => {
    const before = open(bytes);
    const item = before.items.at(before.items.length > 1 ? 1 : 0);
    const key = item?.key ?? '';
    const extracted = value(extractItems(before, [key]));
    expect(extracted.opened.items.map((one) => one.key)).toEqual([key]);
    expect(textsOf(extracted.opened.items[0])).toEqual(textsOf(item));
    expect(Object.values(extracted.opened.items[0]?.fields ?? {}).map((field) => field?.choices)).toEqual(
      Object.values(item?.fields ?? {}).map((field) => field?.choices),
    );
    const all = everything(extracted.opened);
    expect(textsOfOthers(before, [key]).filter((text) => all.includes(text))).toEqual([]);
    expect(newFindings(bytes, extracted.bytes)).toEqual([]);
  });
});

describe('text of an omitted item in odd places', () => {
  const secret = '第2項目の改革';
  const workbook = fixtureWorkbook({
    items: [filledItem(1, [2025, 2026]), filledItem(2, [2025, 2026])],
    notes: [{ path: 'title', author: '企画課', text: 'メモ' }],
    customXml: true,
    customProperties: { 備考: secret, 作成課: '企画課' },
    definedNames: [
      { name: '秘密', refers: `"${secret}"` },
      { name: '指す', refers: "'No.2'!$C$5" },
      { name: '残る', refers: "'No.1'!$C$5" },
    ],
    extraSheets: [
      {
        name: '作業',
        cells: {
          A1: { formula: "'No.2'!C5", cached: secret },
          A2: { formula: "'No.1'!C5", cached: '第1項目の改革' },
          A3: { formula: "COUNTA('No.1'!C5,'No.2'!C5)", cached: '2', number: true },
          A4: { formula: 'A1', cached: secret },
          A5: { formula: '指す', cached: secret },
          A6: secret,
          A7: { formula: 'IF(\'No.2\'!K19="","",\'No.2\'!K19)', cached: 'B' },
        },
      },
    ],
    tamper: (name, data) => {
      if (name === 'customXml/item1.xml') return String(data).replace('5', secret);
      if (name === 'docProps/core.xml')
        return String(data).replace('<dc:creator>', `<dc:title>${secret}</dc:title><dc:creator>`);
      return data;
    },
  });
  const before = open(workbook.bytes);
  const extracted = value(extractItems(before, [before.items[0]?.key ?? '']));
  const work = extracted.opened.package.text(workbook.sheets['作業'] ?? '').text;

  test('is gone everywhere', () => expect(everything(extracted.opened)).not.toContain(secret));
  test('leaves a good package', () => expect(newFindings(workbook.bytes, extracted.bytes)).toEqual([]));
  test('formulas to what is left stay', () => expect(work).toContain('<f>' + "'No.1'!C5" + '</f><v>第1項目の改革</v>'));
  test('what formulas showed of what is gone goes with it, numbers and grades too', () => {
    expect(work).toMatch(/<c r="A3"[^>]*?(\/>|><\/c>)/);
    expect(work).toMatch(/<c r="A7"[^>]*?(\/>|><\/c>)/);
    expect(work).not.toContain('No.2');
  });
  test('names that point at what is gone go, others stay', () => {
    const book = extracted.opened.package.text('xl/workbook.xml').text;
    expect(book).toContain('残る');
    expect(book).not.toMatch(/指す|秘密/);
  });
});
