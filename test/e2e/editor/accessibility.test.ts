import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { languages, type Language } from '../../../src-shared/failures/language.ts';
import { violationsInThemes, type Theme } from '../helpers/axe.ts';
import { command } from '../helpers/dialogs.ts';
import { dropFiles } from '../helpers/drop.ts';
import { changeElsewhere } from '../helpers/workbooks.ts';
import { box, openRow, putWorkbook, saveState, sharedEditor } from './editor.ts';

const editor = sharedEditor();

interface Screen {
  readonly name: string;
  /** How a person gets there; it may be an action's id, as the menu runs it. */
  readonly open: string | ((page: Page) => Promise<unknown>);
  /** What shows that the screen is there. */
  readonly shown?: string;
  /** How a person leaves; by default with Escape. */
  readonly leave?: (page: Page) => Promise<unknown>;
}

const stay = (): Promise<void> => Promise.resolve();
const tab =
  (index: number): Screen['open'] =>
  (page) =>
    page.getByRole('tab').nth(index).click();

/** Every screen and dialog of a workbook in use. */
const screens: readonly Screen[] = [
  { name: 'the sheet', open: (page) => box(page, 'purpose').focus(), leave: stay },
  {
    name: 'the sheet with filters, settled years, changes and typing helps',
    open: async (page) => {
      await box(page, 'purpose').fill('𠮷田１2');
      await saveState(page, 'stored');
      await page.locator('.filters h2 button').click();
      await page.keyboard.press('F9');
    },
    leave: (page) => page.locator('.filters h2 button').click(),
  },
  { name: 'due boxes only', open: (page) => page.keyboard.press('F10'), leave: (page) => page.keyboard.press('F10') },
  {
    name: 'the paper view',
    open: (page) => page.keyboard.press('F4'),
    shown: '.papers .kp-hit',
    leave: (page) => page.keyboard.press('F4'),
  },
  {
    name: 'a list of choices',
    open: (page) => page.locator('.choice').first().click(),
    shown: '.choices [role="listbox"]',
  },
  { name: 'the menu', open: (page) => page.locator('.toolbar button').last().click(), shown: '[role="menu"]' },
  {
    name: 'the checks',
    open: 'toggleChecks',
    shown: '.panel',
    leave: (page) => page.keyboard.press('Control+Shift+k'),
  },
  { name: 'settings', open: 'settings' },
  { name: 'keys', open: 'keys' },
  { name: 'help', open: 'help' },
  { name: 'going to a box', open: 'goTo', shown: '[role="dialog"] [role="option"]' },
  {
    name: 'find and replace',
    open: async (page) => {
      await page.keyboard.press('Control+h');
      await page.keyboard.type('項目');
    },
    shown: '.occurrences li',
  },
  {
    name: 'history',
    open: async (page) => {
      await box(page, 'purpose').focus();
      await page.keyboard.press('Control+Shift+h');
    },
    shown: '.history',
  },
  {
    name: 'unlocking',
    open: async (page) => {
      await page.locator('.box[data-lock]').first().hover();
      await page.locator('.note.lock button').first().click();
    },
  },
  { name: 'print', open: 'print', shown: '.papers > *' },
  { name: 'printing the changes', open: 'printChanges', shown: '.papers > *' },
  { name: 'earlier versions', open: 'showVersions' },
  { name: 'new plan', open: 'newPlan' },
  { name: 'next plan', open: 'nextPlan' },
  { name: 'exchange: sending', open: 'exchange', shown: '[role="tabpanel"]', leave: stay },
  { name: 'exchange: collecting', open: tab(1), leave: stay },
  { name: 'exchange: deciding', open: tab(2), leave: stay },
  { name: 'exchange: who is missing', open: tab(3), leave: stay },
  { name: 'exchange: the record', open: tab(4) },
];

/** High contrast has no words of its own: once is enough. */
const themesIn = { ja: ['light', 'dark', 'contrast'], en: ['light', 'dark'] } as const satisfies Record<
  Language,
  readonly Theme[]
>;

async function visit(
  page: Page,
  language: Language,
  { name, open, shown = '[role="dialog"]', leave = (at) => at.keyboard.press('Escape') }: Screen,
): Promise<readonly string[]> {
  if (typeof open === 'string') await command(editor.desk().app, open);
  else await open(page);
  const dialog = page.locator('[role="dialog"]');
  if (typeof open === 'string' || shown !== '[role="dialog"]') await page.locator(shown).first().waitFor();
  const found = await violationsInThemes(page, themesIn[language]);
  await leave(page);
  if (leave !== stay) await dialog.waitFor({ state: 'detached' });
  return found.map((violation) => `${name}: ${violation}`);
}

/** Up to three runs of axe on each of two dozen screens. */
const timeout = 400_000;

describe.each(languages)('axe, %s', { timeout }, (language) => {
  it('finds nothing on any screen of a workbook', async () => {
    const first = putWorkbook({ years: [2024, 2025, 2026, 2027] });
    const page = await editor.open(first, { language });
    await dropFiles(page, [
      putWorkbook(
        {
          protection: true,
          tamper: (name, data) => (name === 'xl/styles.xml' ? String(data).replace('locked="0"', 'locked="1"') : data),
        },
        '二つ目.xlsx',
      ),
    ]);
    await page.locator('.tabs li').nth(1).waitFor();
    await openRow(page, 0);
    const found: string[] = [];
    for (const screen of screens) found.push(...(await visit(page, language, screen)));
    expect(found).toEqual([]);
  });

  it('finds nothing where somebody else has changed the file, at the first start and without a workbook', async () => {
    const file = putWorkbook({});
    const page = await editor.open(file, { language });
    await box(page, 'purpose').fill('・こちらの文');
    await saveState(page, 'stored');
    changeElsewhere(file, 0, '・ほかの人の文');
    await page.keyboard.press('Control+s');
    await page.locator('.notices').waitFor();
    await page.locator('.box[data-state="conflict"]').waitFor();
    const found: string[] = [];
    for (const screen of [
      { name: 'notices and a conflict', open: stay, leave: stay },
      { name: 'conflicts', open: 'showConflicts' },
    ]) {
      found.push(...(await visit(page, language, screen)));
    }
    await page.evaluate(() => window.desk.call('setSettings', [{ firstStartDone: false }]));
    await page.reload();
    found.push(
      ...(await visit(page, language, { name: 'first start', open: () => page.getByRole('dialog').waitFor() })),
    );
    await page.keyboard.press('Control+w');
    await page.locator('.start-buttons').waitFor();
    found.push(...(await visit(page, language, { name: 'start', open: stay, leave: stay })));
    expect(found).toEqual([]);
  });
});

describe('names', () => {
  it('every box says its block, year and half', async () => {
    const page = await editor.open({ years: [2024, 2025, 2026, 2027] });
    await page.keyboard.press('F9');
    const names = await page
      .locator('.paper [data-path]')
      .evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? ''));
    expect(names.filter((name) => name === '')).toEqual([]);
    expect(names).toContain('進捗管理 令和6年度 上半期 取組の状況');
    expect(new Set(names).size).toBe(names.length);
  });
});
