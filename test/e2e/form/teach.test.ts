import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openByDescription } from '../../../src-main/engine/read/any/as-workbook.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { exampleBook } from '../../main/engine/read/any/example-book.ts';
import { violationsInThemes } from '../helpers/axe.ts';
import { chooseFiles, chooseTarget } from '../helpers/dialogs.ts';
import { chooseByKey, chooseCellByKey, menuByKey, pressByKey, tabTo, typeByKey } from '../helpers/keyboard.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';

/** A form that nobody has described, met in the real window and taught there by keyboard alone. */

let desk: Desk;
let folder: string;
const file = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = lastingFolder('forms');
  const money = [
    [100, 200],
    [110, 210],
    [120, 220],
    [130, 230],
  ] as const;
  fs.writeFileSync(
    file('見本1.xlsx'),
    await exampleBook([
      { no: '101', title: '港まつり', law: '■あり □なし', money },
      { no: '102', title: '朝市', law: '□あり ■なし', how: '委託', aim: '〔市民〕に対して〔交流〕という状態にする' },
    ]),
  );
  fs.writeFileSync(
    file('見本2.xlsx'),
    await exampleBook([{ no: '103', title: '防災倉庫', law: '■あり □なし', how: '一部委託', score: '8' }]),
  );
  desk = await launchDesk();
});

afterAll(async () => {
  await desk?.close();
  removeFolders();
});

/** Chooses an entry of a list of choices of the panel. */
const choose = (page: Page, label: string, option: string): Promise<void> =>
  chooseByKey(page, page.locator('.teach-panel .choose', { hasText: label }).getByRole('button'), option);

const roleOf = (page: Page): Locator => page.locator('.teach-panel .choose', { hasText: '役割' }).getByRole('button');

const hit = (page: Page, name: RegExp): Locator =>
  page.locator('.teach-hit[data-what="box"]').and(page.getByLabel(name)).first();

/** Goes to a box of the paper and chooses it. */
const chooseHit = async (page: Page, wanted: Locator): Promise<void> =>
  chooseCellByKey(page, (await wanted.getAttribute('data-cell')) ?? '');

const registered = (): FormDescription | undefined => {
  const forms = path.join(desk.data, 'forms');
  const name = fs.existsSync(forms) ? fs.readdirSync(forms).find((one) => one.endsWith('.json')) : undefined;
  return name === undefined
    ? undefined
    : (JSON.parse(fs.readFileSync(path.join(forms, name), 'utf8')) as FormDescription);
};

describe('a form that is not known', () => {
  it('is offered to be registered, and shown as paper with the proposal over it', async () => {
    const { app, page } = desk;
    await chooseFiles(app, [file('見本1.xlsx')]);
    await page.keyboard.press('Control+o');
    const begin = page.getByRole('button', { name: '様式を登録', exact: true });
    await begin.waitFor();
    await pressByKey(page, begin);
    await page.locator('.teach-hit[data-what="box"]').first().waitFor();
    expect(await page.locator('.teach-hit[data-what="box"]').count()).toBeGreaterThan(20);
    const name = await hit(page, /事業コード/).getAttribute('aria-label');
    expect(name).toMatch(/、C3/);
  });

  it('is kept when it is left, and taught on with a second sample', async () => {
    const { app, page } = desk;
    await pressByKey(page, page.getByRole('button', { name: 'あとで続ける' }));
    expect(registered()).toBeUndefined();
    await menuByKey(page, 'file', 'forms');
    await page.getByRole('dialog').getByText('途中の登録').waitFor();
    await chooseFiles(app, [file('見本1.xlsx'), file('見本2.xlsx')]);
    await pressByKey(page, page.getByRole('button', { name: '見本から登録…' }));
    await page.locator('.teach-hit[data-what="box"]').first().waitFor();
  });

  it('is mended box by box, with undo', async () => {
    const { page } = desk;
    await chooseHit(page, hit(page, /^所属名/));
    await choose(page, '役割', 'なし');
    await expect.poll(() => roleOf(page).innerText()).toContain('なし');
    // The cursor stays where something was said.
    await expect.poll(() => roleOf(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect.poll(() => roleOf(page).innerText()).toContain('担当課');
    await chooseHit(page, hit(page, /^事務事業名/));
    await choose(page, '役割', 'なし');
    await expect.poll(() => roleOf(page).innerText()).toContain('なし');
    // The cursor stays where something was said.
    await expect.poll(() => roleOf(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect.poll(() => roleOf(page).innerText()).toContain('事業名');
  });

  it('is proved in plain words', async () => {
    const { page } = desk;
    await pressByKey(page, page.getByRole('button', { name: '確かめる' }));
    await page.locator('.proof-verdict').waitFor({ timeout: 60_000 });
    expect(await page.locator('.proof-verdict').innerText()).toContain('見本3件をすべて読めました');
    expect(await page.locator('.proof-table tbody tr').count()).toBeGreaterThan(20);
  });

  it('has no screen with a barrier, in every theme', async () => {
    const { page } = desk;
    expect(await violationsInThemes(page)).toEqual([]);
    await pressByKey(page, page.locator('.proof-head button'));
    await page.locator('.teach-hit').first().waitFor();
    expect(await violationsInThemes(page)).toEqual([]);
  });

  it('opens its workbooks once it is registered', async () => {
    const { page } = desk;
    await pressByKey(page, page.getByRole('button', { name: '登録する', exact: true }));
    await page.locator('.form-band').first().waitFor();
    expect(registered()?.editions.length).toBe(1);
    expect(await page.locator('.row-title').allInnerTexts()).toEqual(['港まつり', '朝市']);
    expect(await violationsInThemes(page)).toEqual([]);
  });

  it('is edited and saved: a text, a mark and a number', async () => {
    const { page } = desk;
    const title = page.locator('textarea[data-path="title"]');
    await typeByKey(page, title, '港まつり改');
    const law = page.getByRole('group', { name: /根拠法令等/ });
    await tabTo(page, law.getByRole('checkbox').first());
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    expect(await law.getByRole('checkbox', { name: 'あり' }).isChecked()).toBe(false);
    const money = page.getByLabel(/予算額 国庫支出金/).first();
    await typeByKey(page, money, '1234');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+s');
    await expect.poll(() => page.locator('.save-state').innerText()).toContain('Excelファイルに保存済み');
    const form = registered();
    const again = form && openByDescription(fs.readFileSync(file('見本1.xlsx')), form);
    if (again?.ok !== true) throw new Error('not read again');
    const texts = Object.values(again.value.items[0]?.fields ?? {}).map((field) => field?.text);
    expect(texts).toEqual(expect.arrayContaining(['港まつり改', '□あり ■なし', '1,234']));
  });

  it('is printed from its own sheet', async () => {
    const { app, page } = desk;
    await page.keyboard.press('F4');
    await page.locator('.papers .kp-hit').first().waitFor();
    await page.keyboard.press('F4');
    await chooseTarget(app, file('紙.pdf'));
    await menuByKey(page, 'file', 'print');
    const pdf = page.getByRole('button', { name: /PDF/ }).first();
    await pdf.waitFor();
    await pressByKey(page, pdf);
    await expect.poll(() => fs.existsSync(file('紙.pdf')), { timeout: 30_000 }).toBe(true);
  });

  it('stands in the list of forms', async () => {
    const { page } = desk;
    await page.keyboard.press('Escape');
    await menuByKey(page, 'file', 'forms');
    const dialog = page.getByRole('dialog');
    await dialog.locator('.form-entry').first().waitFor();
    expect(await violationsInThemes(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });
});
