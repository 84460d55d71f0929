import { describe, expect, it } from 'vitest';
import { filledItem } from '../../helpers/fixture-items.ts';
import { cellsHolding } from '../helpers/workbooks.ts';
import { box, historyTexts, inputMethod, putWorkbook, saveState, sharedEditor } from './editor.ts';

const editor = sharedEditor();
/** Long over: what is due is the last year's end, whatever today is. */
const years = [2013, 2014];
const focused = () =>
  editor.desk().page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['path'] ?? '');

describe('choices', () => {
  it("come from the workbook's own list, grouped by NFKC, while the stored text stays", async () => {
    const file = putWorkbook({
      years,
      items: [{ values: { ...filledItem(1, years).values, 'annual.2014.grade': 'Ｂ' } }],
    });
    const page = await editor.open(file);
    const grade = box(page, 'annual.2014.grade');
    expect(await grade.getAttribute('aria-label')).toBe('年度評価 平成26年度 評価: Ｂ');
    await grade.focus();
    await page.keyboard.press('ArrowDown');
    const list = page.getByRole('listbox', { name: /年度評価 平成26年度 評価/u });
    expect(await list.getByRole('option', { selected: true }).innerText()).toMatch(/^B/u);
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe('annual.2014.grade');
    expect(cellsHolding(file, 'Ｂ')).toHaveLength(1);
    await page.keyboard.press('Enter');
    await list.waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await saveState(page, 'stored');
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    expect(cellsHolding(file, 'Ｂ')).toHaveLength(0);
  });

  it('are free where the workbook allows: an input method types another, and the list is one key away', async () => {
    const page = await editor.open({
      years,
      tamper: (_name, data) =>
        typeof data === 'string' ? data.replaceAll('showErrorMessage="1"', 'showErrorMessage="0"') : data,
    });
    const status = box(page, 'progress.2014.secondHalf.status');
    await status.focus();
    await page.keyboard.press('Control+a');
    const method = await inputMethod(page);
    for (const text of ['こう', 'こうき']) await method.compose(text);
    await method.takenKey('ArrowDown');
    await method.takenKey('Enter');
    await method.confirm('後期へ延期');
    await saveState(page, 'stored');
    expect(await historyTexts(page, 'progress.2014.secondHalf.status')).toEqual(['後期へ延期']);
    await page.keyboard.press('Alt+ArrowDown');
    const list = page.getByRole('listbox', { name: /進捗状況/u });
    await list.getByRole('option', { name: '後期へ延期', selected: true }).waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await list.waitFor({ state: 'detached' });
    await expect.poll(focused).toBe('progress.2014.secondHalf.status');
    expect(await status.inputValue()).not.toBe('後期へ延期');
  });
});

describe('sections', () => {
  it('are a list with one lead, kept as the form writes it; changed by keyboard alone', async () => {
    const page = await editor.open({ years });
    const text = async (): Promise<string> => (await historyTexts(page, 'sections'))[0] ?? '';
    await page.getByRole('textbox', { name: '担当課 2' }).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
    await saveState(page, 'stored');
    expect(await text()).toBe('企画第1課●\n大都市制度・\n区政第1課');
    await page.getByRole('button', { name: '課を追加' }).press('Enter');
    await page.keyboard.type('財政課');
    await page.keyboard.press('Enter');
    await expect.poll(text).toBe('企画第1課●\n大都市制度・\n区政第1課\n財政課');
    await page.getByRole('radio', { name: '財政課を主担当課にする' }).press('Space');
    await expect.poll(text).toBe('企画第1課\n大都市制度・\n区政第1課\n財政課●');
  });
});

