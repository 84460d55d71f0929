import fs from 'node:fs';
import path from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import '../../../src-renderer/desk.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import type { FixtureOptions } from '../../helpers/fixture-options.ts';
import { dropFiles } from '../helpers/drop.ts';
import { emptied } from '../helpers/emptied.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk, type LaunchOptions } from '../helpers/launch.ts';

/** A plan made by code in a folder that is no temporary place. */
export function putWorkbook(options: FixtureOptions, name = '計画.xlsx'): string {
  const file = path.join(lastingFolder('editor'), name);
  fs.writeFileSync(file, fixtureWorkbook(options).bytes);
  return file;
}

/** Starts the app with these settings, on the files named, or on the sample; resolves when all are open. */
export async function startEditor(options: LaunchOptions = {}, settings: Partial<Settings> = {}): Promise<Desk> {
  const { args = ['--sample'], data = lastingFolder('data') } = options;
  if (options.data === undefined) {
    fs.writeFileSync(
      path.join(data, 'settings.json'),
      JSON.stringify({ firstStartDone: true, personSection: '', atClosing: 'leave', ...settings }),
    );
  }
  const desk = await launchDesk({ ...options, args, data });
  await desk.page
    .locator('.tabs li')
    .nth(args.length - 1)
    .waitFor();
  await ready(desk.page);
  return desk;
}

/** One running app that the tests of a file share; each begins with a workbook of its own. */
export interface SharedEditor {
  /** Opens a new plan, or the named file, in place of all that is open, with these settings, and shows its first sheet. */
  open(plan?: FixtureOptions | string, settings?: Partial<Settings>): Promise<Page>;
  readonly desk: () => Desk;
}

const testSettings = {
  firstStartDone: true,
  language: 'ja',
  theme: 'light',
  textSize: 'medium',
  years: 'era',
  personName: '',
  personSection: '',
  growRows: false,
  atClosing: 'leave',
  sheetZoom: 100,
  listWidth: 0,
  rateRule: 'ratio',
  rateBands: '',
  listColumns: ['status', 'grade'],
  phrases: [],
} as const satisfies Settings;

/** Starts the app before the file's first test and closes it after the last: a start takes longer than most tests. */
export function sharedEditor(): SharedEditor {
  let desk: Desk | undefined;
  beforeAll(async () => {
    desk = await launchDesk();
  });
  afterAll(async () => {
    await desk?.close();
    removeFolders();
  });
  const running = (): Desk => {
    if (desk === undefined) throw new Error('the app has not been started');
    return desk;
  };
  return {
    desk: running,
    open: async (plan = {}, settings = {}) => {
      const { app, page } = running();
      const file = typeof plan === 'string' ? plan : putWorkbook(plan);
      await page.emulateMedia({ forcedColors: 'none' });
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
      await emptied(page, { ...testSettings, ...settings });
      await dropFiles(page, [file]);
      // Three hundred sheets take a busy machine a while.
      await page.locator('.item-row').first().waitFor({ timeout: 100_000 });
      return page;
    },
  };
}

export async function ready(page: Page): Promise<void> {
  await page.locator('.app[data-ready]').waitFor();
  await page.locator('.item-row').first().waitFor();
}

export const box = (page: Page, field: string): Locator => page.locator(`[data-path="${field}"]`).first();
export const rows = (page: Page): Locator => page.locator('.item-row');
export const openRow = (page: Page, index: number): Promise<void> => rows(page).nth(index).click();

/** Waits until the indicator says so. */
export const saveState = (page: Page, state: 'typing' | 'stored' | 'saved' | 'same'): Promise<void> =>
  page.locator(`.save-state[data-state="${state}"]`).waitFor();

/** An input method, as Chromium's own protocol drives one. */
export interface InputMethod {
  /** Shows text under composition, replacing what was composed before. */
  compose(text: string): Promise<void>;
  /** Confirms the composition with this text. */
  confirm(text: string): Promise<void>;
  /** A key that the input method takes for itself: the page sees it as 229. */
  takenKey(key: string): Promise<void>;
}

export async function inputMethod(page: Page): Promise<InputMethod> {
  const session: CDPSession = await page.context().newCDPSession(page);
  return {
    compose: async (text) => {
      await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    },
    confirm: async (text) => {
      await session.send('Input.insertText', { text });
    },
    takenKey: async (key) => {
      for (const type of ['rawKeyDown', 'keyUp'] as const) {
        await session.send('Input.dispatchKeyEvent', {
          type,
          key,
          windowsVirtualKeyCode: 229,
          nativeVirtualKeyCode: 229,
        });
      }
    },
  };
}

/** The history of one box of the open workbooks, newest first, out of the real database. */
export async function historyTexts(page: Page, field: string): Promise<readonly string[]> {
  return page.evaluate(async (wanted) => {
    const open = (await window.desk.call('openDocuments', [])).map(({ id }) => id);
    return new Promise<string[]>((resolve, reject) => {
      const request = indexedDB.open('kohyo-desk');
      request.onerror = () => reject(request.error ?? new Error('the database does not open'));
      request.onsuccess = () => {
        const all = request.result.transaction('history').objectStore('history').getAll();
        all.onerror = () => reject(all.error ?? new Error('the history cannot be read'));
        all.onsuccess = () => {
          request.result.close();
          const entries = all.result as { document: string; path: string; after: string }[];
          resolve(
            entries
              .filter(({ document, path: entry }) => open.includes(document) && entry === wanted)
              .map(({ after }) => after)
              .toReversed(),
          );
        };
      };
    });
  }, field);
}
