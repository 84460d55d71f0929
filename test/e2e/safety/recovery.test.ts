import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { launchDesk, removeFolders, type Desk, type LaunchOptions } from '../helpers/launch.ts';
import { cellsHolding, putPlan } from '../helpers/workbooks.ts';

let desk: Desk | undefined;
const launch = async (options: LaunchOptions = {}): Promise<Desk> => (desk = await launchDesk(options));
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  removeFolders();
});

const box = (name: string) => (desk as Desk).page.getByRole('textbox', { name, exact: true });
const state = () => (desk as Desk).page.getByRole('banner').getByRole('status');
const notice = (text: string) => (desk as Desk).page.getByText(text).first();
const background = '現状と課題（これまでの取組）';
const purpose = '改革の目的、考えられる効果';

/** Types into a box and waits until the indicator says that the text is on this machine. */
async function type(name: string, text: string): Promise<void> {
  await box(name).fill(text);
  await box(name).blur();
  await state().getByText('この端末に保存済み').waitFor();
}

const shows = (name: string, text: string) => expect.poll(() => box(name).inputValue(), { timeout: 20_000 }).toBe(text);
const indexedDb = (data: string): string => path.join(data, 'profile', 'IndexedDB');
const journalOf = (data: string): string => path.join(data, 'journal');

function filesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((file) => fs.statSync(file).isFile());
}

/** A run that types into two boxes and is killed; answers where its data lie. */
async function killedAfterTyping(): Promise<{ readonly data: string; readonly file: string }> {
  const { file } = putPlan();
  const { data } = await launch({ args: [file] });
  await type(background, '一つ目の文。𠮷');
  await type(purpose, '二つ目の文。');
  await desk?.kill();
  return { data, file };
}

async function bothTextsAreThere(): Promise<void> {
  await shows(background, '一つ目の文。𠮷');
  await shows(purpose, '二つ目の文。');
}

describe('the working database', () => {
  it('deleted: rebuilt from the journal, and said', async () => {
    const { data } = await killedAfterTyping();
    fs.rmSync(indexedDb(data), { recursive: true });
    await launch({ data });
    await bothTextsAreThere();
    await notice('作業用データベースが失われていたため、記録から2件の入力を復元しました').waitFor();
  });

  it('truncated: the texts are there all the same', async () => {
    const { data } = await killedAfterTyping();
    for (const file of filesIn(indexedDb(data))) fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2));
    await launch({ data });
    await bothTextsAreThere();
    await type(background, '続けて入力した文。');
  });

  it('replaced by an older copy: brought up to date from the journal, and said', async () => {
    const { file } = putPlan();
    const { data } = await launch({ args: [file] });
    await type(background, '古い文。');
    await desk?.close();
    const older = path.join(data, 'older');
    fs.cpSync(indexedDb(data), older, { recursive: true });
    await launch({ data });
    await type(background, '一つ目の文。𠮷');
    await type(purpose, '二つ目の文。');
    await desk?.kill();
    fs.rmSync(indexedDb(data), { recursive: true });
    fs.renameSync(older, indexedDb(data));
    await launch({ data });
    await bothTextsAreThere();
    await notice('取り込まれていなかった2件の入力を、記録から復元しました').waitFor();
  });
});

it('a database of a newer version is left untouched beside the one that is used, and said', async () => {
  const { data } = await killedAfterTyping();
  await launch({ data });
  await bothTextsAreThere();
  const version = () => (desk as Desk).page.evaluate(async () => (await indexedDB.databases()).find(({ name }) => name === 'kohyo-desk')?.version);
  await desk?.page.evaluate(async () => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open('kohyo-desk', 990);
      request.onupgradeneeded = () => void request.result.createObjectStore('later');
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
      request.onerror = () => reject(new Error('not upgraded'));
    });
  });
  await desk?.kill();
  await launch({ data });
  await bothTextsAreThere();
  await notice('作業用データベースは、このアプリより新しい版が使ったものです').waitFor();
  expect(await version()).toBe(990);
  await type(background, '続けて入力した文。');
});

