import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, expect, it } from 'vitest';
import { chooseTarget } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';
import { putPlan } from '../helpers/workbooks.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  removeFolders();
});

it('prints the open item to a PDF, with what was typed but not saved yet', async () => {
  const pdf = path.join(lastingFolder('pdf'), '個票.pdf');
  desk = await launchDesk({ args: [putPlan().file] });
  const { app, page } = desk;
  const title = page.getByRole('textbox', { name: '具体的な改革項目', exact: true });
  await title.fill('印刷で確かめる題名');
  await title.blur();
  await chooseTarget(app, pdf);
  await page.getByRole('button', { name: '印刷', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'PDF', exact: false }).first().click();
  await expect.poll(() => fs.existsSync(pdf), { timeout: 30_000 }).toBe(true);
  const text = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
  expect(text.status).toBe(0);
  expect(text.stdout).toContain('印刷で確かめる題名');
  expect(text.stdout).not.toContain('第2項目の改革');
});
