import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { chooseTarget } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';
import { putPlan } from '../helpers/workbooks.ts';
import { box, openRow } from '../editor/editor.ts';

/** One program for all of it: every test begins and ends with the print dialog closed. */
let desk: Desk;
let page: Page;
let folder: string;
let master: string;
let attempt = 0;

/** What Electron's print was asked for; the call itself, the last before the system's dialog, is the only thing replaced. */
const stubPrinting = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ app: electron }) => {
    const seen: unknown[] = [];
    (globalThis as { printed?: unknown[] }).printed = seen;
    electron.on('web-contents-created', (_event, contents) => {
      contents.print = (options, callback) => {
        void contents.executeJavaScript('document.querySelectorAll(".kp-page").length').then((pages: number) => {
          seen.push({ ...options, pages });
          callback?.(true, '');
        });
      };
    });
  });
const printed = (): Promise<readonly unknown[]> =>
  desk.app.evaluate(() => (globalThis as { printed?: unknown[] }).printed ?? []);
/** Pages that live in the program, with a window of their own or without. */
const windows = (): Promise<number> => desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);

beforeAll(async () => {
  const plan = putPlan();
  master = plan.file;
  folder = path.dirname(master);
  const large = path.join(folder, '大きな計画.xlsx');
  fs.writeFileSync(large, fixtureWorkbook({ items: 60 }).bytes);
  desk = await launchDesk({ args: [large, master] });
  ({ page } = desk);
  await page.locator('.tab', { hasText: path.basename(master) }).click({ timeout: 120_000 });
  await stubPrinting(desk.app);
}, 180_000);
// A test that failed may have left the dialog open.
beforeEach(async () => {
  if ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
});
afterAll(async () => {
  await desk.close();
  removeFolders();
});

const dialog = () => page.getByRole('dialog');
/** Pages are laid out anew after every choice, which a busy machine takes its time for. */
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 60_000 });
const bare = (text: string): string => text.replace(/\s+/gu, '');

async function openDialog(): Promise<void> {
  await page.getByRole('button', { name: '印刷', exact: true }).click();
  await previewed();
}
/** The preview stands when its pages are drawn and nothing is being laid out. */
const previewed = (): Promise<void> => dialog().locator('.papers[aria-busy="false"] .kp-page').first().waitFor();
async function closeDialog(): Promise<void> {
  await dialog().getByRole('button', { name: '閉じる' }).last().click();
  await dialog().waitFor({ state: 'detached' });
}
async function choose(label: string, option: string | RegExp): Promise<void> {
  await dialog()
    .getByRole('button', { name: new RegExp(`${label}$`, 'u') })
    .click();
  await page.getByRole('option', { name: option }).click();
}
const sheets = (): Promise<string> => dialog().locator('.preview-bar output').innerText();

/** Saves as PDF and gives its pages' texts. */
async function pdf(): Promise<readonly string[]> {
  const file = path.join(lastingFolder('pdf'), '紙.pdf');
  await chooseTarget(desk.app, file);
  await dialog().getByRole('button', { name: 'PDFに保存…' }).click();
  await dialog().getByText('出力しました').waitFor();
  const text = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'], { encoding: 'utf8' });
  expect(text.status).toBe(0);
  expect(await windows()).toBe(1);
  return text.stdout.split('\f').slice(0, -1).map(bare);
}

it('shows what will be printed, and prints it to a PDF with what was typed but not saved', async () => {
  const title = page.getByRole('textbox', { name: '具体的な改革項目', exact: true });
  await title.fill('印刷で確かめる題名');
  await openDialog();
  const shown = await dialog().locator('.kp-page .kp-t').allTextContents();
  const [only, ...others] = await pdf();
  expect(others).toEqual([]);
  expect(only).toContain('印刷で確かめる題名');
  for (const text of shown) expect(only).toContain(bare(text));
  expect(shown.length).toBeGreaterThan(20);
  await closeDialog();
});

it('prints some pages of all sheets, two on a side, to the printer with copies, both sides and grey', async () => {
  await openDialog();
  await choose('個票の範囲', '全ての個票');
  await eventually(sheets).toBe('3ページ');
  await dialog()
    .getByRole('textbox', { name: /^ページ/u })
    .fill('2-3');
  await eventually(sheets).toBe('2ページ');
  expect(await pdf()).toHaveLength(2);
  await choose('割り付け', '1枚に2ページ');
  await eventually(sheets).toBe('1ページ');
  const box = await dialog().locator('.papers .kp-page').boundingBox();
  expect(box === null ? 0 : box.width / box.height).toBeCloseTo(Math.SQRT2, 1);
  await dialog().getByText('白黒').click();
  await dialog().getByText('両面').click();
  await dialog().getByRole('textbox', { name: '部数' }).fill('3');
  await dialog().getByRole('button', { name: '印刷…' }).click();
  await dialog().getByText('プリンターに送りました').waitFor();
  expect(await printed()).toEqual([
    expect.objectContaining({ copies: 3, color: false, duplexMode: 'longEdge', printBackground: true, pages: 1 }),
  ]);
  expect(await windows()).toBe(1);
  // Grey is still text, not a picture.
  expect((await pdf())[0]?.length).toBeGreaterThan(400);
  await closeDialog();
});

