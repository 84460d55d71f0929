import fs from 'node:fs';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { announcementMessage } from '../../../src-shared/contract/messages.ts';
import { languages } from '../../../src-shared/failures/language.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { violationsInThemes } from '../helpers/axe.ts';
import { putWorkbook, rows, sharedEditor } from '../editor/editor.ts';

const editor = sharedEditor();
const years = [2025, 2026];
const status = 'progress.2026.firstHalf.status';

const glance = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+3');
  await page.locator('main.glance h1').waitFor();
};

/** How often each text stands in a box over all item sheets, by another library, from the addresses of the boxes alone. */
function countedElsewhere(file: string, field: string): ReadonlyMap<string, number> {
  const opened = openWorkbook(fs.readFileSync(file));
  if (!opened.ok) throw new Error('not opened');
  const book = XLSX.read(fs.readFileSync(file));
  const counts = new Map<string, number>();
  for (const { sheet, fields } of opened.value.items) {
    const text = String(book.Sheets[sheet]?.[fields[field]?.cell ?? '']?.v ?? '').replaceAll(/\s+/gu, '');
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

it('shows what another library counts in the workbook; a bar narrows the list to its sheets', async () => {
  const file = putWorkbook({ items: 24, years });
  const page = await editor.open(file);
  await glance(page);
  const counts = countedElsewhere(file, status);
  const parts = page.locator('section[aria-labelledby="glance-state"] .chart').first().locator('[data-row]');
  const names = await parts
    .locator('[role="button"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
  const half = names.filter((name) => name.includes('令和8年度 上半期'));
  for (const [text, count] of counts) {
    const word = text === '' ? '未記入' : text;
    expect(half.find((name) => name.includes(`：${word} `))).toContain(`${count}件`);
  }
  const [word, count] = [...counts][0] as [string, number];
  await parts.locator(`[role="button"][aria-label*="令和8年度 上半期：${word} "]`).click();
  await expect.poll(() => rows(page).count()).toBe(Math.min(count, await rows(page).count()));
  expect(await page.locator('.list-count').textContent()).toContain(String(count));
  expect(await page.locator('.list-chips').textContent()).toContain(word);
});

it('is used by keyboard alone: one stop a chart, arrows within, Enter chooses, Escape leaves', async () => {
  const page = await editor.open(putWorkbook({ items: 12, years }));
  await glance(page);
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  const first = page.locator('.chart [role="button"]').first();
  await first.focus();
  const begin = await focused();
  await page.keyboard.press('ArrowDown');
  const below = await focused();
  expect(below).not.toBe(begin);
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe(begin);
  // The next stop of the Tab key lies outside of this chart.
  await page.keyboard.press('Tab');
  const isOutside = await page.evaluate(
    () => document.activeElement?.closest('.chart') !== document.querySelector('.chart'),
  );
  expect(isOutside).toBe(true);
  await first.focus();
  await page.keyboard.press('Enter');
  await page.locator('.list-chips button').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('main.sheet').waitFor();
});

/** Milliseconds of processor time that the page's own thread has used: what a machine that does other things too cannot change. */
async function threadTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await session.send('Performance.enable');
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
}

it(
  'follows an edit of another window with less than 100 ms of work, with 300 sheets',
  { timeout: 120_000 },
  async () => {
    const page = await editor.open(putWorkbook({ items: 300, years }));
    await glance(page);
    const chart = page.locator('section[aria-labelledby="glance-state"] .chart').first();
    const open = await page.evaluate(async () => (await window.desk.call('openDocuments', []))[0]);
    if (open === undefined) throw new Error('nothing is open');
    const work = await threadTime(page);
    const spent: number[] = [];
    // The first one also compiles what draws the page; the middle one of five is what a person sees all day.
    const filled = open.items.filter(({ fields }) => (fields[status]?.text ?? '') !== '');
    for (const [index, item] of filled.slice(0, 5).entries()) {
      const before = await chart.textContent();
      const base = item.fields[status]?.text ?? '';
      const edit = { document: open.id, item: item.key, path: status, base, text: '', seq: 1_000_000 + index };
      const from = await work();
      await editor
        .desk()
        .app.evaluate(
          ({ BrowserWindow }, [channel, payload]) =>
            BrowserWindow.getAllWindows()[0]?.webContents.send(channel as string, payload),
          [announcementMessage('edited'), { ...edit, at: new Date().toISOString() }] as const,
        );
      await expect.poll(() => chart.textContent(), { interval: 300 }).not.toBe(before);
      spent.push((await work()) - from);
    }
    console.log(`work of five edits in turn: ${spent.map((one) => `${one.toFixed(0)} ms`).join(', ')}`);
    expect(spent.toSorted((a, b) => a - b)[2]).toBeLessThan(100);
  },
);

it.each(languages)('breaks no rule of accessibility in %s, as charts and as tables, in any theme', async (language) => {
  const page = await editor.open(putWorkbook({ items: 8, years }), { language });
  await glance(page);
  expect(await violationsInThemes(page)).toEqual([]);
  await page.locator('main.glance .page-head button').last().click();
  await page.locator('main.glance table').first().waitFor();
  expect(await page.locator('main.glance .chart').count()).toBe(0);
  expect(await violationsInThemes(page)).toEqual([]);
});
