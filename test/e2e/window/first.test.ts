import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { exchanged, textOf } from '../../main/exchange/returned.ts';
import { excelClipboard, type CopiedCell } from '../../helpers/excel-clipboard.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { answerMessages, chooseFiles, command, messagesShown } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';
import { box, openRow, putWorkbook, saveState, sharedEditor } from '../editor/editor.ts';

const editor = sharedEditor();
/** As large as a city's: what a person sees of faults must hold there. */
const plan = { years: [2024, 2025, 2026], items: 300 };

/** Puts a block on the system's clipboard in the formats that Excel writes, and pastes it by the keyboard. */
async function pasteAs(page: Page, rows: readonly (readonly CopiedCell[])[]): Promise<void> {
  const { text, html } = excelClipboard(rows);
  await editor
    .desk()
    .app.evaluate(({ clipboard }, data) => (clipboard as unknown as { write(data: unknown): void }).write(data), {
      text,
      html,
    });
  await page.keyboard.press('Control+v');
}

const clipboardText = async (): Promise<string> =>
  editor.desk().app.evaluate(({ clipboard }) => (clipboard as unknown as { readText(): string }).readText());

const sectionsText = async (file: string): Promise<string> => {
  const item = exchanged(fs.readFileSync(file)).opened.items[0];
  return item?.fields.sections?.text ?? '';
};

describe('a section that is typed', () => {
  const add = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: '＋ 課を追加' }).click();
    await page.keyboard.type(name);
  };

  it.each([
    ['Ctrl+PageDown', (page: Page) => page.keyboard.press('Control+PageDown')],
    ['F4', (page: Page) => page.keyboard.press('F4')],
    ['Ctrl+W', (page: Page) => page.keyboard.press('Control+w')],
  ] as const)('is not lost by %s, and goes into the file', async (name, leave) => {
    const file = putWorkbook(plan);
    const page = await editor.open(file);
    await add(page, '監査課');
    await leave(page);
    if (name === 'F4') await page.keyboard.press('F4');
    if (name === 'Ctrl+W') {
      await page.locator('.recent').first().waitFor();
      // The list of recent workbooks says that its file lacks something.
      await page.locator('.recent .unsaved-mark').first().waitFor();
      await page.locator('.recent-open').first().click();
      await page.locator('.item-row').first().waitFor();
    } else {
      await openRow(page, 0);
      await page.locator('input.section-name').first().waitFor();
    }
    expect(await page.locator('input.section-name').last().inputValue()).toBe('監査課');
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    expect(await sectionsText(file)).toContain('監査課');
  });

  it('is in the file when Ctrl+S is pressed with the cursor in it, and keeps the cursor', async () => {
    const file = putWorkbook(plan);
    const page = await editor.open(file);
    await add(page, '監査');
    await page.waitForTimeout(700);
    await page.keyboard.type('課');
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    expect(await sectionsText(file)).toContain('監査課');
    expect(await page.locator('.unsaved-mark').count()).toBe(0);
  });
});

describe('the clipboard', () => {
  it('takes one cell of Excel without its line end and quotation marks', async () => {
    const page = await editor.open(plan);
    for (const cell of [
      { text: '55百万円' },
      { text: '・一行目\n・「二行目」と"三"' },
      // A merged cell, as the boxes of the form are.
      { text: '・結合したセル', across: 4, down: 1 },
    ]) {
      await box(page, 'purpose').fill('');
      await pasteAs(page, [[cell]]);
      await expect.poll(() => box(page, 'purpose').inputValue()).toBe(cell.text);
    }
    await saveState(page, 'stored');
  });

  it('spreads a block over the table, after a look, as one step of undo', async () => {
    const page = await editor.open(plan);
    const values = () =>
      Promise.all(
        ['2025.plan', '2025.actual', '2026.plan', '2026.actual'].map((end) =>
          box(page, `indicators.0.${end}`).inputValue(),
        ),
      );
    await box(page, 'indicators.0.2025.plan').focus();
    const before = await values();
    // Copied from the form itself, where each box is three columns wide.
    await pasteAs(page, [['100', '95', '120', '118'].map((text) => ({ text, across: 3 }))]);
    const dialog = page.getByRole('dialog', { name: 'コピーしたセルの貼り付け' });
    await dialog.getByRole('button', { name: '4欄に貼り付ける' }).click();
    await expect.poll(values).toEqual(['100', '95', '120', '118']);
    await page.keyboard.press('Control+z');
    await expect.poll(values).toEqual(before);
  });

  it('gets the table as cells, and a reminder, through main', async () => {
    const page = await editor.open(plan);
    await box(page, 'indicators.0.2025.plan').fill('5"件');
    await page.keyboard.press('Control+Shift+c');
    await expect.poll(clipboardText).toContain('"5""件"\t');
  });

  it('has a menu at the right button', async () => {
    const page = await editor.open(plan);
    await box(page, 'purpose').fill('目的の文');
    await box(page, 'purpose').selectText();
    await box(page, 'purpose').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'コピー' }).first().click();
    await expect.poll(clipboardText).toBe('目的の文');
    await box(page, 'actions').fill('');
    await box(page, 'actions').click({ button: 'right' });
    await page.getByRole('menuitem', { name: '貼り付け' }).click();
    await expect.poll(() => box(page, 'actions').inputValue()).toBe('目的の文');
  });
});

