import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chooseTarget } from '../helpers/dialogs.ts';
import { dropFiles } from '../helpers/drop.ts';
import { emptied } from '../helpers/emptied.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk, type LaunchOptions } from '../helpers/launch.ts';
import { cellsHolding, changeElsewhere, putPlan } from '../helpers/workbooks.ts';

let desk: Desk | undefined;
const launch = async (options: LaunchOptions = {}): Promise<Desk> => (desk = await launchDesk(options));
async function end(): Promise<void> {
  await desk?.close();
  desk = undefined;
  removeFolders();
}

/** Opens a file in the app that is open, in place of all else. */
async function open(file: string): Promise<Desk> {
  const running = desk as Desk;
  await emptied(running.page);
  await dropFiles(running.page, [file]);
  await box(background).waitFor();
  return running;
}

const box = (name: string) => (desk as Desk).page.getByRole('textbox', { name, exact: true });
const purpose = () => (desk as Desk).page.locator('textarea[data-path="purpose"]');
const saveButton = () =>
  (desk as Desk).page.getByRole('toolbar', { name: '操作' }).getByRole('button', { name: '保存', exact: true });
/** The indicator that says where the text now is. */
const state = () => (desk as Desk).page.getByRole('banner').getByRole('status');
const typed = '窓口を一つにまとめた。\n　待ち時間は𠮷と出た。';
/** What another person has saved in the same file meanwhile. */
const theirs = '同じファイルに別の人が保存した目的。';
const background = '現状と課題（これまでの取組）';

/** Types into a box and waits until the indicator says that the text is on this machine. */
async function type(name: string, text: string): Promise<void> {
  await box(name).fill(text);
  await box(name).blur();
  await state().getByText('控えは保存済み').waitFor();
}

describe('what is typed', () => {
  afterEach(end);

  it('survives kill -9: the next start shows the draft and says that the workbook has not got it', async () => {
    const { file } = putPlan();
    const { data } = await launch({ args: [file] });
    await type(background, typed);
    await desk?.kill();
    expect(cellsHolding(file, typed)).toEqual([]);
    await launch({ data });
    await expect.poll(() => box(background).inputValue()).toBe(typed);
    await desk?.page.getByText('まだExcelファイルに保存していない変更が1か所あります').waitFor();
    await saveButton().click();
    await state().getByText('Excelファイルに保存済み').waitFor();
    expect(cellsHolding(file, typed)).toHaveLength(1);
  });

  it('keeps what was being typed when the window is closed', async () => {
    const { file } = putPlan();
    const { data } = await launch({ args: [file] });
    await box(background).fill(typed);
    await desk?.close();
    await launch({ data });
    await expect.poll(() => box(background).inputValue()).toBe(typed);
  });
});

describe('saving', () => {
  beforeAll(async () => void (await launch()));
  afterAll(end);

  it('writes exactly the typed text where another program finds it, and nothing else', async () => {
    const { file } = putPlan();
    const before = cellsHolding(file, '第1項目はこれまで紙で処理してきた。\n件数の増加に対応できていない。');
    await open(file);
    await type(background, typed);
    expect(cellsHolding(file, typed), 'not in the file before it is saved').toEqual([]);
    await saveButton().click();
    await state().getByText('Excelファイルに保存済み').waitFor();
    expect(cellsHolding(file, typed)).toEqual(before);
    expect(cellsHolding(file, '第2項目の改革')).toHaveLength(1);
  });

  it('as another file leaves the first as it was', async () => {
    const { file, bytes } = putPlan();
    const copy = path.join(lastingFolder('copy'), '写し.xlsx');
    const { app, page } = await open(file);
    await type(background, typed);
    await chooseTarget(app, copy);
    await page.keyboard.press('Control+Shift+S');
    await state().getByText('Excelファイルに保存済み').waitFor();
    expect(fs.readFileSync(file)).toEqual(Buffer.from(bytes));
    expect(cellsHolding(copy, typed)).toHaveLength(1);
  });

  it('into a read-only file is refused with a sentence; file and draft stay', async () => {
    const { file, bytes } = putPlan();
    await open(file);
    await type(background, typed);
    fs.chmodSync(file, 0o444);
    await saveButton().click();
    await desk?.page.getByText('書き込めません（読み取り専用）').first().waitFor();
    expect(fs.readFileSync(file)).toEqual(Buffer.from(bytes));
    expect(await box(background).inputValue()).toBe(typed);
    fs.chmodSync(file, 0o644);
    await saveButton().click();
    await state().getByText('Excelファイルに保存済み').waitFor();
    expect(cellsHolding(file, typed)).toHaveLength(1);
  });

  it('is refused while another program has the file open', async () => {
    const { file, bytes } = putPlan();
    await open(file);
    await type(background, typed);
    fs.writeFileSync(path.join(path.dirname(file), `~$${path.basename(file)}`), '');
    await saveButton().click();
    await desk?.page.getByText('このファイルを開いています').first().waitFor();
    expect(fs.readFileSync(file)).toEqual(Buffer.from(bytes));
  });

  it('does not write over what somebody else has saved meanwhile: it takes that in, and saves both', async () => {
    const { file } = putPlan();
    await open(file);
    await type(background, typed);
    changeElsewhere(file, 0, theirs);
    const saved = fs.readFileSync(file);
    await saveButton().click();
    await expect.poll(() => purpose().inputValue()).toBe(theirs);
    expect(fs.readFileSync(file), 'nothing is written before a person has seen what changed').toEqual(saved);
    expect(await box(background).inputValue()).toBe(typed);
    await saveButton().click();
    await state().getByText('Excelファイルに保存済み').waitFor();
    expect(cellsHolding(file, typed)).toHaveLength(1);
    expect(cellsHolding(file, theirs)).toHaveLength(1);
  });

  it('takes a file that was only touched for what it was', async () => {
    const { file } = putPlan();
    await open(file);
    await type(background, typed);
    fs.utimesSync(file, new Date(), new Date(Date.now() + 5000));
    await saveButton().click();
    await state().getByText('Excelファイルに保存済み').waitFor();
    expect(cellsHolding(file, typed)).toHaveLength(1);
  });
});