describe('the journal', () => {
  it('cut off in the middle of its last record: the lost edit comes from the database, is said, and is in the journal again', async () => {
    const { data } = await killedAfterTyping();
    const segment = filesIn(journalOf(data)).filter((file) => file.endsWith('.log')).toSorted().at(-1) ?? '';
    fs.truncateSync(segment, fs.statSync(segment).size - 20);
    await launch({ data });
    await bothTextsAreThere();
    await notice('1件の入力を記録し直しました').waitFor();
    await desk?.kill();
    fs.rmSync(indexedDb(data), { recursive: true });
    await launch({ data });
    await bothTextsAreThere();
  });

  it('deleted: everything comes from the database when the workbook is opened, and is said', async () => {
    const { data, file } = await killedAfterTyping();
    fs.rmSync(journalOf(data), { recursive: true });
    await launch({ data, args: [file] });
    await bothTextsAreThere();
    await notice('2件の入力を記録し直しました').waitFor();
  });

  it('damaged inside: the rest is there, the loss is said, the damaged part is kept', async () => {
    const { data } = await killedAfterTyping();
    const segment = filesIn(journalOf(data)).filter((file) => file.endsWith('.log')).toSorted().at(-1) ?? '';
    fs.writeFileSync(segment, fs.readFileSync(segment, 'utf8').replace('一つ目', '偽の文'));
    await launch({ data });
    await shows(purpose, '二つ目の文。');
    await notice('壊れた部分は').waitFor();
    expect(fs.readdirSync(path.join(journalOf(data), 'damaged'))).toHaveLength(1);
  });
});

it('journal and database both gone: the program starts by itself, and the workbook is as it was', async () => {
  const { data, file } = await killedAfterTyping();
  fs.rmSync(journalOf(data), { recursive: true });
  fs.rmSync(indexedDb(data), { recursive: true });
  await launch({ data, args: [file] });
  await shows(background, '第1項目はこれまで紙で処理してきた。\n件数の増加に対応できていない。');
  await type(background, '新しく入力した文。');
});

it('unsaved text is in an ordinary workbook beside the data after an ordinary end', async () => {
  const { file } = putPlan();
  const { data } = await launch({ args: [file] });
  await type(background, '救いの写しの文。');
  await desk?.close();
  desk = undefined;
  const [copy = ''] = filesIn(path.join(data, 'unsaved'));
  expect(cellsHolding(copy, '救いの写しの文。')).toHaveLength(1);
});

it('a file changed by somebody else: both texts are kept, or a person chooses between them', async () => {
  const { file } = putPlan();
  await launch({ args: [file] });
  await type(background, '自分の文。');
  const theirs = putPlan('他課.xlsx').file;
  const { openWorkbook } = await import('../../../src-main/workbook/open.ts');
  const { patchWorkbook } = await import('../../../src-main/workbook/save.ts');
  const workbook = openWorkbook(fs.readFileSync(theirs));
  if (!workbook.ok) throw new Error('the fixture does not open');
  const item = workbook.value.items[0]?.key ?? '';
  const patched = patchWorkbook(workbook.value, [
    { item, path: 'background', text: '他課の文。' },
    { item, path: 'purpose', text: '他課の目的。' },
  ]);
  if (!patched.ok) throw new Error('the fixture cannot be changed');
  fs.writeFileSync(file, patched.value.bytes);
  const { page } = desk as Desk;
  const save = () => page.getByRole('toolbar', { name: '操作' }).getByRole('button', { name: '保存', exact: true }).click();
  await save();
  await notice('ほかの人かプログラムが書きかえました').waitFor();
  await shows(purpose, '他課の目的。');
  expect(cellsHolding(file, '自分の文。')).toEqual([]);
  await page.getByRole('button', { name: '食い違いを見る' }).click();
  await page.getByRole('button', { name: '自分の入力を使う' }).click();
  await page.keyboard.press('Escape');
  await save();
  await state().getByText('Excelファイルに保存済み').waitFor();
  expect(cellsHolding(file, '自分の文。')).toHaveLength(1);
  expect(cellsHolding(file, '他課の目的。')).toHaveLength(1);
});

it('an earlier version of the file comes back from the list of versions', async () => {
  const { file, bytes } = putPlan();
  await launch({ args: [file] });
  const { page } = desk as Desk;
  await type(background, '保存する文。');
  await page.getByRole('toolbar', { name: '操作' }).getByRole('button', { name: '保存', exact: true }).click();
  await state().getByText('Excelファイルに保存済み').waitFor();
  await desk?.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('kohyo:announce:command', { name: 'showVersions' }));
  await page.getByRole('button', { name: /の版に戻す$/ }).click();
  await shows(background, '第1項目はこれまで紙で処理してきた。\n件数の増加に対応できていない。');
  expect(fs.readFileSync(file).equals(Buffer.from(bytes))).toBe(true);
});
