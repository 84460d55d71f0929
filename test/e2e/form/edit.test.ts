import fs from 'node:fs';
import path from 'node:path';
import * as XLSX from 'xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleBook } from '../../main/engine/read/any/example-book.ts';
import { exampleForm } from '../../shared/form/example-form.ts';
import { chooseFiles } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';

/** A workbook of a registered form in the real window: opened, edited, saved by Ctrl+S, read by another program, opened again. */

let desk: Desk;
let file: string;
let before: XLSX.WorkSheet;

/** What SheetJS reads in a sheet of the file now. */
const cellsOf = (sheet: string): XLSX.WorkSheet => XLSX.read(fs.readFileSync(file)).Sheets[sheet] ?? {};

beforeAll(async () => {
  const data = lastingFolder('data');
  fs.mkdirSync(path.join(data, 'forms'));
  fs.writeFileSync(path.join(data, 'forms', `${exampleForm.id}.json`), JSON.stringify(exampleForm));
  fs.writeFileSync(
    path.join(data, 'settings.json'),
    JSON.stringify({ firstStartDone: true, personName: '港 花子', personSection: '', atClosing: 'leave' }),
  );
  file = path.join(lastingFolder('forms'), '評価.xlsx');
  fs.writeFileSync(
    file,
    await exampleBook([
      { no: '101', title: '港まつり' },
      { no: '102', title: '朝市', how: '委託' },
    ]),
  );
  before = cellsOf('個表1');
  desk = await launchDesk({ data });
});

afterAll(async () => {
  await desk?.close();
  removeFolders();
});

it('is edited by keyboard and saved into the cells alone', async () => {
  const { app, page } = desk;
  const other = JSON.stringify(cellsOf('個表2'));
  await chooseFiles(app, [file]);
  await page.keyboard.press('Control+o');
  await page.locator('.form-band').first().waitFor();
  expect(await page.locator('.row-title').allInnerTexts()).toEqual(['港まつり', '朝市']);

  await page.locator('textarea[data-path="title"]').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('港まつり改');
  const law = page.getByRole('group', { name: /根拠法令等/ });
  await law.getByRole('checkbox', { name: 'あり' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect.poll(() => law.getByRole('checkbox', { name: 'あり' }).isChecked()).toBe(false);
  await page.getByRole('textbox', { name: /事業の目的.*対象/ }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('来訪者');
  await page.locator('[data-path="cost.2023.budget.state"]').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1234');
  await page.keyboard.press('Control+s');
  await expect.poll(() => page.getByTestId('save-state').innerText()).toContain('Excelファイルに保存済み');

  const after = cellsOf('個表1');
  const changed = Object.keys(after).filter((at) => !at.startsWith('!') && after[at]?.v !== before[at]?.v);
  expect(Object.fromEntries(changed.map((at) => [at, after[at]?.v as unknown]))).toMatchObject({
    G3: '港まつり改',
    G5: '□あり ■なし',
    C6: '〔来訪者〕に対して〔安心〕という状態にする',
    C10: 1234,
  });
  expect(changed.filter((at) => !['G3', 'G5', 'C6', 'C10', 'C12'].includes(at))).toEqual([]);
  expect(JSON.stringify(cellsOf('個表2'))).toBe(other);
});

it('is there when the program starts again', async () => {
  const { data } = desk;
  await desk.close();
  desk = await launchDesk({ data, args: [file] });
  const { page } = desk;
  await page.locator('.form-band').first().waitFor();
  expect(await page.locator('textarea[data-path="title"]').inputValue()).toBe('港まつり改');
  expect(await page.getByRole('textbox', { name: /事業の目的.*対象/ }).inputValue()).toBe('来訪者');
  await expect
    .poll(() =>
      page
        .getByRole('group', { name: /根拠法令等/ })
        .getByRole('checkbox', { name: 'なし' })
        .isChecked(),
    )
    .toBe(true);
});
