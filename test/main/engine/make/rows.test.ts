import { describe, expect, test } from 'vitest';
import type { ItemSheet } from '../../../../src-shared/domain/item.ts';
import { rowCount, type RowBlock } from '../../../../src-shared/form/rows.ts';
import { addRow, removeRow } from '../../../../src-main/engine/write/rows/change-rows.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';
import { patchWorkbook } from '../../../../src-main/engine/write/save.ts';
import { drawingRows } from './drawing-rows.ts';
import { pointedFields } from './formula-values.ts';
import { madeWorkbooks, sharedWorkbooks, type GoodWorkbook } from './good-workbooks.ts';
import { newFindings, open, textsOf, value } from './open.ts';

const itemOf = (opened: OpenedWorkbook, key: string): ItemSheet => {
  const item = opened.items.find((one) => one.key === key);
  if (item === undefined) throw new Error(`no item ${key}`);
  return item;
};

/** Two rows added and one removed on one item; everything else must be as it was. */
function checkRows(
  { bytes }: GoodWorkbook,
  block: RowBlock,
  pick: (opened: OpenedWorkbook) => ItemSheet | undefined,
): void {
  const before = open(bytes);
  const item = pick(before);
  if (item === undefined) return;
  const count = rowCount(item, block);
  const added = value(addRow(value(addRow(before, item.key, block)).opened, item.key, block));
  expect(rowCount(itemOf(added.opened, item.key), block)).toBe(count + 2);
  expect(textsOf(itemOf(added.opened, item.key))).toMatchObject(textsOf(item));

  const text = '追加した行';
  const path = block === 'steps' ? (`steps.${count}.current` as const) : (`indicators.${count}.name` as const);
  const written = open(value(patchWorkbook(added.opened, [{ item: item.key, path, text }], { unlock: true })).bytes);
  const removed = value(removeRow(written, item.key, block, 0, { unlock: true }));
  const after = itemOf(removed.opened, item.key);
  expect(rowCount(after, block)).toBe(count + 1);

  const expected: Record<string, string> = {};
  for (const [one, given] of Object.entries(textsOf(itemOf(written, item.key)))) {
    const m = /^(steps|indicators)\.(\d+)(\..*)$/.exec(one);
    if (m === null || m[1] !== block) expected[one] = given;
    else if (m[2] !== '0') expected[`${block}.${Number(m[2]) - 1}${m[3] ?? ''}`] = given;
  }
  expect(textsOf(after)).toEqual(expected);
  for (const other of before.items)
    if (other.key !== item.key) expect(textsOf(itemOf(removed.opened, other.key))).toEqual(textsOf(other));

  // 一覧表: each formula points at the field that it pointed at.
  expect(pointedFields(added.opened).map(({ cell, cached, field }) => ({ cell, cached, field }))).toEqual(
    pointedFields(before).map(({ cell, cached, field }) => ({ cell, cached, field })),
  );
  expect(newFindings(bytes, added.bytes)).toEqual([]);
  expect(newFindings(bytes, removed.bytes)).toEqual([]);
}

describe.each(madeWorkbooks)('rows of $name', (workbook) => {
  test.each(['steps', 'indicators'] as const)('two %s added, one removed', (block) => {
    checkRows(workbook, block, ({ items }) => items[0]);
    checkRows(workbook, block, ({ items }) => items.at(-1));
  });
});

describe.skipIf(sharedWorkbooks.length === 0)('rows of the shared workbooks', () => {
  test.each(sharedWorkbooks)('$name', (workbook) => {
    for (const block of ['steps', 'indicators'] as const) {
      checkRows(workbook, block, ({ items }) => items.find((item) => rowCount(item, block) > 0));
    }
  });
});

describe('what stands on the sheet moves with its cells', () => {
  const made = madeWorkbooks[0] as GoodWorkbook;

  test('arrows over the first step stay at it when a step or an indicator is added below', () => {
    const before = open(made.bytes);
    const key = before.items[0]?.key ?? '';
    const added = value(addRow(value(addRow(before, key, 'steps')).opened, key, 'indicators'));
    expect(drawingRows(added.opened, key)).toEqual(drawingRows(before, key));
  });

  test('arrows below a removed row move up, those in it go', () => {
    const before = open(made.bytes);
    const key = before.items[0]?.key ?? '';
    const two = value(addRow(before, key, 'steps')).opened;
    const removed = value(removeRow(two, key, 'steps', 0, { unlock: true })).opened;
    // The city mark at the top stays; the arrows and the text box lay in the row.
    expect(drawingRows(removed, key)).toEqual(drawingRows(before, key).filter(({ name }) => name.startsWith('図')));
  });

  test('notes, page breaks, validations and the print area follow', () => {
    const before = open(made.bytes);
    const item = before.items[0] as ItemSheet;
    const after = value(addRow(before, item.key, 'indicators'));
    const { package: pkg } = after.opened;
    const sheet = pkg.text(item.key).text;
    const grade = itemOf(after.opened, item.key).fields['overall.grade']?.cell ?? '';
    const comments = pkg.relationships(item.key).find((one) => one.type === 'comments')?.target ?? '';
    const vml = pkg.relationships(item.key).find((one) => one.type === 'vmlDrawing')?.target ?? '';
    expect(pkg.text(comments).text).toContain(`ref="${grade}"`);
    expect(pkg.text(vml).text).toContain(`<x:Row>${Number(/\d+/.exec(grade)?.[0]) - 1}</x:Row>`);
    const text = /\d+/.exec(itemOf(after.opened, item.key).fields['progress.2025.firstHalf.text']?.cell ?? '')?.[0];
    expect(sheet).toContain(`<brk id="${Number(text) - 2}"`);
    for (const path of ['overall.grade', 'progress.2026.secondHalf.status'] as const) {
      expect(itemOf(after.opened, item.key).fields[path]?.choices).toEqual(item.fields[path]?.choices);
    }
    expect(pkg.text('xl/workbook.xml').text).toContain(`'No.1'!$A$1:$K$${Number(/\d+/.exec(grade)?.[0]) + 1}`);
  });
});
