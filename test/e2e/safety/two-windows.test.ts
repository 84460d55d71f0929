import fs from 'node:fs';
import type { Page } from 'playwright';
import { afterEach, expect, it } from 'vitest';
import { launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';
import { cellsHolding, putPlan } from '../helpers/workbooks.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  removeFolders();
});

const background = '現状と課題（これまでの取組）';
const purpose = '改革の目的、考えられる効果';
const box = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const state = (page: Page) => page.getByRole('banner').getByRole('status');
const shows = (page: Page, name: string, text: string) =>
  expect.poll(() => box(page, name).inputValue(), { timeout: 20_000 }).toBe(text);

async function type(page: Page, name: string, text: string): Promise<void> {
  await box(page, name).fill(text);
  await box(page, name).blur();
  await state(page).getByText('控えは保存済み').waitFor();
}

it(
  'two windows of one plan agree at once: texts, undo, saving, settings; each closes by itself, the last one ends the program',
  { timeout: 180_000 },
  async () => {
    const { file } = putPlan();
    desk = await launchDesk({ args: [file] });
    const { app, page: one, data } = desk;
    await type(one, background, '一つ目の窓の文。');
    const opened = app.waitForEvent('window');
    await one.keyboard.press('Control+Shift+n');
    const two = await opened;
    await two.locator('[data-ready]').waitFor();

    // The second window starts with what the first has typed; from then on each sees the other's text.
    await shows(two, background, '一つ目の窓の文。');
    await type(two, purpose, '二つ目の窓の文。');
    await shows(one, purpose, '二つ目の窓の文。');
    await state(one).getByText('控えは保存済み').waitFor();

    // What is being typed is not disturbed by the other window, neither the text nor the caret.
    await box(two, background).focus();
    await two.keyboard.press('Home');
    await two.keyboard.type('途中');
    await type(one, purpose, '割り込んだ文。');
    expect(await box(two, background).inputValue()).toBe('途中一つ目の窓の文。');
    expect(await box(two, background).evaluate((area) => (area as HTMLTextAreaElement).selectionStart)).toBe(2);
    await shows(one, background, '途中一つ目の窓の文。');

    // Undo belongs to the workbook: one window takes back what was typed in the other, last step first.
    await box(one, purpose).focus();
    await one.keyboard.press('Control+z');
    await shows(two, purpose, '二つ目の窓の文。').catch(() => shows(two, background, '一つ目の窓の文。'));
    await one.keyboard.press('Control+z');
    for (const page of [one, two]) {
      await shows(page, purpose, '二つ目の窓の文。');
      await shows(page, background, '一つ目の窓の文。');
    }
    await two.keyboard.press('Control+y');
    await two.keyboard.press('Control+y');
    for (const page of [one, two]) {
      await shows(page, purpose, '割り込んだ文。');
      await shows(page, background, '途中一つ目の窓の文。');
    }

    // Saving in one is saved in both.
    await two.keyboard.press('Control+s');
    for (const page of [one, two]) await state(page).getByText('Excelファイルに保存済み').waitFor();
    expect(cellsHolding(file, '割り込んだ文。')).toHaveLength(1);

    // Settings are the program's.
    const change = (language: string) =>
      one.evaluate(
        (wanted) =>
          (window as unknown as { desk: { call(name: string, args: unknown[]): Promise<unknown> } }).desk.call(
            'setSettings',
            [{ language: wanted }],
          ),
        language,
      );
    await change('en');
    await two.getByRole('button', { name: 'Save', exact: true }).first().waitFor();
    await change('ja');
    await box(two, background).waitFor();

    // A tab closed in one window stays in the other, and the window that is left goes on when the first one closes.
    await one.keyboard.press('Control+w');
    await one.locator('textarea').first().waitFor({ state: 'detached' });
    await type(two, background, '残った窓の文。');
    await one.close();
    await expect.poll(() => app.windows().length).toBe(1);
    await type(two, purpose, '最後の文。');
    await two.keyboard.press('Control+s');
    await state(two).getByText('Excelファイルに保存済み').waitFor();
    expect(cellsHolding(file, '最後の文。')).toHaveLength(1);
    expect(cellsHolding(file, '残った窓の文。')).toHaveLength(1);
    // No window took the other's edits for lost ones, and main found no bug.
    expect(fs.readFileSync(`${data}/logs/kohyo-desk.log`, 'utf8')).not.toMatch(/ bug /u);
  },
);
