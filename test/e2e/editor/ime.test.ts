import { describe, expect, it } from 'vitest';
import type { Desk } from '../helpers/launch.ts';
import { box, historyTexts, inputMethod, openRow, rows, saveState, sharedEditor } from './editor.ts';

const editor = sharedEditor();
const start = async (): Promise<Desk> => {
  await editor.open();
  return editor.desk();
};

const purpose = 'purpose';

describe('composing in a box', () => {
  it('makes one edit of the confirmed text, and none of what was composed on the way', async () => {
    const { page, app } = await start();
    const method = await inputMethod(page);
    const before = await box(page, purpose).inputValue();
    await box(page, purpose).focus();
    await page.keyboard.press('Control+End');
    for (const text of ['ｍ', 'ま', 'まd', 'まど', 'まどｇ', 'まどぐち', '窓口']) await method.compose(text);
    await saveState(page, 'typing');
    // The menu's command makes an edit of everything typed; the composition is left alone.
    await app.evaluate(({ Menu, BrowserWindow }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
      items.find(({ label }) => label.startsWith('保存'))?.click(undefined, BrowserWindow.getAllWindows()[0]);
    });
    await saveState(page, 'typing');
    expect(await box(page, purpose).inputValue()).toBe(`${before}窓口`);
    expect(await historyTexts(page, purpose)).toEqual([]);
    await method.confirm('窓口');
    await saveState(page, 'stored');
    expect(await box(page, purpose).inputValue()).toBe(`${before}窓口`);
    expect(await historyTexts(page, purpose)).toEqual([`${before}窓口`]);
  });

  it('gives Enter, Escape, Tab and every shortcut to the input method', async () => {
    const { page } = await start();
    const method = await inputMethod(page);
    const field = box(page, purpose);
    await field.focus();
    await page.keyboard.press('Control+End');
    const before = await field.inputValue();
    await method.compose('かいぎ');
    for (const key of ['Enter', 'Escape', 'Tab', 'F8', 'F7', 'F9', 'ArrowDown']) await method.takenKey(key);
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await field.inputValue()).toBe(`${before}かいぎ`);
    await method.confirm('会議');
    await saveState(page, 'stored');
    expect(await field.inputValue()).toBe(`${before}会議`);
  });

  it('given up leaves nothing behind', async () => {
    const { page } = await start();
    const method = await inputMethod(page);
    const before = await box(page, purpose).inputValue();
    await box(page, purpose).focus();
    await method.compose('あああ');
    await method.compose('');
    await page.locator('.save-state:not([data-state="typing"])').waitFor();
    expect(await box(page, purpose).inputValue()).toBe(before);
    expect(await historyTexts(page, purpose)).toEqual([]);
  });

  it('keeps the first kana typed into a box that was just reached by Tab', async () => {
    const { page } = await start();
    const method = await inputMethod(page);
    await box(page, 'majorItem').focus();
    await page.keyboard.press('Tab');
    expect(await box(page, 'no').evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+a');
    await method.compose('ｋ');
    await method.compose('か');
    await method.confirm('課');
    await saveState(page, 'stored');
    expect(await box(page, 'no').inputValue()).toBe('課');
  });

  it('goes on with bullets after Enter outside of a composition', async () => {
    const { page } = await start();
    const method = await inputMethod(page);
    const field = box(page, purpose);
    await field.fill('・一つ目');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Enter');
    await method.compose('ふたつめ');
    await method.takenKey('Enter');
    await method.confirm('二つ目');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('・一つ目\n・二つ目\n');
  });
});

describe('composing elsewhere', () => {
  it('in the search: Enter that confirms opens no sheet', async () => {
    const { page } = await start();
    const method = await inputMethod(page);
    await page.keyboard.press('Control+f');
    await method.compose('まちじかん');
    await method.takenKey('Enter');
    await method.takenKey('Escape');
    await method.confirm('待ち時間');
    expect(await page.getByRole('searchbox').inputValue()).toBe('待ち時間');
    expect(await rows(page).count()).toBeGreaterThan(0);
    expect(await page.locator('.list mark').first().innerText()).toBe('待ち時間');
  });

  it('in a dialog: Escape that gives the composition up does not close it', async () => {
    const { page } = await start();
    const method = await inputMethod(page);
    await page.keyboard.press('Control+h');
    await page.getByRole('dialog').getByLabel('検索する文字列').focus();
    await method.compose('きょうどう');
    await method.takenKey('Escape');
    await method.takenKey('Enter');
    await method.confirm('共同');
    expect(await page.getByRole('dialog').getByLabel('検索する文字列').inputValue()).toBe('共同');
  });

  it('in the list of sections', async () => {
    const { page } = await start();
    const method = await inputMethod(page);
    await openRow(page, 0);
    const name = page.getByRole('textbox', { name: '担当課 2' });
    await name.focus();
    await page.keyboard.press('Control+a');
    await method.compose('きかく');
    await method.takenKey('Enter');
    await method.confirm('企画課');
    await page.keyboard.press('Enter');
    await saveState(page, 'stored');
    expect((await historyTexts(page, 'sections'))[0]?.split('\n')[1]).toBe('企画課');
  });
});