it('fixes a version for the meeting; what changes later is marked, set side by side, and printed alone with its page number', async () => {
  // A name is given once, and a test may have to be tried again.
  attempt += 1;
  const name = `第${attempt}回推進本部会議`;
  const written = `会議の後で書き直した目的${attempt}`;
  await openDialog();
  await dialog().getByRole('button', { name: '今の内容を会議版として固定…' }).click();
  await dialog()
    .getByRole('textbox', { name: /^会議版の名前/u })
    .fill(name);
  await dialog().getByRole('button', { name: '固定する' }).click();
  await dialog().getByText(`会議版「${name}」を固定しました`).waitFor();
  await closeDialog();
  const kept = path.join(folder, `${path.basename(master, '.xlsx')}.個票交換`, '会議版');
  expect(fs.readdirSync(kept).filter((file) => file.endsWith(`_${name}.xlsx`))).toHaveLength(1);

  await openRow(page, 2);
  await box(page, 'purpose').fill(written);
  await box(page, 'purpose').blur();
  await openDialog();
  await choose('個票の範囲', '全ての個票');
  await choose('変更箇所', new RegExp(`^${name}`, 'u'));
  await eventually(() => dialog().locator('.kp-page rect[fill="#1a1aff"]').count()).toBe(1);
  await dialog()
    .getByText(/^変更のある個票だけ/u)
    .click();
  await eventually(sheets).toBe('1ページ');
  const [alone] = await pdf();
  expect(alone).toContain(written);
  expect(alone).toMatch(/3\/3/u);
  await choose('印刷するもの', '新旧対照');
  await eventually(() => dialog().locator('.kp-page').first().innerText()).toContain('新旧対照');
  const text = bare((await pdf()).join(''));
  expect(text).toContain(`${name}（令和`);
  expect(text).toContain(written);
  expect(text).toContain(bare(attempt === 1 ? '第3項目の待ち時間を減らす' : '会議の後で書き直した目的'));
  await closeDialog();
});

it('makes the lists as paper and as a workbook', async () => {
  await openDialog();
  await choose('印刷するもの', '一覧表');
  await eventually(() => dialog().locator('.kp-page').first().innerText()).toContain('印刷で確かめる題名');
  expect((await pdf()).join('')).toContain('主担当課');
  const file = path.join(lastingFolder('list'), '一覧表.xlsx');
  await chooseTarget(desk.app, file);
  await dialog().getByRole('button', { name: 'Excelブックに保存…' }).click();
  await dialog().getByText('出力しました：一覧表.xlsx').waitFor();
  expect(fs.readFileSync(file).subarray(0, 2).toString('latin1')).toBe('PK');
  for (const [paper, words] of [
    ['進捗・評価の集計', '未記入'],
    ['未記入の一覧', '現在'],
    ['食い違いの一覧', '食い違いはありません'],
  ] as const) {
    await choose('印刷するもの', paper);
    await eventually(() => dialog().locator('.kp-page').first().innerText()).toContain(words);
  }
  await choose('印刷するもの', '指標一覧');
  await dialog()
    .getByRole('textbox', { name: /計画の名称/u })
    .fill('窓から刷る計画');
  await eventually(() => dialog().locator('.kp-page').first().innerText()).toContain('窓から刷る計画');
  expect((await pdf()).join('')).toContain('指標');
  await closeDialog();
});

it('stops a large job where it is: its window goes, no file is left, and the next job prints', async () => {
  await page.locator('.tab', { hasText: '大きな計画' }).click();
  await openDialog();
  await choose('個票の範囲', '全ての個票');
  await dialog()
    .getByText(/^冊子にする/u)
    .click();
  await eventually(sheets).toMatch(/^1～10ページ（全\d+ページ）$/u);
  const file = path.join(lastingFolder('large'), '大きな計画.pdf');
  await chooseTarget(desk.app, file);
  await dialog().getByRole('button', { name: 'PDFに保存…' }).click();
  await dialog().getByRole('progressbar').waitFor();
  await eventually(windows).toBeGreaterThan(1);
  await dialog().getByRole('button', { name: '中止' }).click();
  await dialog().getByText('印刷しませんでした').waitFor();
  await eventually(windows).toBe(1);
  expect(fs.readdirSync(path.dirname(file))).toEqual([]);
  await dialog()
    .getByRole('textbox', { name: /^ページ/u })
    .fill('1-2');
  await eventually(sheets).toBe('2ページ');
  const pages = await pdf();
  expect(pages[0]).toContain('大きな計画');
  expect(pages[1]).toContain('目次');
  await closeDialog();
});
