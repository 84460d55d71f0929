import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright';
import * as XLSX from 'xlsx';
import { teachMessages } from '../../../src-renderer/i18n/messages/teach.ts';
import type { Language } from '../../../src-shared/failures/language.ts';
import type { FieldKind } from '../../../src-shared/form/description.ts';
import { runPython } from '../../helpers/run-python.ts';
import { chooseFiles, chooseTarget } from '../helpers/dialogs.ts';
import { chooseByKey, chooseCellByKey, menuByKey, pressByKey, tabTo, typeByKey } from '../helpers/keyboard.ts';
import { lastingFolder, launchDesk, type Desk } from '../helpers/launch.ts';

/**
 * The steps of a plan of a form that nobody described, by keyboard alone. They go by classes and ids, never by words, so that they are
 * walked in both languages; each ends when the window shows that it is done.
 */

/** A window in a language, of a person who has started it before. */
export function startIn(language: Language): Promise<Desk> {
  const data = lastingFolder('data');
  fs.writeFileSync(
    path.join(data, 'settings.json'),
    JSON.stringify({ firstStartDone: true, language, personName: '港 花子', personSection: '', atClosing: 'leave' }),
  );
  return launchDesk({ data });
}

/** Every text of the shown sheets of a workbook, as SheetJS reads it. */
export function wordsOf(file: string): readonly unknown[] {
  const book = XLSX.read(fs.readFileSync(file));
  return book.SheetNames.filter((name) => !name.startsWith('_')).flatMap((name) =>
    XLSX.utils.sheet_to_json<unknown[]>(book.Sheets[name] ?? {}, { header: 1 }).flat(),
  );
}

/** Begins teaching from samples, by «様式の一覧». */
export async function beginFromSamples({ app, page }: Desk, samples: readonly string[]): Promise<void> {
  await chooseFiles(app, samples);
  await menuByKey(page, 'file', 'forms');
  await pressByKey(page, page.locator('dialog button.primary, [role="dialog"] button.primary').first());
  await page.locator('.teach-hit[data-what="box"]').first().waitFor({ timeout: 60_000 });
}

/** Gives the box of a cell a name of its own and waits until the paper says it. */
export async function nameBox(page: Page, cell: string, name: string): Promise<void> {
  await chooseCellByKey(page, cell);
  await typeByKey(page, page.locator('.teach-panel input').first(), name);
  await page.keyboard.press('Enter');
  await page.locator(`.teach-hit[data-cell="${cell}"][aria-label^="${name}"]`).waitFor();
  await page.keyboard.press('Escape');
}

/** Says of the box of a cell which kind it is. */
export async function sayKind(page: Page, cell: string, kind: FieldKind, language: Language): Promise<void> {
  await chooseCellByKey(page, cell);
  const label = teachMessages['teach.kind'][language];
  const button = page.locator('.teach-panel .choose', { has: page.getByText(label, { exact: true }) });
  await chooseByKey(page, button.getByRole('button'), teachMessages[`teach.kind.${kind}`][language]);
  await page.locator(`.teach-hit[data-cell="${cell}"][data-kind="${kind}"]`).waitFor();
  await page.keyboard.press('Escape');
}

/** «確かめる»: what the verdict says, and whether it is good. */
export async function proved(page: Page): Promise<{ readonly isGood: boolean; readonly says: string }> {
  await pressByKey(page, page.locator('.teach-bar .teach-steps').last().locator('button').first());
  const verdict = page.locator('.proof-verdict');
  await verdict.waitFor({ timeout: 180_000 });
  return { isGood: await verdict.evaluate((one) => one.classList.contains('good')), says: await verdict.innerText() };
}

/** «登録する»; the first sample opens by the form. */
export async function registered(page: Page): Promise<void> {
  await pressByKey(page, page.locator('.teach-bar .primary'));
  await page.locator('.item-row').first().waitFor({ timeout: 60_000 });
  await page.locator('#sheet [data-path]').first().waitFor();
}

