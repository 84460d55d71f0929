import '../../../src-renderer/desk.ts';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { answerMessages, chooseFiles, chooseTarget, messagesShown } from '../helpers/dialogs.ts';
import { dropFiles } from '../helpers/drop.ts';
import { emptied } from '../helpers/emptied.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk, type LaunchOptions } from '../helpers/launch.ts';
import { putPlan } from '../helpers/workbooks.ts';

let desk: Desk | undefined;
const launch = async (options: LaunchOptions = {}): Promise<Desk> => (desk = await launchDesk(options));
async function end(): Promise<void> {
  await desk?.close();
  desk = undefined;
  removeFolders();
}

/** The app that is open, with nothing open in it. */
async function empty(): Promise<Desk> {
  const running = desk as Desk;
  await emptied(running.page);
  return running;
}

const tab = (name: string) =>
  (desk as Desk).page.getByRole('navigation', { name: '開いているブック' }).getByRole('button', { name, exact: true });
const items = () => (desk as Desk).page.getByRole('listbox', { name: '個票の一覧' }).getByRole('option');

describe('opening a workbook', () => {
  afterEach(end);

  it('by the dialog, and then from the recent list of the next start', async () => {
    const { file } = putPlan();
    const { app, page, data } = await launch();
    await chooseFiles(app, [file]);
    await page
      .getByRole('button', { name: /ブックを開く/u })
      .first()
      .click();
    await items().nth(2).waitFor();
    expect(await items().count()).toBe(3);
    expect(await items().first().innerText()).toContain('第1項目の改革');
    await desk?.close();
    const again = await launch({ data });
    await again.page
      .getByRole('button', { name: /行革プラン\.xlsx/u })
      .first()
      .click();
    await items().nth(2).waitFor();
  });

  it('by the command line', async () => {
    await launch({ args: [putPlan('引数.xlsx').file] });
    await tab('引数.xlsx').waitFor();
    await items().nth(2).waitFor();
  });

  it('by the command line, in front of what an earlier run left open before a person can type there', async () => {
    const { data, page } = await launch({ args: [putPlan('前回.xlsx').file] });
    const box = page.getByRole('textbox', { name: '現状と課題（これまでの取組）', exact: true });
    await box.fill('前回の記入');
    await box.blur();
    await page.getByRole('banner').getByText('控えは保存済み').waitFor();
    await desk?.close();
    // Large enough that it would come late if the window did not wait for it.
    const large = putPlan('今回.xlsx').file;
    fs.writeFileSync(large, fixtureWorkbook({ items: 200 }).bytes);
    const again = await launch({ data, args: [large] });
    // The window is ready: this looks once and waits for nothing.
    const tabs = await again.page.evaluate(() =>
      [...document.querySelectorAll('.tabs .tab')].map(
        (one) => `${(one as HTMLElement).title.split('\n').at(-1) ?? ''} ${one.getAttribute('aria-current')}`,
      ),
    );
    expect(tabs).toEqual(['前回.xlsx null', '今回.xlsx page']);
  });

  it('by a second start, which hands it over and ends', async () => {
    const { data } = await launch({ args: [putPlan('一つ目.xlsx').file] });
    await tab('一つ目.xlsx').waitFor();
    const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
    const second = spawnSync(
      process.env['KOHYO_ELECTRON'] as string,
      [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, putPlan('二つ目.xlsx').file],
      { env: { ...process.env, KOHYO_DATA_DIR: data }, timeout: 30_000 },
    );
    expect(second.status).toBe(0);
    await tab('二つ目.xlsx').waitFor();
  });
});

describe('opening a workbook in the window that is open', () => {
  beforeAll(async () => void (await launch()));
  afterAll(end);

  it('that a dialog was cancelled for opens nothing', async () => {
    const { app, page } = await empty();
    await chooseFiles(app, []);
    await page
      .getByRole('button', { name: /ブックを開く/u })
      .first()
      .click();
    await page.evaluate(() => window.desk.call('appInfo', []));
    expect(await items().count()).toBe(0);
  });

  it('by dropping it on the window', async () => {
    const { page } = await empty();
    await dropFiles(page, [putPlan('落とした.xlsx').file]);
    await tab('落とした.xlsx').waitFor();
  });

  it('of a temporary place asks where to keep it, and opens the copy there', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mail-'));
    const { file, bytes } = putPlan('添付.xlsx', folder);
    const kept = path.join(lastingFolder('kept'), '添付.xlsx');
    const { app, page } = await empty();
    await answerMessages(app, 0);
    await chooseTarget(app, kept);
    await dropFiles(page, [file]);
    await tab('添付.xlsx').waitFor();
    expect((await messagesShown(app)).join()).toContain('一時的な場所');
    expect(fs.readFileSync(kept)).toEqual(Buffer.from(bytes));
    fs.rmSync(folder, { recursive: true });
  });

  it('of a temporary place that a person does not want to keep is not opened', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mail-'));
    const { app, page } = await empty();
    await answerMessages(app, 1);
    await dropFiles(page, [putPlan('添付.xlsx', folder).file]);
    await expect.poll(() => messagesShown(app)).toHaveLength(1);
    await page.evaluate(() => window.desk.call('appInfo', []));
    expect(await items().count()).toBe(0);
    fs.rmSync(folder, { recursive: true });
  });

  it.each([
    ['壊れた.xlsx', (bytes: Uint8Array) => bytes.slice(0, 9000), '「壊れた.xlsx」は壊れているため開けません'],
    ['違う.xlsx', () => Buffer.from('<html></html>'), 'Excelブック（.xlsx）ではないため開けません'],
    ['空.xlsx', () => new Uint8Array(), '中身が空のため開けません'],
  ])('that cannot be read says what is wrong and what to do: %s', async (name, damage, sentence) => {
    const { file, bytes } = putPlan(name);
    fs.writeFileSync(file, damage(bytes));
    const { page } = await empty();
    await dropFiles(page, [file]);
    await page.getByText(sentence).first().waitFor();
    expect(await page.getByText(name).first().isVisible()).toBe(true);
  });

  it('that is gone from the recent list says so', async () => {
    const { file } = putPlan('消えた.xlsx');
    const { app, page } = await empty();
    await chooseFiles(app, [file]);
    fs.rmSync(file);
    await page
      .getByRole('button', { name: /ブックを開く/u })
      .first()
      .click();
    await page.getByText('「消えた.xlsx」は見つからないため開けません').first().waitFor();
  });
});
