import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { lastingFolder } from '../helpers/launch.ts';
import { command } from '../helpers/dialogs.ts';
import { box, openRow, saveState, sharedEditor } from './editor.ts';

const editor = sharedEditor();
const focused = (): Promise<string> =>
  editor.desk().page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['path'] ?? '');
/** A page is laid out anew after every change, which a busy machine takes its time for. */
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 30_000 });
const toggle = (page: Page) => page.getByRole('button', { name: '紙面表示', exact: true });
const hit = (page: Page, name: string) => page.locator('.papers').getByRole('button', { name, exact: true });
const drawn = (page: Page): Promise<void> => page.locator('.papers[aria-busy="false"] .kp-page').first().waitFor();
const onPaper = async (page: Page): Promise<string> => (await page.locator('.papers').innerText()).replace(/\s+/gu, '');

async function openSample(): Promise<Page> {
  const file = path.join(lastingFolder('paper'), '見本.xlsx');
  fs.copyFileSync(path.resolve(import.meta.dirname, '../../../assets/sample/sample-plan.xlsx'), file);
  return editor.open(file);
}

it('shows the sheet as it is printed; a press on a box leads to its field, and what is typed there stands on the page', async () => {
  const page = await openSample();
  await openRow(page, 1);
  await toggle(page).click();
  await drawn(page);
  expect(await toggle(page).getAttribute('aria-pressed')).toBe('true');
  expect(await onPaper(page)).toContain('支所の業務の見直しとオンライン相談の開始');
  await hit(page, '改革の目的、考えられる効果').click();
  await eventually(focused).toBe('purpose');
  expect(await toggle(page).getAttribute('aria-pressed')).toBe('false');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('紙面で読み返して足した一文');
  // Not even the pause of typing is waited for.
  await page.keyboard.press('F4');
  await drawn(page);
  expect(await onPaper(page)).toContain('紙面で読み返して足した一文');
  await eventually(focused).toBe('purpose');
});

it('is used by keyboard alone: Tab goes over the boxes in the order of the form, Enter edits, F4 comes back to the same field', async () => {
  const page = await openSample();
  await box(page, 'background').focus();
  await page.keyboard.press('F4');
  await drawn(page);
  await eventually(focused).toBe('background');
  await page.keyboard.press('Tab');
  await eventually(focused).toBe('purpose');
  await page.keyboard.press('F4');
  await box(page, 'purpose').and(page.locator('textarea')).waitFor();
  await eventually(focused).toBe('purpose');
  await page.keyboard.press('F4');
  await drawn(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await box(page, 'actions').and(page.locator('textarea')).waitFor();
  await eventually(focused).toBe('actions');
  // By the button with the mouse, which takes the cursor, the box is still known.
  await toggle(page).click();
  await drawn(page);
  await toggle(page).click();
  await eventually(focused).toBe('actions');
});

it('has a button over every box of the form and over nothing else, each where its text is, blank ones too', async () => {
  const page = await openSample();
  await page.keyboard.press('F9');
  const fields = await page
    .locator('.paper [data-path]')
    .evaluateAll((boxes) => [...new Set(boxes.map((one) => (one as HTMLElement).dataset['path'] ?? ''))]);
  await command(editor.desk().app, 'togglePaper');
  await drawn(page);
  const hits = await page
    .locator('.kp-hit')
    .evaluateAll((all) =>
      all.map((one) => ({ path: (one as HTMLElement).dataset['path'] ?? '', name: one.ariaLabel ?? '' })),
    );
  expect(hits.map(({ path: at }) => at).toSorted()).toEqual(fields.toSorted());
  expect(new Set(hits.map(({ name }) => name)).size).toBe(hits.length);
  const title = '書かない窓口の導入と手続案内の一元化';
  const text = await page.locator('.papers .kp-t').getByText(title, { exact: true }).boundingBox();
  const over = await hit(page, '具体的な改革項目').boundingBox();
  if (text === null || over === null) throw new Error('the title is not on the page');
  expect(text.x).toBeGreaterThanOrEqual(over.x);
  expect(text.x + text.width).toBeLessThanOrEqual(over.x + over.width);
  expect(text.y).toBeGreaterThanOrEqual(over.y - 1);
  expect(text.y + text.height).toBeLessThanOrEqual(over.y + over.height + 1);
});

it('follows the sheet that is opened and long text that goes on to another page, as print does', async () => {
  const page = await openSample();
  await page.keyboard.press('F4');
  await drawn(page);
  await page.keyboard.press('Control+PageDown');
  await eventually(() => onPaper(page)).toContain('支所の業務の見直しとオンライン相談の開始');
  await page.locator('.papers[aria-busy="false"]').waitFor();
  await hit(page, '取組の内容').click();
  await box(page, 'actions').fill(
    Array.from({ length: 120 }, (_, line) => `・${line + 1}つ目の取組を、関係する課と分担して進める。`).join('\n'),
  );
  await saveState(page, 'stored');
  await page.keyboard.press('F4');
  await eventually(() => page.locator('.papers[aria-busy="false"] .kp-page').count()).toBeGreaterThan(1);
  expect(await onPaper(page)).toContain('120つ目の取組');
  await page.getByText('文章が長いため、次の用紙に続く個票').waitFor();
  const shown = await page.locator('.papers .kp-page').count();
  await page.keyboard.press('Control+Shift+P');
  await eventually(() => page.getByRole('dialog').locator('.papers[aria-busy="false"] .kp-page').count()).toBe(shown);
  await page.keyboard.press('Escape');
  // A walk to what is missing leads to the box itself.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('F8');
  await page.locator('.paper').waitFor();
});
