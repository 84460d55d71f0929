import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { languages } from '../../../src-shared/failures/language.ts';
import { dropFiles } from '../helpers/drop.ts';
import { box, openRow, putWorkbook, rows, saveState, sharedEditor } from './editor.ts';

const editor = sharedEditor();

async function size(width: number, height: number): Promise<void> {
  await editor
    .desk()
    .app.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w as number, h as number),
      [width, height] as const,
    );
  await editor.desk().page.waitForFunction((w) => Math.abs(window.innerWidth - w) < 2, width);
}

/** Labels and buttons whose text does not fit them. */
const clipped = (page: Page): Promise<readonly string[]> =>
  page
    .locator('.label, .toolbar button, .sheet-tools button, .list-tools button, .badge, .due-tag')
    .evaluateAll((elements) =>
      elements
        .filter(
          (element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1,
        )
        .map((element) => `${element.className}: ${element.textContent}`),
    );

describe('the window', () => {
  it.each(
    languages.flatMap(
      (language) =>
        [
          [1366, 768, language],
          [1920, 1080, language],
        ] as const,
    ),
  )('at %i × %i in %s clips no label', async (width, height, language) => {
    const page = await editor.open({ years: [2025, 2026] }, { language });
    await size(width, height);
    expect(await clipped(page)).toEqual([]);
    await page.keyboard.press('F10');
    expect(await clipped(page)).toEqual([]);
  });

  it('at 400 % zoom scrolls in one direction only, and can be typed in', async () => {
    const page = await editor.open();
    const { app } = editor.desk();
    await size(1280, 1024);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(4));
    await page.waitForFunction(() => window.innerWidth < 400);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(1);
    expect(await page.locator('.list-scroll').evaluate((element) => element.clientHeight)).toBeGreaterThan(100);
    await box(page, 'purpose').scrollIntoViewIfNeeded();
    await box(page, 'purpose').fill('大きな文字');
    await saveState(page, 'stored');
  });

  it('in forced colours keeps its lines and marks', async () => {
    const page = await editor.open();
    await page.emulateMedia({ forcedColors: 'active' });
    const outline = await page
      .locator('.paper .label')
      .first()
      .evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(outline).toBe('solid');
    await box(page, 'purpose').focus();
    const ring = await page
      .locator('.box:has(#box-purpose)')
      .evaluate((element) => getComputedStyle(element).outlineWidth);
    expect(Number.parseFloat(ring)).toBeGreaterThanOrEqual(2);
  });

  it('does not jump while a line is typed', async () => {
    const page = await editor.open();
    const places = (): Promise<readonly string[]> =>
      page.locator('.paper .box').evaluateAll((elements) =>
        elements.map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height].map(Math.round).join(' ');
        }),
      );
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
    const page = await editor.open({ items: 300 });
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
    const page = await editor.open(putWorkbook({ items: 3 }, '一.xlsx'));
    await dropFiles(page, [putWorkbook({ items: 4 }, '二.xlsx')]);
    await page.locator('.tabs li').nth(1).waitFor();
    await page.locator('.filters h2 button').first().click();
    await page.getByLabel('範囲').click();
    await page.getByRole('option', { name: '開いている全てのブック' }).click();
    await page.getByText('7件', { exact: true }).waitFor();
    await rows(page).nth(6).click();
    expect(await page.locator('.tabs li[data-active] .tab').innerText()).toContain('二.xlsx');
  });
});
