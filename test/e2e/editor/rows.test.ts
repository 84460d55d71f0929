import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { launchDesk } from '../helpers/launch.ts';
import { cellsHolding } from '../helpers/workbooks.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { box, inputMethod, putWorkbook, ready, saveState, sharedEditor } from './editor.ts';

const editor = sharedEditor();

const rowsInFile = (file: string): readonly (number | undefined)[] => {
  const read = openWorkbook(fs.readFileSync(file));
  return read.ok ? read.value.items.map(({ rows }) => rows['indicators'] ?? 0) : [];
};

describe('rows of 指標', () => {
  it('are added by key, filled by an input method, undone, done again and saved with a row of the form', async () => {
    const file = putWorkbook({});
    const page = await editor.open(file);
    const [before = 0, ...others] = rowsInFile(file);
    const name = box(page, `indicators.${before}.name`);
    await box(page, 'indicators.0.name').focus();
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(
      (path) => (document.activeElement as HTMLElement | null)?.dataset['path'] === path,
      `indicators.${before}.name`,
    );
    const method = await inputMethod(page);
    for (const text of ['ｍ', 'まんぞ', '満足']) await method.compose(text);
    await method.takenKey('Enter');
    await method.confirm('満足度');
    await saveState(page, 'stored');
    expect(await name.inputValue()).toBe('満足度');
    await page.keyboard.press('Control+z');
    expect(await name.inputValue()).toBe('');
    await page.keyboard.press('Control+y');
    expect(await name.inputValue()).toBe('満足度');
    await box(page, `indicators.${before}.2025.plan`).fill('80％');
    await saveState(page, 'stored');
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    expect(rowsInFile(file)).toEqual([before + 1, ...others]);
    expect(cellsHolding(file, '満足度')).toHaveLength(1);
    expect(cellsHolding(file, '80％')).toHaveLength(1);
    expect(await name.inputValue()).toBe('満足度');
  });

  it('are removed by key, out of the file too, and taken back', async () => {
    const file = putWorkbook({ items: [filledItem(1, [2025, 2026], 1, 3)] });
    const page = await editor.open(file);
    const [before = 0] = rowsInFile(file);
    const last = box(page, `indicators.${before - 1}.name`);
    const text = await last.inputValue();
    await last.focus();
    await page.keyboard.press('Control+Shift+Delete');
    await last.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['path'])).toBe(
      `indicators.${before - 2}.name`,
    );
    await page.keyboard.press('Control+z');
    await last.waitFor();
    expect(await last.inputValue()).toBe(text);
    await saveState(page, 'same');
    await page.keyboard.press('Control+y');
    await last.waitFor({ state: 'detached' });
    await saveState(page, 'stored');
    await page.keyboard.press('Control+s');
    await saveState(page, 'saved');
    expect(rowsInFile(file)[0]).toBe(before - 1);
    expect(cellsHolding(file, text)).toHaveLength(0);
  });

  it('not saved yet survive the end of the app without warning, with their undo', async () => {
    const file = putWorkbook({});
    let desk = await launchDesk({ args: [file] });
    await ready(desk.page);
    const [before = 0] = rowsInFile(file);
    await desk.page.getByRole('button', { name: '行を追加' }).last().click();
    await box(desk.page, `indicators.${before}.name`).fill('停電前の指標');
    await saveState(desk.page, 'stored');
    await desk.kill();
    desk = await launchDesk({ data: desk.data, args: [file] });
    await ready(desk.page);
    const name = box(desk.page, `indicators.${before}.name`);
    expect(await name.inputValue()).toBe('停電前の指標');
    await box(desk.page, 'title').focus();
    await desk.page.keyboard.press('Control+z');
    await saveState(desk.page, 'same');
    await name.waitFor({ state: 'detached' });
    await desk.close();
  });
});