/** Sends to the sections of these names, and gives the files. */
export async function sendTo(
  { app, page }: Desk,
  sections: readonly string[],
  target: string,
): Promise<readonly string[]> {
  await page.keyboard.press('Control+e');
  await page.getByRole('tabpanel').waitFor();
  await pressByKey(page, page.locator('.parcels .row button').nth(1));
  for (const section of sections) {
    await tabTo(page, page.locator('.parcels label.section', { hasText: section }).locator('input'));
    await page.keyboard.press('Space');
  }
  await chooseFiles(app, [target]);
  await pressByKey(page, page.locator('.page-foot .primary'));
  await page.locator('.exchange .message').first().waitFor({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await page.locator('.item-row').first().waitFor();
  return fs.readdirSync(target).map((name) => path.join(target, name));
}

/** Types into the box of a path of the sheet that is shown. */
export async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await page.keyboard.press('Control+2');
  await typeByKey(page, page.locator(`[data-path="${field}"]`).first(), text, 400);
  await page.keyboard.press('Tab');
  await page.locator('.save-state[data-state="stored"]').waitFor();
}

/** A section's laptop, where nobody knows the form: opened, one box typed over, «提出用に保存». */
export async function answeredInProgram(file: string, field: string, text: string, target: string): Promise<void> {
  const desk = await launchDesk({ args: [file] });
  const { app, page } = desk;
  try {
    await page.locator('.item-row').first().waitFor({ timeout: 60_000 });
    await typeInto(page, field, text);
    await chooseTarget(app, target);
    await menuByKey(page, 'file', 'prepareReturn');
    // It asks first only where something is missing.
    const asks = page.getByRole('dialog').locator('button.primary');
    for (let i = 0; i < 100 && !fs.existsSync(target) && !(await asks.isVisible()); i += 1)
      await page.waitForTimeout(100);
    if (!fs.existsSync(target)) await pressByKey(page, asks);
    for (let i = 0; i < 100 && !fs.existsSync(target); i += 1) await page.waitForTimeout(100);
  } finally {
    await desk.close();
  }
}

/** A section that has Excel alone: the cell whose text is `before` gets another, by a program that is not ours. */
export function answeredElsewhere(file: string, before: string, text: string): void {
  const script = `
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
cells = [cell for sheet in book if sheet.sheet_state == 'visible' for row in sheet.iter_rows() for cell in row if cell.value == sys.argv[2]]
cells[0].value = sys.argv[3]
book.save(sys.argv[1])
print(json.dumps(len(cells)))`;
  runPython(script, [file, before, text]);
}

/** Takes returned files in; what cannot be decided waits. */
export async function collected({ app, page }: Desk, files: readonly string[]): Promise<void> {
  await page.keyboard.press('Control+e');
  await page.getByRole('tabpanel').waitFor();
  await toTab(page, 1);
  await chooseFiles(app, files);
  await pressByKey(page, page.getByRole('tabpanel').locator('button').first());
  await page.locator('.file-list li').first().waitFor({ timeout: 60_000 });
  await pressByKey(page, page.locator('.page-foot .primary'));
  await page.locator('.exchange .message').first().waitFor({ timeout: 60_000 });
}

/** Opens the workbooks of a folder as one plan. */
export async function openedFolder({ app, page }: Desk, folder: string, items: number): Promise<void> {
  await chooseFiles(app, [folder]);
  await menuByKey(page, 'file', 'openFolder');
  await page.waitForFunction((count) => document.querySelectorAll('.item-row').length === count, items);
}

/** Takes in what was returned for the other workbooks of a plan that is a folder, one after another. */
export async function collectedOthers(page: Page, count: number): Promise<void> {
  await page.keyboard.press('Control+e');
  await page.getByRole('tabpanel').waitFor();
  for (let i = 0; i < count; i += 1) {
    await toTab(page, 1);
    await pressByKey(page, page.locator('.collect > .remark button').first());
    await page.locator('.file-list li').first().waitFor();
    await pressByKey(page, page.locator('.page-foot .primary'));
    await page.locator('.file-list').waitFor({ state: 'detached' });
  }
  await page.keyboard.press('Escape');
  await page.locator('.item-row').first().waitFor();
}

/** Decides the one conflict by the key that takes the section's text (`1`) or the plan's (`2`). */
export async function decided(page: Page, key: '1' | '2'): Promise<string> {
  await toTab(page, 2);
  const conflict = page.locator('.conflict');
  await conflict.waitFor();
  const says = await conflict.innerText();
  await page.keyboard.press(key);
  await conflict.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.locator('.item-row').first().waitFor();
  return says;
}

async function toTab(page: Page, index: number): Promise<void> {
  const tab = page.getByRole('tab').nth(index);
  await tabTo(page, page.locator('[role="tab"][tabindex="0"], [role="tab"][aria-selected="true"]').first());
  await page.keyboard.press('Home');
  for (let i = 0; i < index; i += 1) await page.keyboard.press('ArrowRight');
  await page.waitForFunction((one) => one?.getAttribute('aria-selected') === 'true', await tab.elementHandle());
}

/** Saves, and waits until the file holds it. */
export async function saved(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  await page.locator('.save-state[data-state="saved"]').waitFor({ timeout: 60_000 });
}

/** Saves every workbook of the plan. */
export async function savedAll(page: Page): Promise<void> {
  await menuByKey(page, 'file', 'saveAll');
  await page.waitForFunction(() => document.querySelector('.unsaved-mark') === null);
  await page.locator('.save-state[data-state="saved"]').waitFor({ timeout: 60_000 });
}

/** Prints the shown sheet as PDF; its words as another program reads them, without blanks. */
export async function printedWords({ app, page }: Desk, target: string): Promise<string> {
  await chooseTarget(app, target);
  await page.keyboard.press('Control+p');
  await page.locator('.papers > *').first().waitFor({ timeout: 60_000 });
  await pressByKey(page, page.getByRole('dialog').getByRole('button', { name: /PDF/u }).first());
  for (let i = 0; i < 300 && !fs.existsSync(target); i += 1) await page.waitForTimeout(100);
  await page.keyboard.press('Escape');
  const read = spawnSync('pdftotext', ['-layout', target, '-'], { encoding: 'utf8' });
  if (read.status !== 0) throw new Error(`pdftotext: ${read.error?.message ?? read.stderr}`);
  return read.stdout.normalize('NFKC').replaceAll(/\s+/gu, '');
}
