import { expect, it } from 'vitest';
import { printableOf } from '../../../src-main/cli/print-by-form.ts';
import { openAny } from '../../../src-main/engine/read/any/open-any.ts';
import { exampleForm } from '../../shared/form/example-form.ts';
import { exampleBook } from '../engine/read/any/example-book.ts';

it('a workbook of another form is printed sheet by sheet, each once, a list as one sheet', async () => {
  const bytes = await exampleBook(
    [
      { no: '1', title: '甲' },
      { no: '2', title: '乙' },
    ],
    [
      ['1', '甲', 'A'],
      ['8', '丙', 'B'],
      ['9', '丁', 'C'],
    ],
  );
  const opened = openAny(bytes, exampleForm);
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const { items } = printableOf({ ...opened.value, bytes, modified: 0, description: exampleForm });
  expect(items.map(({ sheet, no }) => [sheet, no]).toSorted()).toEqual([
    ['一覧', '1'],
    ['個表1', '1'],
    ['個表2', '2'],
  ]);
  const boxes = Object.values(items.find(({ sheet }) => sheet === '個表1')?.fields ?? {});
  expect(boxes.map((box) => box?.area)).toContain('G3:H3');
});
