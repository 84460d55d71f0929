import '../../../src-renderer/desk.ts';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { filledItem } from '../../helpers/fixture-items.ts';
import { chooseTarget, command } from '../helpers/dialogs.ts';
import path from 'node:path';
import { emptied } from '../helpers/emptied.ts';
import { lastingFolder } from '../helpers/launch.ts';
import { box, putWorkbook, rows, saveState, sharedEditor } from '../editor/editor.ts';

const editor = sharedEditor();
const years = [2025, 2026];
const background = (page: Page, name: string): Promise<string> =>
  page.getByRole('button', { name }).evaluate((element) => getComputedStyle(element).backgroundColor);

/** The smaller faults that were seen in the window, by their numbers in that list. */
describe('the list', () => {
  it('shows whether «自分の課だけ» is on (A22), and says why a short name lists nothing (A23)', async () => {
    const page = await editor.open({ years }, { personSection: '企画第1課' });
    const on = await background(page, '自分の課だけ');
    await page.getByRole('button', { name: '自分の課だけ' }).click();
    await page.mouse.move(1, 1);
    await expect.poll(() => background(page, '自分の課だけ')).not.toBe(on);
    const short = await editor.open({ years }, { personSection: '企画第1' });
    await short.keyboard.press('Control+Shift+M');
    await short
      .getByRole('button', { name: /企画第1課/u })
      .first()
      .waitFor();
  });

  it('sorts and filters by workbook (A30), its choices in the form’s order (A31)', async () => {
    const grades = ['A', 'D', 'B', 'C'];
    const items = grades.map((grade, index) => {
      const item = filledItem(index + 1, years);
      return {
        ...item,
        values: { ...item.values, 'annual.2025.grade': grade, 'annual.2026.grade': grade, 'overall.grade': grade },
      };
    });
    const page = await editor.open({ years, items });
    await page.locator('.filters h2 button').click();
    await page.locator('.filter-grid .choose', { hasText: /^評価/u }).getByRole('button').click();
    const options = await page.locator('.choices [role="option"]').allInnerTexts();
    expect(options.map((text) => text.trim().slice(0, 1))).toEqual(['A', 'B', 'C', 'D']);
    // Several at once, each with its chip (22: filters).
    await page.getByRole('option', { name: /^A/u }).click();
    await page.getByRole('option', { name: /^D/u }).click();
    await page.keyboard.press('Escape');
    await expect.poll(() => rows(page).count()).toBe(2);
    expect(await page.locator('.list-chips button').count()).toBe(2);
    await page.locator('.list-chips button').first().click();
    await expect.poll(() => rows(page).count()).toBe(1);
  });

  it('takes a phrase of one’s own at the cursor, by keyboard alone, and keeps it', async () => {
    const page = await editor.open({ years });
    await box(page, 'purpose').fill('前と後');
    await box(page, 'purpose').evaluate((element) => (element as HTMLTextAreaElement).setSelectionRange(1, 2));
    await page.keyboard.press('Control+Shift+B');
    const dialog = page.getByRole('dialog', { name: '定型文' });
    await dialog.getByLabel('新しい定型文').fill('・計画どおり・');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: '・計画どおり・', exact: true }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => box(page, 'purpose').inputValue()).toBe('前・計画どおり・後');
    // The cursor is back in the box, and one step of undo takes it out.
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-path'))).toBe('purpose');
    await page.keyboard.press('Control+z');
    await expect.poll(() => box(page, 'purpose').inputValue()).toBe('前と後');
    await page.keyboard.press('Control+Shift+B');
    await dialog.getByRole('button', { name: '定型文「・計画どおり・」を削除' }).click();
    await dialog.getByText('まだありません', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('the sheet is enlarged by keys, and stays so at the next start', async () => {
    const page = await editor.open({ years });
    const high = async (): Promise<number> => (await box(page, 'purpose').boundingBox())?.height ?? 0;
    const kept = () => page.evaluate(async () => (await window.desk.call('getSettings', [])).sheetZoom);
    const before = await high();
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Control+=');
    await expect.poll(async () => (await high()) / before).toBeGreaterThan(1.3);
    await expect.poll(kept).toBe(150);
    await page.reload();
    await expect.poll(async () => (await high()) / before).toBeGreaterThan(1.3);
    await page.keyboard.press('Control+0');
    await expect.poll(kept).toBe(100);
  });

  it('folded years stay as high as a line (A24)', async () => {
    const page = await editor.open({ years: [2022, 2023, 2024, 2025, 2026] });
    for (const head of await page.locator('.year-head').all())
      expect((await head.boundingBox())?.height ?? 0).toBeLessThan(70);
  });

  it('marks sheets by Space and Ctrl+click, and prints and replaces just those', async () => {
    const page = await editor.open({ years, items: 5 });
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Space');
    await rows(page)
      .nth(2)
      .click({ modifiers: ['Control'] });
    await page.getByText('印：2件').waitFor();
    await page.getByRole('region', { name: '印を付けた個票' }).getByRole('button', { name: '印刷…' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^印を付けた個票/u })
      .waitFor();
    await page.getByRole('dialog').getByText('2件').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+h');
    expect(await page.getByRole('dialog').getByRole('radio', { name: '印を付けた個票' }).isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '印を外す' }).click();
    await page.getByText('印：2件').waitFor({ state: 'detached' });
  });
});

describe('dialogs', () => {
  it('a new plan takes the fourth column (A26), and its preview fits its frame (A25)', async () => {
    const page = await editor.open({ years });
    await command(editor.desk().app, 'newPlan');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('計画の名前').fill('港市プラン');
    await dialog.getByLabel('最初の年度').fill('2027');
    await dialog.getByLabel('最後の年度').fill('2030');
    await dialog.getByLabel(/^項目（/u).fill('1\t窓口\t市民課\t市役所改革\n2\t施設\t資産課\t財政改革');
    await dialog.getByText('市役所改革').first().waitFor();
    await dialog.getByRole('button', { name: '見本を表示' }).click();
    const paper = dialog.getByRole('region', { name: '印刷の見本' });
    await expect.poll(() => paper.textContent()).toContain('窓口');
    await expect.poll(() => paper.evaluate((pane) => pane.scrollWidth - pane.clientWidth)).toBeLessThanOrEqual(1);
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: '入力を捨てて閉じる' }).click();
  });

  it('Escape leaves the print dialog after a PDF is done (A27)', async () => {
    const page = await editor.open({ years, items: 1 });
    await chooseTarget(editor.desk().app, path.join(lastingFolder('pdf'), 'a.pdf'));
    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'PDFに保存…' }).click();
    await dialog.getByRole('button', { name: 'フォルダーを開く' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('Enter answers the first start (A36)', async () => {
    const { page } = editor.desk();
    await emptied(page, { firstStartDone: false });
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('氏名').fill('田中');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  });

  it('what was replaced is not said any more once it is taken back (A39)', async () => {
    const page = await editor.open(putWorkbook({ years, items: 2 }));
    await box(page, 'purpose').fill('窓口の改善');
    await saveState(page, 'stored');
    await page.keyboard.press('Control+h');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('検索する文字列').fill('窓口の改善');
    await dialog.getByLabel('置換後の文字列').fill('窓口の改革');
    await dialog.getByRole('button', { name: /置き換える/u }).click();
    await page.locator('.notice', { hasText: '置き換えました' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.locator('.notice', { hasText: '置き換えました' }).waitFor({ state: 'detached' });
    expect(await box(page, 'purpose').inputValue()).toBe('窓口の改善');
  });
});
