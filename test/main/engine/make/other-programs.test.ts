import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { extractItems } from '../../../../src-main/engine/make/extract/extract-items.ts';
import { insertItems } from '../../../../src-main/engine/make/insert/insert-items.ts';
import { publishWorkbook } from '../../../../src-main/engine/make/publish/publish-workbook.ts';
import { addRow, removeRow } from '../../../../src-main/engine/write/rows/change-rows.ts';
import { filledItem } from '../../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../../helpers/fixture-workbook.ts';
import { convertAll, libreOffice } from '../../../helpers/libreoffice.ts';
import { pythonWithOpenpyxl, runPython } from '../../../helpers/run-python.ts';
import { madeWorkbooks, type GoodWorkbook } from './good-workbooks.ts';
import { open, textsOf, value } from './open.ts';

const made = madeWorkbooks[0] as GoodWorkbook;
const years = [2025, 2026];

/** One workbook after each operation on the structure. */
const results = () => {
  const before = open(made.bytes);
  const key = before.items[0]?.key ?? '';
  const added = value(addRow(value(addRow(before, key, 'indicators')).opened, key, 'steps'));
  const other = open(
    fixtureWorkbook({ items: [filledItem(9, years)], font: 'ＭＳ 明朝', statuses: ['着手'], picture: true }).bytes,
  );
  return [
    ['rows added', added],
    ['a row removed', value(removeRow(added.opened, key, 'indicators', 0, { unlock: true }))],
    ['taken out', value(extractItems(before, [before.items[1]?.key ?? '']))],
    ['put in', value(insertItems(before, other, [other.items[0]?.key ?? '']))],
    ['published', value(publishWorkbook(before))],
  ] as const;
};

const read = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({ws.title: {c.coordinate: str(c.value) for row in ws.iter_rows() for c in row if c.value is not None} for ws in book.worksheets}))
`;

describe.skipIf(pythonWithOpenpyxl === undefined)('openpyxl reads the same texts', () => {
  test.each(results())('%s', (_, { bytes, opened }) => {
    const folder = mkdtempSync(join(tmpdir(), 'kohyo-structure-'));
    try {
      const file = join(folder, 'book.xlsx');
      writeFileSync(file, bytes);
      const sheets = runPython(read, [file]) as Record<string, Record<string, string>>;
      for (const item of opened.items) {
        for (const field of Object.values(item.fields)) {
          if (field?.raw.kind === 'text') expect(sheets[item.sheet]?.[field.cell]).toBe(field.text);
        }
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe.skipIf(libreOffice === undefined)('LibreOffice opens it and saves the same texts', () => {
  const all = results();
  let saved: readonly Uint8Array[] = [];
  beforeAll(() => {
    saved = convertAll(
      all.map(([, { bytes }]) => bytes),
      'xlsx',
    );
  }, 180_000);
  test.each(all.map(([name, { opened }], index) => ({ name, opened, index })))('$name', ({ opened, index }) => {
    const again = open(new Uint8Array(saved[index] ?? []));
    expect(again.items.map(textsOf)).toEqual(opened.items.map(textsOf));
  });
});