describe('a table of numbers', () => {
  it('is gone through by Enter and arrows, and takes no line end', async () => {
    const page = await editor.open({ years: [2025, 2026], indicatorRows: 2 } as never);
    const first = box(page, 'indicators.0.2025.plan');
    await first.fill('44');
    await page.keyboard.press('Enter');
    expect(await first.inputValue()).toBe('44');
    const at = (): Promise<string | undefined> =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['path']);
    const below = await at();
    expect(below === 'indicators.1.2025.plan' || below === 'indicators.0.2025.actual').toBe(true);
    await first.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowRight');
    expect(await at()).toBe('indicators.0.2025.actual');
  });

  it('and lists of choices take Delete', async () => {
    const page = await editor.open(plan);
    const grade = page.locator('.choice').first();
    await grade.click();
    await page.locator('.choices [role="option"]').first().click();
    await expect.poll(() => grade.innerText()).not.toBe('▾');
    await grade.focus();
    await page.keyboard.press('Delete');
    await expect.poll(async () => (await grade.locator('.choice-text').innerText()).trim()).toBe('');
  });
});

describe('what would be lost is asked about', () => {
  it('in dialogs, by Escape and by a click beside', async () => {
    const page = await editor.open(plan);
    await command(editor.desk().app, 'newPlan');
    const dialog = page.getByRole('dialog', { name: '新しい計画' });
    await dialog.getByLabel('計画の名前').fill('港市プラン');
    await page.keyboard.press('Escape');
    await dialog.getByText('書きかけの入力は残りません').waitFor();
    await page.keyboard.press('Enter');
    expect(await dialog.getByLabel('計画の名前').inputValue()).toBe('港市プラン');
    await page.mouse.click(5, 5);
    await dialog.getByRole('button', { name: '入力を捨てて閉じる' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('before an earlier version takes the place of the file', async () => {
    const file = putWorkbook(plan);
    const page = await editor.open(file);
    const before = await box(page, 'purpose').inputValue();
    await box(page, 'purpose').fill('新しい目的');
    await saveState(page, 'stored');
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    await command(editor.desk().app, 'showVersions');
    await page
      .getByRole('button', { name: /の版に戻す…$/u })
      .first()
      .click();
    const dialog = page.getByRole('dialog', { name: /の版に戻しますか$/u });
    await dialog.getByText('変わる欄：1欄').waitFor();
    expect(textOf(fs.readFileSync(file), '1', 'purpose')).toBe('新しい目的');
    await dialog.getByRole('button', { name: 'この版に戻す' }).click();
    await page.locator('.notice').getByText('の版に戻しました').waitFor();
    await expect.poll(() => box(page, 'purpose').inputValue()).toBe(before);
  });
});

describe('notices', () => {
  it('are two at most, those of this workbook, and tabs scroll to the one in front', async () => {
    const small = { years: plan.years };
    const page = await editor.open(small);
    for (let index = 0; index < 9; index += 1) {
      const file = putWorkbook(small, `とても長い名前の計画のブック${index}.xlsx`);
      await page.evaluate(() => undefined);
      await chooseFiles(editor.desk().app, [file]);
      await page.keyboard.press('Control+o');
      await page
        .locator('.tabs li')
        .nth(index + 1)
        .waitFor();
    }
    const tab = page.locator('.tabs li[data-active]');
    const [seen, strip] = [await tab.boundingBox(), await page.locator('.tabs').boundingBox()];
    expect((seen?.x ?? 0) + (seen?.width ?? 0)).toBeLessThanOrEqual((strip?.x ?? 0) + (strip?.width ?? 0) + 1);
    expect(await page.locator('.notice').count()).toBeLessThanOrEqual(2);
  });
});

describe('closing', () => {
  const open: Desk[] = [];
  afterEach(async () => {
    for (const desk of open.splice(0)) await desk.kill().catch(() => undefined);
    removeFolders();
  });

  it('asks about changes that are not in Excel: stays, saves, or leaves them on this machine; the window’s place is kept', async () => {
    const file = path.join(lastingFolder('closing'), '計画.xlsx');
    fs.writeFileSync(file, fixtureWorkbook(plan).bytes);
    const data = lastingFolder('data');
    fs.writeFileSync(path.join(data, 'settings.json'), JSON.stringify({ firstStartDone: true }));
    const desk = await launchDesk({ args: [file], data });
    open.push(desk);
    const { app, page } = desk;
    await box(page, 'purpose').fill('閉じる前の文');
    await saveState(page, 'stored');
    await page.locator('.tabs .unsaved-mark').waitFor();
    await expect.poll(() => page.title()).toMatch(/^● /u);
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 20, y: 10, width: 1010, height: 640 }),
    );
    // 「やめる」
    await answerMessages(app, 2);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(() => messagesShown(app)).toHaveLength(1);
    expect((await messagesShown(app))[0]).toContain('計画.xlsx');
    await page.waitForTimeout(500);
    expect(await box(page, 'purpose').inputValue()).toBe('閉じる前の文');
    // 「Excelに保存して閉じる」
    await answerMessages(app, 0);
    const gone = new Promise<void>((resolve) => void app.process().once('exit', () => resolve()));
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await gone;
    open.length = 0;
    expect(textOf(fs.readFileSync(file), '1', 'purpose')).toBe('閉じる前の文');
    const again = await launchDesk({ args: [file], data });
    open.push(again);
    const bounds = await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    expect(bounds).toMatchObject({ width: 1010, height: 640 });
  });
});
