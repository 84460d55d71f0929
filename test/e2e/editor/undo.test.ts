import fs from 'node:fs';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { box, historyTexts, openRow, putWorkbook, ready, saveState, sharedEditor, startEditor } from './editor.ts';
import { textOf } from '../../main/exchange/returned.ts';
import { launchDesk } from '../helpers/launch.ts';

const editor = sharedEditor();

async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await box(page, field).focus();
  await page.keyboard.press('Control+a');
  // At once: on a busy machine single keys lie so far apart that each is a step of its own.
  await page.keyboard.insertText(text);
  await saveState(page, 'stored');
}

describe('undo', () => {
  it('goes across sheets by steps of one pause, and shows the box', async () => {
    const page = await editor.open();
    const first = await box(page, 'purpose').inputValue();
    await typeInto(page, 'purpose', 'いち');
    await openRow(page, 1);
    const second = await box(page, 'actions').inputValue();
    await typeInto(page, 'actions', 'に');
    await typeInto(page, 'actions', 'さん');
    await page.keyboard.press('Control+z');
    expect(await box(page, 'actions').inputValue()).toBe('に');
    await page.keyboard.press('Control+z');
    expect(await box(page, 'actions').inputValue()).toBe(second);
    await page.keyboard.press('Control+z');
    await page.locator('.item-row[aria-selected="true"] .row-no', { hasText: '1' }).waitFor();
    expect(await box(page, 'purpose').inputValue()).toBe(first);
    await page.keyboard.press('Control+y');
    expect(await box(page, 'purpose').inputValue()).toBe('いち');
    await page.keyboard.press('Control+Shift+z');
    await page.locator('.item-row[aria-selected="true"] .row-no', { hasText: '2' }).waitFor();
    expect(await box(page, 'actions').inputValue()).toBe('に');
  });

  it('takes back what is still being typed', async () => {
    const page = await editor.open();
    const before = await box(page, 'purpose').inputValue();
    await box(page, 'purpose').focus();
    await page.keyboard.type('途中');
    await page.keyboard.press('Control+z');
    expect(await box(page, 'purpose').inputValue()).toBe(before);
  });

  it('after saving changes the draft only, until the next saving', async () => {
    const file = putWorkbook({});
    const page = await editor.open(file);
    const before = await box(page, 'purpose').inputValue();
    await typeInto(page, 'purpose', '保存した文');
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    const saved = fs.readFileSync(file);
    expect(textOf(saved, '1', 'purpose')).toBe('保存した文');
    await page.keyboard.press('Control+z');
    await saveState(page, 'stored');
    expect(await box(page, 'purpose').inputValue()).toBe(before);
    expect(fs.readFileSync(file)).toEqual(saved);
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    expect(textOf(fs.readFileSync(file), '1', 'purpose')).toBe(before);
  });

  it('survives the end of the app without warning', async () => {
    const file = putWorkbook({});
    const killed = await startEditor({ args: [file] });
    const before = await box(killed.page, 'purpose').inputValue();
    await typeInto(killed.page, 'purpose', '停電の前に入力');
    await killed.kill();
    const desk = await launchDesk({ data: killed.data, args: [file] });
    const { page } = desk;
    await ready(page);
    expect(await box(page, 'purpose').inputValue()).toBe('停電の前に入力');
    await page.getByText('まだExcelファイルに保存していない変更が1か所あります').waitFor();
    await box(page, 'title').focus();
    await page.keyboard.press('Control+z');
    await page.locator('[data-state="same"].save-state').waitFor();
    expect(await box(page, 'purpose').inputValue()).toBe(before);
    expect((await historyTexts(page, 'purpose'))[0]).toBe(before);
    await desk.close();
  });

  it('is one step for a replacement over many sheets, with a preview first', async () => {
    const page = await editor.open({ items: 4 });
    await page.keyboard.press('Control+h');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('検索する文字列').fill('職員の負担');
    await dialog.getByLabel('置換後の文字列').fill('職員の手間');
    await dialog.getByText('4か所（個票4件）').waitFor();
    await dialog.getByRole('checkbox', { name: /No\.2/u }).click({ force: true });
    await dialog.getByRole('button', { name: '選んだ3か所を置き換える' }).click();
    await saveState(page, 'stored');
    expect(await box(page, 'purpose').inputValue()).toContain('職員の手間を減らす');
    expect(await page.locator('.badge.changed').count()).toBe(3);
    await page.keyboard.press('Control+z');
    await saveState(page, 'same');
    expect(await page.locator('.badge.changed').count()).toBe(0);
  });

  it("shows a box's history with what changed, and brings a text back", async () => {
    const page = await editor.open({}, { personName: '田中' });
    const before = await box(page, 'purpose').inputValue();
    await typeInto(page, 'purpose', '書き直した文');
    await box(page, 'purpose').focus();
    await page.keyboard.press('Control+Shift+h');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('田中').waitFor();
    expect(await dialog.locator('ins').first().innerText()).toContain('書き直した');
    await dialog.getByRole('button', { name: '変更前の文に戻す' }).click();
    await saveState(page, 'same');
    expect(await box(page, 'purpose').inputValue()).toBe(before);
  });

  it('never lets the browser undo on its own', async () => {
    const page = await editor.open();
    const { app } = editor.desk();
    await typeInto(page, 'purpose', '一度目');
    await typeInto(page, 'purpose', '二度目');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.undo());
    await page.keyboard.press('Shift');
    expect(await box(page, 'purpose').inputValue()).toBe('二度目');
  });
});
