import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { printInput } from '../../../src-main/cli/print-input.ts';
import { printOptions } from '../../../src-main/cli/print-options.ts';
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

it('a list of another form is compared with a fixed version of the plan folder, read by the same form', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-fixed-form-'));
  const at = (...names: string[]): string => path.join(folder, ...names);
  fs.mkdirSync(at('会議版'));
  fs.writeFileSync(at('form.json'), JSON.stringify(exampleForm));
  fs.writeFileSync(at('book.xlsx'), await exampleBook([{ no: '1', title: '甲', grade: 'a' }], [['1', '甲', 'A']]));
  fs.writeFileSync(
    at('会議版', '第1回.xlsx'),
    await exampleBook([{ no: '1', title: '甲', grade: 'c' }], [['1', '甲', 'A']]),
  );
  try {
    const input = await printInput(
      printOptions([
        at('book.xlsx'),
        '--out',
        at('out.pdf'),
        '--form',
        at('form.json'),
        '--paper',
        'tally',
        '--fixed',
        '第1回',
        '--plan-folder',
        folder,
      ]),
    );
    if (!input.ok) throw new Error(JSON.stringify(input.failure));
    const { earlier } = input.value.request;
    expect(earlier?.name).toContain('第1回');
    const grades = earlier?.counted?.flatMap(({ fields }) => fields.filter((field) => field.path === 'need.grade'));
    expect(grades?.map(({ text }) => text)).toEqual(['c']);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
