import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { preparePrint } from '../../../src-main/printing/print-job.ts';
import { openPaperBook } from '../../../src-main/engine/paper/paper-book.ts';
import { cellColour, colourTable, drawingColour } from '../../../src-main/engine/book/styles/colours.ts';
import { readTree } from '../../../src-main/engine/xml/xml-tree.ts';
import { withCapacities } from '../../../src-main/engine/paper/field-capacity.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import type { OpenedWorkbook } from '../../../src-main/engine/types.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { textsOf } from '../../../src-shared/paper/page.ts';

function opened(bytes: Uint8Array): OpenedWorkbook {
  const result = openWorkbook(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

const request = { file: 'plan.xlsx', policy: 'grow', date: '2013/10/7', time: '9:00' } as const;

/** Fields whose text is not on the pages of their item, white space aside. Hidden rows are not printed, as in Excel. */
function missingTexts(workbook: OpenedWorkbook): string[] {
  const job = preparePrint(workbook.package, { ...request, items: workbook.items });
  if (!job.ok) throw new Error(JSON.stringify(job.failure));
  const bare = (text: string) => text.replace(/\s+/gu, '');
  const book = openPaperBook(workbook.package);
  const missing: string[] = [];
  for (const { item, pages } of job.value.sheets()) {
    if (item === undefined) throw new Error('a paper without an item');
    const byCell = new Map<string, string>();
    const { rows } = book.geometry(item.key);
    for (const block of pages.flatMap((page) => textsOf(page))) {
      if (block.cell !== undefined)
        byCell.set(block.cell, (byCell.get(block.cell) ?? '') + block.lines.map((line) => line.text).join(''));
    }
    for (const field of Object.values(item.fields)) {
      if (field === undefined || rows[Number(/\d+$/u.exec(field.cell)?.[0]) - 1] === 0) continue;
      // Title rows stand on every page.
      if (!(byCell.get(field.cell) ?? '').replace(/\s+/gu, '').includes(bare(field.text)))
        missing.push(`${item.sheet}!${field.cell}`);
    }
  }
  return missing;
}

describe('geometry of a form', () => {
  const workbook = fixtureWorkbook({ items: 2, picture: true, notes: [], pageBreaks: true });
  const book = openPaperBook(opened(workbook.bytes).package);
  const part = workbook.sheets['No.1'] ?? '';
  const sheet = book.geometry(part);
  test('sizes, merges, styles, drawings and set-up are there', () => {
    expect(sheet.columns.every((width) => width > 0)).toBe(true);
    expect(sheet.cells.some((cell) => cell.right !== undefined && cell.right > cell.column)).toBe(true);
    expect(sheet.styles.some((style) => style.fill === '#daeef3')).toBe(true);
    expect(sheet.drawings.map((drawing) => drawing.kind).toSorted()).toContain('picture');
    expect(sheet.drawings.filter((drawing) => drawing.kind === 'shape').length).toBeGreaterThan(0);
    expect(sheet.setup.paper.name).toBe('A4');
    expect(sheet.setup.areas).toHaveLength(1);
    expect(sheet.setup.rowBreaks.length).toBeGreaterThan(0);
  });
  test('it is plain data', () => expect(JSON.parse(JSON.stringify(sheet))).toEqual(sheet));
  test('every field of every item is on its pages', () => expect(missingTexts(opened(workbook.bytes))).toEqual([]));
  test('a long text grows its row and is printed whole', () => {
    const long = fixtureWorkbook({
      items: [{ values: { no: '1', title: '長い', background: '長い説明。'.repeat(300) } }],
    });
    expect(missingTexts(opened(long.bytes))).toEqual([]);
  });
  test('fields get their capacity', () => {
    const { package: pkg, items } = opened(workbook.bytes);
    const capacity = withCapacities(pkg, items)[0]?.fields.background?.capacity;
    expect(capacity).toMatchObject({ font: 'ＭＳ Ｐゴシック', wrap: true, shrink: false });
    expect(capacity?.lines).toBeGreaterThan(0);
    expect(capacity?.columns).toBeGreaterThan(20);
  });
});

describe('colours', () => {
  const table = colourTable(undefined, undefined);
  test.each([
    [{ rgb: 'FFDAEEF3' }, '#daeef3'],
    [{ theme: '0', tint: '-0.14999847407452621' }, '#d9d9d9'],
    [{ theme: '4', tint: '0.39997558519241921' }, '#95b3d7'],
    [{ indexed: '10' }, '#ff0000'],
    [{ indexed: '64' }, undefined],
    [{ auto: '1' }, undefined],
  ])('%o', (attributes, expected) => expect(cellColour(attributes as Record<string, string>, table)).toBe(expected));
  test('of drawings, with their changes', () => {
    const fill = readTree(
      '<a:solidFill xmlns:a="a"><a:schemeClr val="accent1"><a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr></a:solidFill>',
    );
    expect(drawingColour(fill, table)).toBe('#b9cde5');
  });
});

const shared = process.env['KOHYO_SHARED'];
const folder = path.join(shared ?? '', 'workbooks');
const files =
  shared === undefined
    ? []
    : [
        ...readdirSync(folder),
        ...readdirSync(path.join(folder, 'packaging')).map((name) => `packaging/${name}`),
        ...readdirSync(path.join(folder, 'returned')).map((name) => `returned/${name}`),
      ].filter((name) => name.endsWith('.xlsx'));

describe.skipIf(shared === undefined)('development workbooks', () => {
  test.each(files)('%s: every field is on its pages', (name) => {
    expect(missingTexts(opened(readFileSync(path.join(folder, name))))).toEqual([]);
  });
});
