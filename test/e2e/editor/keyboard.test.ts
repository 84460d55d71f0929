import path from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { chooseTarget } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk } from '../helpers/launch.ts';
import { cellsHolding } from '../helpers/workbooks.ts';
import { box, historyTexts, putWorkbook, rows, saveState, sharedEditor } from './editor.ts';

const editor = sharedEditor();

const focusedIn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    return (
      (element as HTMLElement | null)?.dataset['path'] ??
      element?.getAttribute('aria-label') ??
      element?.textContent ??
      ''
    );
  });

describe('by keyboard alone', () => {
  it('a clerk answers the first start, finds a sheet, fills it in, chooses a status and saves', async () => {
    const desk = await launchDesk({ args: ['--sample'], firstStart: true });
    const { page, app } = desk;
    const focused = (): Promise<string> => focusedIn(page);
    const target = path.join(lastingFolder('target'), '提出.xlsx');
    await chooseTarget(app, target);
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('田中');
    await page.keyboard.press('Tab');
    await page.keyboard.type('資産経営課');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // The person's own sheets come first, with what is due now.
    await page.getByRole('button', { name: '自分の課だけ', pressed: true }).waitFor();
    expect(await rows(page).count()).toBeLessThan(12);
    expect(await page.locator('.row-lead', { hasText: '資産経営課' }).count()).toBeGreaterThan(0);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('ｼｮｳｴﾈ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+1');
    await page.keyboard.press('End');
    await page.keyboard.press('F8');
    const first = await focused();
    expect(first).toMatch(/^(?:progress|overall)\./u);
    await page.keyboard.type('・キーだけで入力した');
    await saveState(page, 'stored');
    for (let i = 0; i < 6 && !(await focused()).endsWith('.grade'); i += 1) await page.keyboard.press('F8');
    const grade = await focused();
    expect(grade).toBe('overall.grade');
    await page.keyboard.press('ArrowDown');
    await page.getByRole('listbox', { name: /総合評価の区分/u }).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.locator('.choices').waitFor({ state: 'detached' });
    expect(await focused()).toBe(grade);
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    expect(cellsHolding(target, '・キーだけで入力した')).toHaveLength(1);
    await desk.close();
  });

  it('every box is reached by Tab in the order of the form', async () => {
    const page = await editor.open();
    await box(page, 'pillar').focus();
    const reached: string[] = [];
    for (let i = 0; i < 60; i += 1) {
      const at = await focusedIn(page);
      if (/^[a-zA-Z]+(?:\.|$)/u.test(at) && reached.at(-1) !== at) reached.push(at);
      await page.keyboard.press('Tab');
    }
    const all = await page
      .locator('.paper [data-path]')
      .evaluateAll((elements) => [...new Set(elements.map((element) => (element as HTMLElement).dataset['path']))]);
    expect(reached.slice(0, all.length)).toEqual(all);
  });

  it('goes to any box by parts of its name', async () => {
    const page = await editor.open();
    await page.keyboard.press('Control+g');
    // Enter at once: it goes by the text, whatever the list still shows.
    await page.keyboard.insertText('No.3 下半期 状況');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.waitForFunction(
      () => (document.activeElement as HTMLElement | null)?.dataset['path']?.includes('secondHalf') === true,
    );
    expect(await page.locator('.sheet-bar h1').innerText()).toContain('No.3');
  });

  it('shows the list of keys for ? outside of boxes, and types it inside', async () => {
    const page = await editor.open();
    await page.keyboard.press('Control+1');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'キー操作の一覧' }).waitFor();
    await page.keyboard.press('Escape');
    await box(page, 'purpose').focus();
    await page.keyboard.type('?');
    expect(await box(page, 'purpose').inputValue()).toContain('?');
  });
});

describe('locked boxes', () => {
  it('are opened on an explicit word, which the history keeps, and are saved', async () => {
    const file = putWorkbook({
      protection: true,
      tamper: (name, data) => (name === 'xl/styles.xml' ? String(data).replaceAll('locked="0"', 'locked="1"') : data),
    });
    const page = await editor.open(file);
    const before = await box(page, 'purpose').inputValue();
    await box(page, 'purpose').focus();
    await page.keyboard.type('書けない');
    expect(await box(page, 'purpose').inputValue()).toBe(before);
    await page.getByRole('button', { name: '改革の目的、考えられる効果のロックを外す' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'ロックを外す' }).click();
    await page.locator('#box-purpose:not([readonly])').waitFor();
    await box(page, 'purpose').fill('書けた');
    await saveState(page, 'stored');
    expect(await historyTexts(page, 'purpose')).toEqual(['書けた', before]);
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    expect(cellsHolding(file, '書けた')).toHaveLength(1);
  });
});
