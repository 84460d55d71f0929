import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { chooseTarget, fromMenu } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  removeFolders();
});

function read(file: string) {
  const opened = openWorkbook(fs.readFileSync(file));
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return opened.value;
}

const table = 'No.\t項目名\t担当課\n1\t窓口の改革\t市民課\n2\t"公の施設の\n見直し"\t"財政課●\n企画課"\n';

it('makes a new plan, the next plan from it, and a copy for the public', async () => {
  const folder = lastingFolder('plans');
  const [first, second, open] = ['第1次.xlsx', '第2次.xlsx', '公開用.xlsx'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  desk = await launchDesk();
  const { app, page } = desk;
  const choose = (name: string): Promise<void> => fromMenu(page, 'ファイル', name);
  const dialog = page.getByRole('dialog');

  await choose('新しい計画…');
  await dialog.getByLabel('計画の名前').fill('港市行政改革プラン');
  await dialog.getByLabel('最初の年度').fill('2027');
  await dialog.getByLabel('最後の年度').fill('2028');
  await dialog.getByLabel('重点改革項目（1行に1つ）').fill('重点改革項目Ⅰ 窓口');
  await dialog.getByLabel(/^項目（/).fill(table);
  await dialog.getByText('項目：2件').waitFor();
  await dialog.getByRole('button', { name: '見本を表示' }).click();
  await dialog.getByText(/^シート：.*No\.2/).waitFor();
  const paper = dialog.getByRole('region', { name: '印刷の見本' });
  await expect.poll(() => paper.textContent()).toContain('窓口の改革');

  const make = dialog.getByRole('button', { name: '保存先を選んで作成…' });
  await chooseTarget(app, undefined);
  await make.click();
  await dialog.getByText('ブックを作っています…').waitFor({ state: 'detached' });
  expect(await dialog.getByLabel('計画の名前').inputValue(), 'cancelled: what was typed stays').toBe(
    '港市行政改革プラン',
  );
  expect(fs.readdirSync(folder)).toEqual([]);
  await chooseTarget(app, first);
  await make.click();
  const purpose = page.getByRole('textbox', { name: '改革の目的', exact: false }).first();
  await purpose.waitFor();
  const made = read(first);
  expect(made.plan.years).toEqual([2027, 2028]);
  expect(made.items.map(({ no, fields }) => [no, fields.title?.text])).toEqual([
    ['1', '窓口の改革'],
    ['2', '公の施設の\n見直し'],
  ]);
  expect(made.items[1]?.sections).toMatchObject([
    { name: '財政課', lead: true },
    { name: '企画課', lead: false },
  ]);
  expect(made.items.map(({ rows }) => [rows['steps'], rows['indicators']])).toEqual([
    [3, 1],
    [3, 1],
  ]);

  // What is typed and not saved yet goes on too.
  await purpose.fill('待ち時間を短くする。');
  await purpose.blur();
  await choose('次期計画を作成…');
  await dialog.getByLabel('計画の名前').fill('港市第2次プラン');
  expect(await dialog.getByLabel('最初の年度').inputValue()).toBe('2029');
  await dialog.locator('label', { hasText: 'No.2' }).click();
  await make.click();
  await dialog.getByRole('alert').waitFor();
  expect(read(first).plan.years, 'an open workbook is never written over').toEqual([2027, 2028]);
  await chooseTarget(app, second);
  await make.click();
  await dialog.waitFor({ state: 'detached' });
  const next = read(second);
  expect(next.plan.years).toEqual([2029, 2030]);
  expect(next.items.map(({ fields }) => [fields.title?.text, fields.purpose?.text])).toEqual([
    ['窓口の改革', '待ち時間を短くする。'],
  ]);

  await chooseTarget(app, open);
  await choose('公開用に保存…');
  await page.getByText(/公開用に「公開用\.xlsx」を保存しました。取り除いたもの：.*作成者・更新者の名前/).waitFor();
  const published = read(open);
  expect(published.items.map(({ fields }) => fields.purpose?.text)).toEqual(['待ち時間を短くする。']);
  expect(published.package.bytes.length).toBe(fs.statSync(open).size);
});
