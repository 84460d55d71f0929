import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { exampleBook } from '../../main/engine/read/any/example-book.ts';
import { violationsInThemes } from '../helpers/axe.ts';
import { chooseFiles, command } from '../helpers/dialogs.ts';
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

/** Presses Tab until the element has the cursor. */
async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  for (let i = 0; i < most; i += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${await target.innerText()}`);
}

async function pressKey(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

const hit = (page: Page, name: RegExp): Locator =>
  page.locator('.teach-hit[data-what="box"]').and(page.getByLabel(name)).first();

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
    await pressKey(page, begin);
    await page.locator('.teach-hit[data-what="box"]').first().waitFor();
    expect(await page.locator('.teach-hit[data-what="box"]').count()).toBeGreaterThan(20);
    const name = await hit(page, /事業コード/).getAttribute('aria-label');
    expect(name).toMatch(/、C3/);
  });

  it('is kept when it is left, and taught on with a second sample', async () => {
    const { app, page } = desk;
    await pressKey(page, page.getByRole('button', { name: 'あとで続ける' }));
    expect(registered()).toBeUndefined();
    await command(app, 'forms');
    await page.getByRole('dialog').getByText('途中の登録').waitFor();
    await chooseFiles(app, [file('見本1.xlsx'), file('見本2.xlsx')]);
    await pressKey(page, page.getByRole('button', { name: '見本から登録…' }));
    await page.locator('.teach-hit[data-what="box"]').first().waitFor();
  });

  it('has no barrier, in every theme', async () => {
    expect(await violationsInThemes(desk.page)).toEqual([]);
  });
});
