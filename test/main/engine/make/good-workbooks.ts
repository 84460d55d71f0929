import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';

/** Workbooks that every operation on the structure must leave good: made by code, and the shared ones where they are. */
export interface GoodWorkbook {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const years = [2025, 2026];
const notes = [
  { path: 'overall.grade', author: '企画課', text: '会議の結果と合わせてください。' },
  { path: 'progress.2025.secondHalf.text', author: '企画課 山本', text: '数値の根拠を添えてください。' },
] as const;

export const madeWorkbooks: readonly GoodWorkbook[] = [
  {
    name: 'standard form with everything',
    bytes: fixtureWorkbook({
      notes,
      picture: true,
      conditionalFormats: true,
      pageBreaks: true,
      customXml: true,
      protection: true,
      lists: 'name',
    }).bytes,
  },
  { name: '方眼紙', bytes: fixtureWorkbook({ layout: 'grid', years: [2024, 2025, 2026], notes, picture: true }).bytes },
  {
    name: 'progress beside',
    bytes: fixtureWorkbook({ layout: 'beside', landscape: true, origin: { row: 2, column: 1 }, notes }).bytes,
  },
  { name: 'inline strings', bytes: fixtureWorkbook({ inlineStrings: true, conditionalFormats: true }).bytes },
  {
    name: 'several rows',
    bytes: fixtureWorkbook({
      items: [filledItem(1, years, 3, 3), filledItem(2, years, 2, 1), filledItem(3, years, 1, 4), filledItem(4, years)],
    }).bytes,
  },
];

const shared = process.env['KOHYO_SHARED'];

/** Empty without the shared data. */
export const sharedWorkbooks: readonly GoodWorkbook[] =
  shared === undefined
    ? []
    : ['', 'packaging', 'returned', 'large'].flatMap((folder) => inFolder(join(shared, 'workbooks', folder)));

function inFolder(folder: string): readonly GoodWorkbook[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.xlsx'))
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
}
