import { describe, expect, test } from 'vitest';
import { extractItems } from '../../../../src-main/engine/make/extract/extract-items.ts';
import { markForSending } from '../../../../src-main/engine/write/marks/exchange-parts.ts';
import { PackageDraft } from '../../../../src-main/engine/write/draft/package-draft.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';
import { fixtureWorkbook, zipParts } from '../../../helpers/fixture-workbook.ts';
import { checkLaw, lawCases } from '../../../helpers/laws.ts';
import { addAnchors, linkingShape, putRow, relateTo } from '../../../helpers/linked-parts.ts';
import { lintPackage } from '../../../helpers/lint-package.ts';
import { leakLaws, saidBy } from './leak-laws.ts';
import { linkedPlan, linkKinds, tellingNumber, tellingText } from './linked-plan.ts';
import { newFindings, open, value } from './open.ts';

const years = [2025, 2026];
const first = (bytes: Uint8Array) => {
  const before = open(bytes);
  return value(extractItems(before, [before.items[0]?.key ?? '']));
};

describe.each(linkKinds)('an item that shows another one by %s', (kind) => {
  const { bytes } = linkedPlan(2, [{ kind, from: 0, to: 1 }]);

  test('the workbook that this stands on is good', () => expect(lintPackage(bytes)).toEqual([]));
  test('goes out without it, and good', () => {
    const extracted = first(bytes);
    const said = saidBy(extracted.opened);
    expect(said).not.toContain(tellingText(1));
    expect(said).not.toContain(String(tellingNumber(1)));
    expect(said).not.toContain("'No.2'!");
    expect(newFindings(bytes, extracted.bytes)).toEqual([]);
  });
});

test.each(leakLaws.map((one) => [one.name, one] as const))('%s', (_, one) => checkLaw(one, lawCases(one)));

describe('what is called like a text of another item', () => {
  const said = '中項目2の相談機能の充実';
  const items = [
    filledItem(1, years),
    { ...filledItem(2, years), values: { ...filledItem(2, years).values, middleItem: said } },
  ];

  test('a sheet goes as a whole, and no sheet is left without a name', () => {
    const { bytes } = fixtureWorkbook({
      items,
      extraSheets: [
        { name: said, cells: { A1: '扉' } },
        { name: '索引', cells: { A1: { formula: `'${said}'!A1`, cached: '扉' } } },
      ],
    });
    const extracted = first(bytes);
    expect(extracted.removed).toContain(said);
    expect(extracted.opened.package.text('xl/workbook.xml').text).not.toMatch(/name=""/);
    expect(saidBy(extracted.opened)).not.toContain(said);
    expect(newFindings(bytes, extracted.bytes)).toEqual([]);
  });
  test('a table goes, its cells stay but for that text', () => {
    const { bytes } = fixtureWorkbook({
      items,
      extraSheets: [
        {
          name: '集計',
          cells: {
            A1: said,
            B1: '件数',
            A2: '一',
            B2: '二',
            D2: { formula: 'SUM(表9[件数])', cached: '0', number: true },
          },
          table: { name: '表9', ref: 'A1:B2', columns: [said, '件数'] },
        },
      ],
    });
    const extracted = first(bytes);
    expect(saidBy(extracted.opened)).not.toContain(said);
    expect(saidBy(extracted.opened)).not.toMatch(/name=""/);
    expect(newFindings(bytes, extracted.bytes)).toEqual([]);
  });
  test('a defined name goes', () => {
    const name = '中項目2の相談機能の充実';
    const { bytes } = fixtureWorkbook({ items, definedNames: [{ name, refers: "'No.1'!$A$1" }] });
    expect(saidBy(first(bytes).opened)).not.toContain(name);
  });
  test('a shape and a style get other names', () => {
    const made = fixtureWorkbook({ items });
    const parts = new Map(made.parts);
    addAnchors(parts, made.sheets['No.1'] ?? '', [linkingShape(80, 'rIdOut').replace('正方形/長方形 80', said)]);
    relateTo(
      parts,
      String([...parts.keys()].find((name) => /drawings\/(more\d+|drawing1)\.xml$/.test(name))),
      'rIdOut',
      'hyperlink',
      'https://www.example.jp/',
      true,
    );
    const bytes = zipParts(parts);
    const extracted = first(bytes);
    expect(saidBy(extracted.opened)).not.toContain(said);
    expect(saidBy(extracted.opened)).not.toMatch(/cNvPrid="80"name=""/);
  });
});

