import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { edited } from '../../main/exchange/returned.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { dropFiles } from '../helpers/drop.ts';
import { chooseFiles, chooseTarget } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';

let desk: Desk;
let home = '';
const bytes = fixtureWorkbook().bytes;
const background = '現状と課題（これまでの取組）';

beforeEach(async () => {
  home = lastingFolder('deciding');
  const master = path.join(home, '行革プラン.xlsx');
  fs.writeFileSync(master, bytes);
  desk = await launchDesk({ args: [master] });
  await box().waitFor();
  await chooseFiles(desk.app, [fs.mkdtempSync(path.join(home, 'sent-'))]);
  await desk.page.keyboard.press('Control+e');
  await desk.page.getByRole('button', { name: 'フォルダーを選んで' }).click();
  await desk.page.getByText('3件のファイルを作りました').waitFor();
});
afterEach(async () => {
  await desk.close();
  removeFolders();
});

const tab = (name: RegExp) => desk.page.getByRole('tab', { name });
const returned = (name: string, text: string): string => {
  const folder = path.join(
    home,
    fs.readdirSync(home).find((entry) => entry.startsWith('sent-'))!,
  );
  const sent = fs.readdirSync(folder).find((entry) => entry.includes('企画第1課'))!;
  const file = path.join(home, name);
  fs.writeFileSync(file, edited(fs.readFileSync(path.join(folder, sent)), { 1: { background: text } }));
  return file;
};
const box = () => desk.page.getByRole('textbox', { name: background, exact: true });

it('dropped files are reviewed with marked differences, decided by key alone, and taken out again', async () => {
  await desk.page.keyboard.press('Escape');
  const before = await box().inputValue();
  await box().fill('本庁で直した文');
  await box().blur();
  await desk.page.keyboard.press('Control+e');
  await tab(/^回収$/).click();
  await dropFiles(desk.page, [returned('回答.xlsx', '課が直した文')]);
  await desk.page.getByRole('heading', { name: '回答.xlsx' }).waitFor();
  await desk.page.locator('.review-field .tag.strong').getByText('要確認').waitFor();
  expect(await desk.page.locator('.review-file ins').allTextContents()).toContain('課が直した文');
  await desk.page.getByRole('button', { name: /^取り込む（0欄）/ }).click();

  await tab(/^要確認（1）$/).click();
  await desk.page.getByText('配布したときの文').waitFor();
  await desk.page.keyboard.press('1');
  await desk.page.getByText('確認が必要なものはありません').waitFor();
  await desk.page.keyboard.press('Escape');
  await expect.poll(() => box().inputValue()).toBe('課が直した文');
  expect(before).not.toBe('課が直した文');
});

it('what was taken in is taken out again by one step; the record is a workbook', async () => {
  await desk.page.keyboard.press('Escape');
  const before = await box().inputValue();
  await desk.page.keyboard.press('Control+e');
  await tab(/^回収$/).click();
  await chooseFiles(desk.app, [returned('回答.xlsx', '課が直した文')]);
  await desk.page.getByRole('button', { name: 'ファイルを選ぶ…' }).click();
  await desk.page.getByRole('button', { name: /^取り込む（1欄）/ }).click();
  await desk.page.getByText('1欄を取り込みました').waitFor();
  await tab(/^取込記録$/).click();
  await desk.page.getByRole('row', { name: /回答\.xlsx/ }).waitFor();
  const record = path.join(home, '記録.xlsx');
  await chooseTarget(desk.app, record);
  await desk.page.getByRole('button', { name: 'Excelで保存…' }).click();
  await desk.page.getByText('「記録.xlsx」に保存しました').waitFor();
  expect(fs.statSync(record).size).toBeGreaterThan(1000);
  // Asked about first: Ctrl+Z knows nothing of the record.
  await desk.page.getByRole('button', { name: /^この取り込みを取り消す（/ }).click();
  await desk.page.getByRole('button', { name: 'この取り込みを取り消す', exact: true }).click();
  await desk.page.getByText('1欄を元に戻しました').waitFor();
  await desk.page.keyboard.press('Escape');
  await expect.poll(() => box().inputValue()).toBe(before);
});