describe('a box of text', () => {
  it('shows its use of the printed box, and marks what would be cut', async () => {
    const page = await editor.open({ years });
    await box(page, 'purpose').fill('短い文');
    const purpose = page.locator('.box:has(#box-purpose)');
    await purpose.getByText(/^3字　1 \/ \d+行$/u).waitFor();
    expect(await purpose.locator('mark').count()).toBe(0);
    const lines = Array.from({ length: 40 }, (_, line) => `${line + 1}行目の文`);
    await box(page, 'purpose').fill(lines.join('\n'));
    await purpose.locator('.meter.over').waitFor();
    const cut = await purpose.locator('mark').innerText();
    expect(cut.endsWith('40行目の文')).toBe(true);
    expect(cut.length).toBeLessThan(lines.join('\n').length);
    expect(await box(page, 'purpose').evaluate((element) => element.scrollHeight <= element.clientHeight + 1)).toBe(
      true,
    );
  });

  it("has last year's text beside it while it is written; years settled before are folded, one key away", async () => {
    const page = await editor.open({ years: [2012, ...years] });
    await box(page, 'annual.2014.assessment').focus();
    expect(await box(page, 'annual.2012.assessment').count()).toBe(0);
    await page.keyboard.press('F9');
    await box(page, 'annual.2012.assessment').waitFor();
    const [last, now] = await Promise.all(
      ['annual.2013.assessment', 'annual.2014.assessment'].map((path) => box(page, path).boundingBox()),
    );
    expect(last?.y).toBe(now?.y);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(now?.x ?? 0);
    expect(await focused()).toBe('annual.2014.assessment');
  });

  it('points at spellings and mends them only when told to, in a step that can be taken back', async () => {
    const page = await editor.open({ years });
    const purpose = page.locator('.box:has(#box-purpose)');
    const typed = '　　１２件と34件、ｶﾅ、🚗\ue000';
    await box(page, 'purpose').fill(typed);
    for (const note of [/全角と半角の数字/u, /半角カナ/u, /行頭に余分な空白/u, /外字/u, /JIS外の文字/u])
      await purpose.getByText(note).waitFor();
    await saveState(page, 'stored');
    expect(await box(page, 'purpose').inputValue()).toBe(typed);
    await purpose.getByRole('button', { name: /^直す：半角カナ/u }).click();
    expect(await box(page, 'purpose').inputValue()).toContain('カナ、🚗');
    await box(page, 'purpose').focus();
    await page.keyboard.press('Control+.');
    const mended = await box(page, 'purpose').inputValue();
    expect(mended).toMatch(/^　?(?:１２件と３４件|12件と34件)、カナ、🚗\ue000$/u);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    expect(await box(page, 'purpose').inputValue()).toBe(typed);
  });

  it('goes on with bullets on Enter, and breaks the line on Alt+Enter as Excel does', async () => {
    const page = await editor.open({ years });
    await box(page, 'purpose').fill('・一つ目');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Alt+Enter');
    await page.keyboard.type('続き');
    await page.keyboard.press('Home');
    await page.keyboard.type('①');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    expect(await box(page, 'purpose').inputValue()).toBe('・一つ目\n①続き\n②');
  });
});

describe('indicators', () => {
  it('show the rate with its rule where both values are numbers', async () => {
    const page = await editor.open({ years });
    await box(page, 'indicators.0.2014.plan').fill('200件');
    await box(page, 'indicators.0.current').fill('100件');
    await box(page, 'indicators.0.2014.actual').fill('150件');
    await page.getByText('達成率 75％（実績÷計画）').waitFor();
    await box(page, 'indicators.0.2014.actual').fill('－');
    await page.locator('.rate').waitFor({ state: 'detached' });
  });
});

describe('a formula', () => {
  it('is read-only until it is replaced on an explicit word, which the history keeps', async () => {
    const file = putWorkbook({
      years,
      items: [
        {
          values: {
            ...filledItem(1, years).values,
            'indicators.0.2014.actual': { formula: '50+70', cached: '120', number: true },
          },
        },
      ],
    });
    const page = await editor.open(file);
    const actual = box(page, 'indicators.0.2014.actual');
    await actual.focus();
    await page.keyboard.type('9');
    expect(await actual.inputValue()).toBe('120');
    await page.getByRole('button', { name: /平成26年度 実績のロックを外す/u }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'ロックを外す' }).press('Enter');
    await page.locator('#box-indicators-0-2014-actual:not([readonly])').waitFor();
    await actual.fill('130');
    await saveState(page, 'stored');
    expect(await historyTexts(page, 'indicators.0.2014.actual')).toEqual(['130', '120']);
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    expect(await actual.inputValue()).toBe('130');
    expect(cellsHolding(file, '=50+70')).toHaveLength(0);
  });
});
