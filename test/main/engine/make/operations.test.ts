import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { smallBook } from '../../../helpers/small-book.ts';
import { tryOperations } from '../../../helpers/operations.ts';
import { linkedPlan, linkKinds } from './linked-plan.ts';

/** Every operation on a workbook with a form put on it: nothing worse than before, no reference moved that should stay. */
const good = (bytes: Uint8Array): void => {
  const outcomes = tryOperations(bytes) ?? [];
  expect(outcomes.length).toBeGreaterThan(8);
  expect(outcomes.filter(({ kind }) => kind !== 'good')).toEqual([]);
};

test('a workbook of one sheet', () =>
  good(
    smallBook({
      sheets: { Sheet1: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>' },
      strings: ['<si><t>あ</t></si>'],
    }),
  ));

test('a plan whose items show each other in every way', () =>
  good(
    linkedPlan(
      3,
      linkKinds.map((kind, i) => ({ kind, from: i % 3, to: (i + 1) % 3 })),
    ).bytes,
  ));

const shared = process.env['KOHYO_SHARED'];
const corpus = shared === undefined ? '' : join(shared, 'corpus');
const files = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter(
        (name) => name.endsWith('.xlsx') && !name.includes('hostile') && statSync(join(corpus, name)).size < 40_000,
      )
      .sort()
      .filter((_, i) => i % 80 === 7)
  : [];

describe.skipIf(files.length === 0)('files of other programs (all of them: npm run corpus)', () => {
  test.each(files)('%s', (name) => good(new Uint8Array(readFileSync(join(corpus, name)))));
});
