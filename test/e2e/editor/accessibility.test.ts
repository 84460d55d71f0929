import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { languages } from '../../../src-shared/language.ts';
import { violations } from '../helpers/axe.ts';
import { removeFolders, type Desk } from '../helpers/launch.ts';
import { box, openRow, putWorkbook, startEditor } from './editor.ts';

/** axe on every screen. */
let desk: Desk;
beforeEach(async () => {
  desk = await startEditor({ args: [putWorkbook({ years: [2024, 2025, 2026, 2027] }), putWorkbook({ protection: true }, '二つ目.xlsx')] });
});
afterEach(async () => {
  await desk.close();
  removeFolders();
});

/** Every screen and dialog, by how a person gets there. */
const screens: readonly (readonly [name: string, open: (page: Page) => Promise<void>])[] = [
  ['the sheet', (page) => box(page, 'purpose').focus()],
  [
    'the sheet with filters, settled years and changes',
    async (page) => {
      await box(page, 'purpose').fill('𠮷田１2');
      await page.locator('.filters h2 button').click();
      await page.keyboard.press('F9');
    },
  ],
  ['a list of choices', async (page) => {
    await page.locator('.choice').first().click();
    await page.locator('.choices').waitFor();
  }],
  ['the menu', async (page) => {
    await page.locator('.toolbar button').last().click();
    await page.getByRole('menu').waitFor();
  }],
  ['the checks', (page) => page.keyboard.press('Control+Shift+k')],
  ['settings', (page) => page.keyboard.press('Control+,')],
  ['keys', (page) => page.keyboard.press('Control+/')],
  ['help', (page) => page.keyboard.press('F1')],
  ['going to a box', (page) => page.keyboard.press('Control+p')],
  ['find and replace', async (page) => {
    await page.keyboard.press('Control+h');
    await page.keyboard.type('項目');
    await page.locator('.occurrences li').first().waitFor();
  }],
  ['history', async (page) => {
    await box(page, 'purpose').fill('新しい文');
    await page.locator('.save-state[data-state="stored"]').waitFor();
    await page.keyboard.press('Control+Shift+h');
    await page.locator('.history').waitFor();
  }],
  ['print', async (page) => {
    await page.keyboard.press('Control+Shift+p');
    await page.locator('.papers > *').first().waitFor();
  }],
];

describe.each(languages)('axe, %s', (language) => {
  it.each(['light', 'dark', 'contrast'] as const)('finds nothing on any screen, %s', async (theme) => {
    const { page } = desk;
    const found: string[] = [];
    for (const [name, open] of screens) {
      await page.evaluate((patch) => window.desk.call('setSettings', [patch]), { theme, language });
      await page.reload();
      await page.locator('.app[data-ready]').waitFor();
      await openRow(page, 0);
      await open(page);
      found.push(...(await violations(page)).map((violation) => `${name}: ${violation}`));
    }
    await page.evaluate(() => window.desk.call('setSettings', [{ firstStartDone: false }]));
    await page.reload();
    await page.getByRole('dialog').waitFor();
    found.push(...(await violations(page)).map((violation) => `first start: ${violation}`));
    await page.evaluate(() => window.desk.call('setSettings', [{ firstStartDone: true }]));
    await page.reload();
    await page.locator('.app[data-ready]').waitFor();
    for (let left = 2; left > 0; left -= 1) await page.keyboard.press('Control+w');
    await page.locator('.start-buttons').waitFor();
    found.push(...(await violations(page)).map((violation) => `start: ${violation}`));
    expect(found).toEqual([]);
  });
});

describe('names', () => {
  it('every box says its block, year and half', async () => {
    const { page } = desk;
    await page.locator('.tab').first().click();
    await page.keyboard.press('F9');
    const names = await page.locator('.paper [data-path]').evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? ''));
    expect(names.filter((name) => name === '')).toEqual([]);
    expect(names).toContain('進捗管理 令和6年度 上半期 取組の状況');
    expect(new Set(names).size).toBe(names.length);
  });
});
