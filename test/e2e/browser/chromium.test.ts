import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders, pageTypes } from '../../../src-main/app/page-headers.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { preparePrint } from '../../../src-main/printing/print-job.ts';
import { defaultSettings } from '../../../src-shared/contract/default-settings.ts';
import type { CallName } from '../../../src-shared/contract/ipc-contract.ts';
import { ok } from '../../../src-shared/domain/result.ts';
import { textsOf } from '../../../src-shared/paper/page.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { documentView } from '../../renderer/fake-desk.ts';
import { lastingFolder, removeFolders } from '../helpers/launch.ts';

/**
 * The built pages in the system's own Chromium, which is newer than the development runtime's: what needs no Electron (layout,
 * fonts, printing, IndexedDB, clipboard) is seen to hold in a second browser. Nothing is served: requests are answered from dist/renderer.
 */
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  fs.existsSync(file),
);
if (executablePath === undefined)
  console.log('skipped: the second browser needs a Chromium of the system (apt install chromium)');
const dist = path.resolve(import.meta.dirname, '..', '..', '..', 'dist', 'renderer');
const origin = 'https://kohyo.test';

let browser: Browser | undefined;
let context: BrowserContext | undefined;
beforeAll(async () => {
  if (executablePath === undefined) return;
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath, args });
});
afterEach(async () => context?.close());
afterAll(async () => {
  await browser?.close();
  removeFolders();
});

