import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { answerMessages, chooseTarget, fromMenu, messagesShown } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';
import { cellsHolding } from '../helpers/workbooks.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  removeFolders();
});

it('asks before a person’s name is published: one that the page shows, and one behind it', async () => {
  const folder = lastingFolder('public');
  const file = path.join(folder, '計画.xlsx');
  const target = path.join(folder, '公開用.xlsx');
  const { bytes } = fixtureWorkbook({
    items: 1,
    author: '山本花子',
    extraCells: { M40: '担当：山本花子', M41: '控え：\\\\server01\\共有\\計画' },
    tamper: (name, data) =>
      name.includes('/worksheets/') ? String(data).replace('<row r="41"', '<row r="41" hidden="1"') : data,
  });
  fs.writeFileSync(file, bytes);
  desk = await launchDesk({ args: [file] });
  const { app, page } = desk;
  await page.getByRole('textbox', { name: '現状と課題（これまでの取組）', exact: true }).waitFor();
  await chooseTarget(app, target);
  await answerMessages(app, 0);
  await fromMenu(page, 'ファイル', '公開用に保存…');
  await page.getByText('server01').first().waitFor();
  expect(await messagesShown(app)).toEqual([expect.stringMatching(/No\.1 › M41.*\\\\server01/u)]);
  expect(fs.existsSync(target), 'not published').toBe(false);
  await answerMessages(app, 1);
  await fromMenu(page, 'ファイル', '公開用に保存…');
  await page.getByText(/公開用に「公開用\.xlsx」を保存しました/).waitFor();
  expect(await messagesShown(app)).toEqual([
    expect.stringMatching(/No\.1 › M41.*\\\\server01/u),
    expect.stringMatching(/No\.1 › M40.*山本花子/u),
  ]);
  expect(cellsHolding(target, '担当：山本花子')).toHaveLength(1);
});
