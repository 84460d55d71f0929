import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { languages } from '../../../src-shared/language.ts';
import { removeFolders, type Desk } from '../helpers/launch.ts';
import { box, openRow, putWorkbook, rows, saveState, startEditor } from './editor.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  removeFolders();
});

async function size(width: number, height: number): Promise<void> {
  await desk?.app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w as number, h as number), [width, height] as const);
  await desk?.page.waitForFunction((w) => Math.abs(window.innerWidth - w) < 2, width);
}

/** Labels and buttons whose text does not fit them. */
const clipped = (page: Page): Promise<readonly string[]> =>
  page.locator('.label, .toolbar button, .sheet-tools button, .list-tools button, .badge, .due-tag').evaluateAll((elements) =>
    elements
      .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      .map((element) => `${element.className}: ${element.textContent}`),
  );

describe('the window', () => {
  it.each(languages.flatMap((language) => [[1366, 768, language], [1920, 1080, language]] as const))('at %i × %i in %s clips no label', async (width, height, language) => {
    desk = await startEditor({ args: [putWorkbook({ years: [2025, 2026] })] }, { language });
    await size(width, height);
    expect(await clipped(desk.page)).toEqual([]);
    await desk.page.keyboard.press('F10');
    expect(await clipped(desk.page)).toEqual([]);
  });

  it('at 400 % zoom scrolls in one direction only, and can be typed in', async () => {
    desk = await startEditor();
    const { page, app } = desk;
    await size(1280, 1024);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(4));
    await page.waitForFunction(() => window.innerWidth < 400);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(1);
    await box(page, 'purpose').scrollIntoViewIfNeeded();
    await box(page, 'purpose').fill('大きな文字');
    await saveState(page, 'stored');
  });

  it('in forced colours keeps its lines and marks', async () => {
    desk = await startEditor();
    const { page } = desk;
    await page.emulateMedia({ forcedColors: 'active' });
    const outline = await page.locator('.paper .label').first().evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).toBe('solid');
    await box(page, 'purpose').focus();
    const ring = await page.locator('.box:has(#box-purpose)').evaluate((element) => getComputedStyle(element).outlineWidth);
    expect(Number.parseFloat(ring)).toBeGreaterThanOrEqual(2);
  });

  it('does not jump while a line is typed', async () => {
    desk = await startEditor();
    const { page } = desk;
    const places = (): Promise<readonly string[]> =>
      page.locator('.paper .box').evaluateAll((elements) => elements.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join(' ');
      }));
    await box(page, 'purpose').fill('');
    await saveState(page, 'stored');
    const before = await places();
    await box(page, 'purpose').focus();
    await page.keyboard.type('一行だけの文を打つ');
    expect(await places()).toEqual(before);
    await saveState(page, 'stored');
    expect(await places()).toEqual(before);
  });
});

describe('three hundred sheets', () => {
  it('are listed few at a time, searched over all boxes, and kept apart', async () => {
    desk = await startEditor({ args: [putWorkbook({ items: 300 })] });
    const { page } = desk;
    await page.getByText('300件', { exact: true }).waitFor();
    expect(await rows(page).count()).toBeLessThan(60);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('第２５７項目の手順書');
    await page.getByText('1件 / 全300件').waitFor();
    expect(await rows(page).first().innerText()).toContain('第257項目の改革');
    await page.keyboard.press('Enter');
    await openRow(page, 0);
    await page.waitForFunction(() => (document.activeElement as HTMLElement | null)?.dataset['path'] === 'actions');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('ここ');
    await saveState(page, 'stored');
    await page.getByRole('button', { name: '絞り込みを解除' }).click();
    await page.getByText('300件', { exact: true }).waitFor();
    await page.keyboard.press('Control+1');
    await page.keyboard.press('End');
    await page.locator('.sheet-bar h1', { hasText: '第300項目の改革' }).waitFor();
    expect(await box(page, 'actions').inputValue()).not.toContain('ここ');
    expect(await rows(page).count()).toBeLessThan(60);
  });

  it('several workbooks stand side by side, listed together', async () => {
    desk = await startEditor({ args: [putWorkbook({ items: 3 }, '一.xlsx'), putWorkbook({ items: 4 }, '二.xlsx')] });
    const { page } = desk;
    await page.locator('.tabs li').nth(1).waitFor();
    await page.locator('.filters h2 button').first().click();
    await page.getByLabel('範囲').click();
    await page.getByRole('option', { name: '開いている全てのブック' }).click();
    await page.getByText('7件', { exact: true }).waitFor();
    await rows(page).nth(6).click();
    expect(await page.locator('.tabs li[data-active] .tab').innerText()).toContain('二.xlsx');
  });
});