/** A page of the program, its errors and refused loads collected. */
async function open(name: string, deviceScaleFactor = 1): Promise<{ readonly page: Page; readonly errors: string[] }> {
  context = await (browser as Browser).newContext({
    deviceScaleFactor,
    viewport: { width: 1366, height: 700 },
    locale: 'ja-JP',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.route('**/*', async (route) => {
    const file = path.join(dist, new URL(route.request().url()).pathname);
    const type = pageTypes[path.extname(file)];
    if (type === undefined || !fs.existsSync(file)) return route.fulfill({ status: 404, headers: securityHeaders });
    return route.fulfill({ body: fs.readFileSync(file), headers: { ...securityHeaders, 'Content-Type': type } });
  });
  await startBridge(page);
  await page.goto(`${origin}/${name}`);
  return { page, errors };
}

const workbook = openWorkbook(fixtureWorkbook().bytes);
if (!workbook.ok) throw new Error(workbook.failure.kind);
const { items, plan } = workbook.value;
const accepted: { readonly text: string }[] = [];

/** Main's side, as far as a window asks it that opens a workbook and takes edits. */
async function startBridge(page: Page): Promise<void> {
  let seq = 0;
  accepted.length = 0;
  const answers: Partial<Record<CallName, (args: readonly unknown[]) => unknown>> = {
    appInfo: () => ({ version: '0', electron: '0', developmentRuntime: false, warnings: [], window: 0 }),
    getSettings: () => ({ ...defaultSettings, firstStartDone: true }),
    setSettings: () => ({ ...defaultSettings, firstStartDone: true }),
    startedFor: () => ({ files: [], sample: false }),
    recentFiles: () => [],
    openDocuments: () => [documentView(items, { plan })],
    pastEdits: () => ({ edits: [], damaged: false }),
    exchangeSummary: () => ok({ received: false, conflicts: [], questions: 0, requests: [] }),
    acceptEdit: (args) => {
      accepted.push(args.find((one) => typeof one === 'object') as { text: string });
      return ok({ seq: ++seq });
    },
  };
  await page.exposeFunction('askMain', (name: CallName, args: readonly unknown[]) => answers[name]?.(args));
  await page.addInitScript(() => {
    const ask = (globalThis as unknown as { askMain: (name: string, args: unknown) => Promise<unknown> }).askMain;
    Object.assign(globalThis, { desk: { call: ask, on: () => () => undefined, drop: () => undefined } });
  });
}

describe.skipIf(executablePath === undefined)('in the system’s Chromium', () => {
  it('prints the pages as they were laid out: papers, texts, fonts embedded', async () => {
    const { page, errors } = await open('print.html');
    const job = preparePrint(workbook.ok ? workbook.value.package : (undefined as never), {
      file: '計画.xlsx',
      policy: 'grow',
      date: '2026/4/1',
      time: '9:00',
      items,
    });
    if (!job.ok) throw new Error(job.failure.kind);
    const pages = [...job.value.sheets()].flatMap((sheet) => sheet.pages);
    const found = await page.evaluate(async (given) => {
      type Print = {
        begin(t: string, l: string): void;
        add(p: unknown, o: object): Promise<void>;
        measure(): unknown[];
        unprintable(): unknown[];
      };
      const print = (globalThis as unknown as { kohyoPrint: Print }).kohyoPrint;
      print.begin('計画', 'ja');
      await print.add(given, {});
      return { outside: print.measure(), unprintable: print.unprintable() };
    }, pages as unknown);
    expect(found).toEqual({ outside: [], unprintable: [] });
    const pdf = path.join(lastingFolder('chromium'), 'pages.pdf');
    await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
    const poppler = (tool: string, ...args: readonly string[]) => execFileSync(tool, args, { encoding: 'utf8' });
    const info = poppler('pdfinfo', '-f', '1', '-l', '99', pdf);
    expect(Number(/Pages:\s+(\d+)/u.exec(info)?.[1])).toBe(pages.length);
    const sizes = [...info.matchAll(/Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)/gu)].map((m) => [
      Math.round(Number(m[1])),
      Math.round(Number(m[2])),
    ]);
    for (const [index, { width, height }] of pages.entries()) {
      expect(Math.abs((sizes[index]?.[0] ?? 0) - width)).toBeLessThan(2);
      expect(Math.abs((sizes[index]?.[1] ?? 0) - height)).toBeLessThan(2);
    }
    const fonts = poppler('pdffonts', pdf).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    // This Chromium draws each font's glyphs into the file without its name (Type 3): embedded, and with its characters, it must be.
    for (const font of fonts) expect(font).toMatch(/\syes\s+(?:yes|no)\s+yes\s/u);
    const bare = (text: string) => text.replace(/\s+/gu, '');
    const text = bare(poppler('pdftotext', '-raw', pdf, '-'));
    const lines = pages.flatMap((one) => textsOf(one)).flatMap((block) => block.lines.map((line) => bare(line.text)));
    expect(lines.filter((line) => line !== '' && !text.includes(line))).toEqual([]);
    expect(errors).toEqual([]);
  });

  it.each([1, 1.25, 1.5])('shows the window at %s with its own fonts and nothing beyond its edge', async (scale) => {
    const { page, errors } = await open('index.html', scale);
    await page.locator('[data-ready]').waitFor();
    await page.getByRole('textbox', { name: '現状と課題（これまでの取組）', exact: true }).waitFor();
    const seen = await page.evaluate(async () => {
      await document.fonts.ready;
      const { scrollWidth, clientWidth } = document.documentElement;
      return {
        over: scrollWidth - clientWidth,
        fonts: [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
      };
    });
    expect(seen.over).toBeLessThanOrEqual(0);
    expect(seen.fonts).toContain('Kohyo UI');
    expect(errors).toEqual([]);
  });

  it('keeps what is typed in IndexedDB, and takes a text over the clipboard', async () => {
    const { page, errors } = await open('index.html');
    const box = (name: string) => page.getByRole('textbox', { name, exact: true });
    const from = box('現状と課題（これまでの取組）');
    const to = box('改革の目的、考えられる効果');
    await from.fill('写す文。𠮷と㈱');
    await from.blur();
    await page.getByRole('banner').getByRole('status').getByText('控えは保存済み').waitFor();
    await from.press('Control+a');
    await from.press('Control+c');
    await to.press('Control+a');
    await to.press('Control+v');
    expect(await to.inputValue()).toBe('写す文。𠮷と㈱');
    await to.blur();
    await expect.poll(() => accepted.length).toBe(2);
    const stored = () =>
      page.evaluate(async () => {
        const [first] = await indexedDB.databases();
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(first?.name ?? '');
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(request.error ?? new Error('refused')));
        });
        const texts: string[] = [];
        for (const name of db.objectStoreNames)
          await new Promise<void>((resolve) => {
            const request = db.transaction(name).objectStore(name).getAll();
            request.addEventListener('success', () => {
              texts.push(JSON.stringify(request.result));
              resolve();
            });
          });
        db.close();
        return texts.join('\n').split('写す文。𠮷と㈱').length - 1;
      });
    await expect.poll(stored).toBeGreaterThanOrEqual(2);
    const before = await stored();
    await page.reload();
    await page.locator('[data-ready]').waitFor();
    expect(await stored()).toBeGreaterThanOrEqual(Math.min(2, before));
    expect(errors).toEqual([]);
  });
});
