import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, it } from 'vitest';
import { edited, textOf } from '../../main/exchange/returned.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { chooseFiles } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';

const open: Desk[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close().catch(() => undefined);
  removeFolders();
});

/** The name of what has the cursor. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.closest('label')?.textContent : undefined;
    return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
  });

/** Goes on by Tab until the cursor is on something of this name: further than a person would go is a fault. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    const now = await focused(page);
    if (typeof name === 'string' ? now.includes(name) : name.test(now)) return;
    seen.push(now.slice(0, 20));
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by Tab to ${String(name)}: ${seen.join(' > ')}`);
}

const press = async (page: Page, name: string | RegExp): Promise<void> => {
  await tabTo(page, name);
  await page.keyboard.press('Enter');
};

/** From anywhere on the page to a tab of it. */
async function toTab(page: Page, name: string): Promise<void> {
  await tabTo(page, /^(?:配布|回収|要確認（\d+）|提出状況|取込記録)$/u);
  for (let presses = 0; presses < 5 && !(await focused(page)).startsWith(name); presses += 1)
    await page.keyboard.press('ArrowRight');
  expect(await focused(page)).toContain(name);
}

it('the coordinator’s day by keyboard alone: sent, taken in, decided, reminded, sent back, saved', async () => {
  const home = lastingFolder('keys');
  const master = path.join(home, '行革プラン.xlsx');
  fs.writeFileSync(master, fixtureWorkbook().bytes);
  const desk = await launchDesk({ args: [master] });
  open.push(desk);
  const { app, page } = desk;
  await page.locator('.item-row').first().waitFor();
  const said = (text: string) => page.locator('.exchange .message', { hasText: text }).waitFor();

  await page.keyboard.press('Control+e');
  await page.getByRole('tabpanel').waitFor();
  await tabTo(page, /^すべて外す$/u);
  const sent = path.join(home, 'sent');
  fs.mkdirSync(sent);
  await chooseFiles(app, [sent]);
  await press(page, /^フォルダーを選んで3件を作成/u);
  await said('3件のファイルを作りました');
  const [one] = fs.readdirSync(sent).toSorted();
  const file = path.join(sent, one!);
  fs.writeFileSync(
    file,
    edited(fs.readFileSync(file), { 1: { purpose: '課の目的', 'annual.2026.assessment': '課の評価' } }),
  );

  // The plan's own text of the same box changes meanwhile.
  await page.keyboard.press('Escape');
  await page.locator('.item-row').first().waitFor();
  await page.keyboard.press('Control+g');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('1 目的');
  // A person presses Enter at what stands first in the list.
  await expect.poll(() => page.locator('.targets [role="option"][data-focused]').innerText()).toContain('目的');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-path'))).toBe('purpose');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('取りまとめ課の目的');
  await page.locator('.save-state[data-state="stored"]').waitFor();

  await page.keyboard.press('Control+e');
  await page.getByRole('tabpanel').waitFor();
  await toTab(page, '回収');
  await chooseFiles(app, [file]);
  await press(page, /^ファイルを選ぶ/u);
  await page.locator('.file-list li').first().waitFor();
  await press(page, /^取り込む（1欄）/u);
  await said('1欄を取り込みました。確認が必要なものが1件');
  await toTab(page, '要確認');
  await page.locator('.conflict').waitFor();
  // The keys that the page names work wherever the cursor is on it.
  await page.keyboard.press('1');
  await page.getByText('確認が必要なものはありません').waitFor();

  await toTab(page, '提出状況');
  await press(page, /企画第2課.*催促|催促文をコピー/u);
  await expect
    .poll(() => app.evaluate(({ clipboard }) => (clipboard as unknown as { readText(): string }).readText()))
    .toContain('ご担当者様');
  await press(page, /企画第1課の個票を差し戻す/u);
  await page.getByRole('dialog').waitFor();
  // Its one sheet is chosen already.
  await tabTo(page, /^No\.1/u);
  await page.keyboard.press('Tab');
  await page.keyboard.type('評価の根拠を書いてください');
  await chooseFiles(app, [sent]);
  await press(page, /^フォルダーを選んで作成/u);
  await said('1件のファイルを作りました');
  expect(fs.readdirSync(sent).filter((name) => name.includes('差戻し'))).toHaveLength(1);
  await page.getByRole('row', { name: /企画第1課.*差戻し.*未提出/u }).waitFor();

  await page.keyboard.press('Escape');
  await page.locator('.item-row').first().waitFor();
  await page.keyboard.press('Control+s');
  await page.locator('.save-state[data-state="saved"]').waitFor();
  const saved = fs.readFileSync(master);
  expect([textOf(saved, '1', 'purpose'), textOf(saved, '1', 'annual.2026.assessment')]).toEqual([
    '課の目的',
    '課の評価',
  ]);
}, 300_000);
