import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { filledItem, type FixtureItem } from '../../helpers/fixture-items.ts';
import { changeElsewhere } from '../helpers/workbooks.ts';
import { box, historyTexts, inputMethod, openRow, putWorkbook, rows, saveState, sharedEditor } from './editor.ts';

const editor = sharedEditor();
/** Long over: what is due is the last year's end, whatever today is. */
const years = [2013, 2014];
const focused = (): Promise<string> =>
  editor.desk().page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['path'] ?? '');
const heading = (page: Page) => page.locator('.sheet-bar h1');
const without = (no: number, ...paths: readonly string[]): FixtureItem => {
  const values = Object.entries(filledItem(no, years).values).filter(([path]) => !paths.includes(path));
  return { values: Object.fromEntries(values) };
};

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${label}$`, 'u') }).click();
  await page.locator('.choices').getByRole('option', { name: option }).click();
}

describe('walking', () => {
  it('goes to the next incomplete box and the next change, over sheets and around the end', async () => {
    const page = await editor.open({
      years,
      items: [filledItem(1, years), without(2, 'annual.2014.grade', 'overall.nextSteps'), filledItem(3, years)],
    });
    await page.keyboard.press('F8');
    await heading(page).getByText('No.2').waitFor();
    await expect.poll(focused).toBe('annual.2014.grade');
    await page.keyboard.press('F8');
    await expect.poll(focused).toBe('overall.nextSteps');
    await page.keyboard.press('F8');
    await expect.poll(focused).toBe('annual.2014.grade');
    await page.keyboard.press('Shift+F8');
    await expect.poll(focused).toBe('overall.nextSteps');
    await box(page, 'actions').fill('変更一');
    await openRow(page, 2);
    await box(page, 'background').fill('変更二');
    await saveState(page, 'stored');
    await page.keyboard.press('F7');
    await heading(page).getByText('No.2').waitFor();
    await expect.poll(focused).toBe('actions');
    await page.keyboard.press('Shift+F7');
    await heading(page).getByText('No.3').waitFor();
    await expect.poll(focused).toBe('background');
  });
});

describe('the checks', () => {
  it('are one list by kind; each line jumps to its box, and goes when it is mended', async () => {
    const page = await editor.open({ years, items: [filledItem(1, years), without(2, 'annual.2014.assessment')] });
    await page.keyboard.press('Control+Shift+k');
    const panel = page.getByRole('complementary', { name: '点検' });
    const line = panel.getByRole('button', { name: /No\.2.*年度評価 平成26年度 取組工程、指標に対する評価/u });
    await line.first().waitFor();
    await panel.getByText('内容の矛盾').waitFor();
    await line.first().press('Enter');
    await heading(page).getByText('No.2').waitFor();
    await expect.poll(focused).toBe('annual.2014.assessment');
    const before = await panel.locator('.finding').count();
    await page.keyboard.type('計画どおり進んだ。');
    await saveState(page, 'stored');
    await expect.poll(() => panel.locator('.finding').count()).toBeLessThan(before);
    expect(await line.count()).toBe(0);
  });
});

describe('filters', () => {
  it('narrow the list by section, status, grade and state, with counts, and are undone at once', async () => {
    const page = await editor.open({
      years,
      items: [filledItem(1, years), without(2, 'annual.2014.grade'), filledItem(3, years)],
    });
    await page.locator('.filters h2 button').click();
    await choose(page, '担当課', '企画第3課');
    // Any number can be chosen: the list stays until it is left.
    await page.keyboard.press('Escape');
    await page.getByText('1件 / 全3件').waitFor();
    expect(await rows(page).innerText()).toContain('第3項目の改革');
    await page.getByRole('button', { name: '絞り込みを解除' }).click();
    await page.getByText('3件', { exact: true }).waitFor();
    await choose(page, '状態', '未記入あり');
    await page.getByText('1件 / 全3件').waitFor();
    expect(await rows(page).innerText()).toContain('第2項目の改革');
    await page.getByRole('button', { name: '絞り込みを解除' }).click();
  });

  it('find what a person and another program changed at once; the person chooses, and neither text is lost', async () => {
    const file = putWorkbook({ years, items: 3 });
    const page = await editor.open(file);
    await openRow(page, 1);
    await box(page, 'purpose').fill('こちらで直した文');
    await saveState(page, 'stored');
    changeElsewhere(file, 1, 'ほかの人が直した文');
    await page.keyboard.press('Control+s');
    await page.locator('.box[data-state="conflict"]').waitFor();
    await page.locator('.filters h2 button').click();
    await choose(page, '状態', '食い違いあり');
    await page.getByText('1件 / 全3件').waitFor();
    await page.locator('.note.conflict button').press('Enter');
    const dialog = page.getByRole('dialog', { name: /食い違い/u });
    expect(await dialog.locator('pre').allInnerTexts()).toEqual(['こちらで直した文', 'ほかの人が直した文']);
    await dialog.getByRole('button', { name: 'ファイルの文を使う' }).press('Enter');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await box(page, 'purpose').inputValue()).toBe('ほかの人が直した文');
    await saveState(page, 'same');
    expect(await historyTexts(page, 'purpose')).toEqual(['ほかの人が直した文', 'こちらで直した文']);
    await page.getByRole('button', { name: '絞り込みを解除' }).click();
  });
});

describe('a person of a section', () => {
  it("sees that section's sheets and what is due now, and everything else by one key", async () => {
    const page = await editor.open(
      { years, items: [filledItem(1, years), without(2, 'overall.assessment'), filledItem(3, years)] },
      { personSection: '企画第2課' },
    );
    await page.getByText('1件 / 全3件').waitFor();
    await heading(page).getByText('No.2').waitFor();
    await box(page, 'annual.2014.assessment').waitFor();
    expect(await box(page, 'purpose').count()).toBe(0);
    await page.keyboard.press('F8');
    await expect.poll(focused).toBe('overall.assessment');
    expect(await box(page, 'purpose').count(), 'a due box leaves the view as it is').toBe(0);
    await page.keyboard.press('F10');
    await box(page, 'purpose').waitFor();
    await page.keyboard.press('Control+Shift+m');
    await page.getByText('3件', { exact: true }).waitFor();
  });

  it('whose section has no sheet here sees all of it', async () => {
    const page = await editor.open({ years }, { personSection: '行政経営課' });
    await page.getByText('3件', { exact: true }).waitFor();
    await box(page, 'purpose').waitFor();
  });
});

describe('the menu', () => {
  it('does what it says to the box that had the cursor, and offers only what can be done', async () => {
    const page = await editor.open({ years });
    // By keys alone: down to «編集», into it by the right arrow.
    const openMenu = async (): Promise<void> => {
      await page.getByRole('button', { name: /^メニュー/u }).press('Enter');
      await page.getByRole('menuitem', { name: '編集', exact: true }).press('ArrowRight');
    };
    await box(page, 'title').focus();
    await openMenu();
    await page.getByRole('menuitem', { name: '行を追加', disabled: true }).waitFor();
    await page.getByRole('menuitem', { name: 'この欄の履歴' }).press('Enter');
    await page.getByRole('dialog', { name: /^履歴：具体的な改革項目/u }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await box(page, 'steps.0.current').focus();
    await openMenu();
    await page.getByRole('menuitem', { name: '行を追加' }).press('Enter');
    await expect.poll(focused).toBe('steps.1.current');
  });
});

describe('settings', () => {
  it('change language, theme, text size and years at once, by keyboard, and stay', async () => {
    const page = await editor.open({ years });
    await page.keyboard.press('Control+,');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'English' }).press('Space');
    await page.getByRole('dialog', { name: 'Settings' }).waitFor();
    await dialog.getByRole('radio', { name: 'Dark', exact: true }).press('Space');
    await dialog.getByRole('radio', { name: 'Largest' }).press('Space');
    await dialog.getByRole('radio', { name: /^Western/u }).press('Space');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('港 花子');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const look = () =>
      page.evaluate(() => ({ ...document.documentElement.dataset, lang: document.documentElement.lang }));
    expect(await look()).toMatchObject({ theme: 'dark', textSize: 'largest', lang: 'en' });
    await page.locator('.label.year', { hasText: '2014' }).first().waitFor();
    await page.reload();
    await page.locator('.app[data-ready]').waitFor();
    expect(await look()).toMatchObject({ theme: 'dark', textSize: 'largest', lang: 'en' });
    expect(await page.evaluate(() => window.desk.call('getSettings', []))).toMatchObject({
      personName: '港 花子',
      years: 'western',
    });
  });
});

describe('an input method', () => {
  it('is left alone in going to a box, in replacing and in settings', async () => {
    const page = await editor.open({ years });
    const method = await inputMethod(page);
    const dialog = page.getByRole('dialog');
    const composeInto = async (kana: string, text: string): Promise<void> => {
      await method.compose(kana.slice(0, 1));
      await method.compose(kana);
      for (const key of ['Enter', 'Escape', 'ArrowDown', 'Tab']) await method.takenKey(key);
      await method.confirm(text);
    };
    await page.keyboard.press('Control+g');
    await dialog.waitFor();
    await composeInto('はいけい', '現状');
    expect(await dialog.locator('input').inputValue()).toBe('現状');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+h');
    await dialog.getByLabel('置換後の文字列').focus();
    await composeInto('てま', '手間');
    expect(await dialog.getByLabel('置換後の文字列').inputValue()).toBe('手間');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+,');
    await dialog.getByRole('textbox', { name: '氏名' }).focus();
    await composeInto('みなと', '港');
    expect(await dialog.getByRole('textbox', { name: '氏名' }).inputValue()).toBe('港');
  });
});