test('a result that the item says itself stays as its text', () => {
  const same = '第1項目を本格実施する。';
  const made = fixtureWorkbook({ items: [filledItem(1, years), filledItem(2, years)] });
  const parts = new Map(made.parts);
  putRow(parts, made.sheets['No.1'] ?? '', 70, [`<c r="Q70" t="str"><f>'No.2'!C9</f><v>${same}</v></c>`]);
  const sheet = first(zipParts(parts)).opened.package.text(made.sheets['No.1'] ?? '').text;
  expect(sheet).toMatch(new RegExp(`r="Q70"[^>]*t="inlineStr"><is><t[^>]*>${same}`));
});

test('formulas on kept sheets stay; what read an emptied cell is calculated anew', () => {
  const { bytes, made } = linkedPlan(2, [{ kind: 'through', from: 0, to: 1 }]);
  const extracted = first(bytes);
  const { package: pkg } = extracted.opened;
  expect(extracted.emptied).toEqual([
    { sheet: 'No.1', cell: 'Q60' },
    { sheet: 'No.1', cell: 'R60' },
  ]);
  expect(pkg.text(made.sheets['No.1'] ?? '').text).toContain('<f>"計"&amp;Q60</f></c>');
  expect(pkg.text('xl/workbook.xml').text).toContain('fullCalcOnLoad="1"');
});

test('the remark of the archive itself goes', () => {
  const { bytes } = fixtureWorkbook({ items: 2 });
  const remark = Buffer.from(tellingText(1), 'utf8');
  const commented = Buffer.concat([bytes, remark]);
  commented.writeUInt16LE(remark.length, bytes.length - 2);
  expect(Buffer.from(first(new Uint8Array(commented)).bytes).includes(remark)).toBe(false);
});

describe('a package without types by extension', () => {
  const made = fixtureWorkbook({ items: 2 });
  const parts = new Map(made.parts);
  const names = [...parts.keys()].filter((name) => name !== '[Content_Types].xml');
  const types = String(parts.get('[Content_Types].xml'));
  const byExtension: Record<string, string> = {
    rels: 'application/vnd.openxmlformats-package.relationships+xml',
    png: 'image/png',
    vml: 'application/vnd.openxmlformats-officedocument.vmlDrawing',
    xml: 'application/xml',
    bin: 'application/octet-stream',
  };
  const missing = names.filter((name) => !types.includes(`PartName="/${name}"`));
  parts.set(
    '[Content_Types].xml',
    types
      .replace(/<Default [^>]*>/g, '')
      .replace(
        '</Types>',
        `${missing.map((name) => `<Override PartName="/${name}" ContentType="${byExtension[name.split('.').at(-1) ?? ''] ?? 'application/xml'}"/>`).join('')}</Types>`,
      ),
  );
  const bytes = zipParts(parts);

  test('is good to begin with', () => expect(lintPackage(bytes)).toEqual([]));
  test.each([
    ['taking out', () => first(bytes).bytes],
    [
      'marking for sending',
      () => {
        const draft = new PackageDraft(open(bytes).package);
        markForSending(draft, { planId: 'p', exportId: 'e', itemIds: new Map([['No.1', 'a']]), payload: '{}' });
        return draft.bytes();
      },
    ],
  ])('%s gives every part a type', (_, make) => expect(newFindings(bytes, make())).toEqual([]));
});

test('links inside the workbook and to a picture that was lost keep their relationships', () => {
  const made = fixtureWorkbook({ items: 2, picture: true });
  const parts = new Map(made.parts);
  const sheet = made.sheets['No.1'] ?? '';
  const drawing = addAnchors(parts, sheet, [linkingShape(90, 'rIdInside'), linkingShape(91, 'rIdLost', 52)]);
  relateTo(parts, drawing, 'rIdInside', 'hyperlink', '#表紙!A1');
  relateTo(parts, drawing, 'rIdLost', 'image', '../NULL');
  const bytes = zipParts(parts);
  const { opened } = first(bytes);
  const rels = opened.package.text(drawing.replace(/[^/]*$/, (name) => `_rels/${name}.rels`)).text;
  expect(rels).toContain('Target="#表紙!A1"');
  expect(rels).toContain('Target="../NULL"');
});

test('two sheets of one name are a refusal that says so', () => {
  const made = fixtureWorkbook({
    items: 2,
    extraSheets: [
      { name: '資料', cells: { A1: '一' } },
      { name: '資料２', cells: { A1: '二' } },
    ],
    tamper: (name, data) => (name === 'xl/workbook.xml' ? String(data).replace('name="資料２"', 'name="資料"') : data),
  });
  const before = open(made.bytes);
  const result = extractItems(before, [before.items[0]?.key ?? '']);
  expect(result).toMatchObject({ ok: false, failure: { kind: 'structure', reason: 'same-name', sheet: '資料' } });
});
