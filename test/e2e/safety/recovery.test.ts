import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { patchWorkbook } from '../../../src-main/engine/write/save.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk, type LaunchOptions } from '../helpers/launch.ts';
import { cellsHolding, putPlan } from '../helpers/workbooks.ts';

let desk: Desk | undefined;
const launch = async (options: LaunchOptions = {}): Promise<Desk> => (desk = await launchDesk(options));
afterEach(async () => {
  await desk?.kill();
  desk = undefined;
});
afterAll(removeFolders);

const box = (name: string) => (desk as Desk).page.getByRole('textbox', { name, exact: true });
const state = () => (desk as Desk).page.getByRole('banner').getByRole('status');
const notice = (text: string) => (desk as Desk).page.getByText(text).first();
const background = '現状と課題（これまでの取組）';
const purpose = '改革の目的、考えられる効果';

/** Types into a box and waits until the indicator says that the text is on this machine. */
async function type(name: string, text: string): Promise<void> {
  await box(name).fill(text);
  await box(name).blur();
  await state().getByText('控えは保存済み').waitFor();
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

/**
 * A data folder whose run typed into two boxes and was killed, made once: each case damages a copy of it. Beside it lies the
 * database as it was before, after an ordinary end.
 */
interface Killed {
  readonly data: string;
  readonly file: string;
  readonly olderDatabase: string;
}
let killed: Promise<Killed> | undefined;
async function killedAfterTyping(): Promise<Killed> {
  killed ??= (async () => {
    const { file } = putPlan();
    const first = await launch({ args: [file] });
    await type(background, '古い文。');
    await first.close();
    const olderDatabase = path.join(lastingFolder('older'), 'IndexedDB');
    fs.cpSync(indexedDb(first.data), olderDatabase, { recursive: true });
    const { data } = await launch({ data: first.data });
    await type(background, '一つ目の文。𠮷');
    await type(purpose, '二つ目の文。');
    await desk?.kill();
    desk = undefined;
    return { data, file, olderDatabase };
  })();
  const made = await killed;
  const copy = lastingFolder('copy');
  fs.cpSync(made.data, copy, { recursive: true, verbatimSymlinks: true });
  return { ...made, data: copy };
}

async function bothTextsAreThere(): Promise<void> {
  await shows(background, '一つ目の文。𠮷');
  await shows(purpose, '二つ目の文。');
}

/** Puts a native database in place of the window's, with what a file under old-databases holds. */
async function putDatabase(version: number, stores: readonly unknown[]): Promise<void> {
  await desk?.page.evaluate(
    async ([wanted, made]) => {
      interface Store {
        readonly name: string;
        readonly keyPath: string | string[];
        readonly autoIncrement: boolean;
        readonly indices: readonly [string, string | string[]][];
        readonly rows: readonly unknown[];
      }
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.addEventListener('success', () => resolve(request.result));
          request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
        });
      await done(indexedDB.deleteDatabase('kohyo-desk'));
      const opening = indexedDB.open('kohyo-desk', wanted);
      opening.addEventListener('upgradeneeded', () => {
        for (const { name, keyPath, autoIncrement, indices, rows } of made as readonly Store[]) {
          const store = opening.result.createObjectStore(name, { keyPath, autoIncrement });
          for (const [index, path] of indices) store.createIndex(index, path);
          for (const row of rows) store.put(row);
        }
      });
      (await done(opening)).close();
    },
    [version, stores] as const,
  );
}

/** What the history of a box shows, newest first: each text that it held, with who typed it. */
async function historyShows(name: string, texts: readonly string[]): Promise<void> {
  const { page } = desk as Desk;
  await box(name).focus();
  await page.keyboard.press('Control+Shift+H');
  const dialog = page.getByRole('dialog', { name: /^履歴：/u });
  const rows = dialog.getByRole('option');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(texts.length);
  for (const [index, text] of texts.entries()) {
    await rows.nth(index).click();
    await expect
      .poll(
        async () =>
          await dialog.locator('.text-preview').evaluate((element) =>
            [...element.childNodes]
              .filter(({ nodeName }) => nodeName !== 'DEL')
              .map(({ textContent }) => textContent)
              .join(''),
          ),
      )
      .toBe(text);
    expect(await rows.nth(index).textContent()).toMatch(/入力.*港 花子.*行革プラン\.xlsx/su);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

const newestSegment = (data: string): string =>
  filesIn(journalOf(data))
    .filter((file) => file.endsWith('.log'))
    .toSorted()
    .at(-1) ?? '';

describe('the working database', () => {
  it(
    'deleted: rebuilt from the journal, and said; one of a newer version: left untouched beside the one that is used, and said',
    { timeout: 300_000 },
    async () => {
      const { data } = await killedAfterTyping();
      fs.rmSync(indexedDb(data), { recursive: true });
      await launch({ data });
      await bothTextsAreThere();
      await notice('作業用データベースが失われていたため、記録から2件の入力を復元しました').waitFor();
      await historyShows(background, ['一つ目の文。𠮷', '古い文。']);
      await putDatabase(990, [{ name: 'later', keyPath: 'id', autoIncrement: false, indices: [], rows: [] }]);
      await desk?.kill();
      await launch({ data });
      await bothTextsAreThere();
      await notice('作業用データベースは、このアプリより新しい版が使ったものです').waitFor();
      expect(
        await desk?.page.evaluate(
          async () => (await indexedDB.databases()).find(({ name }) => name === 'kohyo-desk')?.version,
        ),
      ).toBe(990);
      await type(background, '続けて入力した文。');
    },
  );

  it('truncated: the texts are there all the same', async () => {
    const { data } = await killedAfterTyping();
    for (const file of filesIn(indexedDb(data))) fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2));
    await launch({ data });
    await bothTextsAreThere();
    await type(background, '続けて入力した文。');
  });

  it('replaced by an older copy: brought up to date from the journal, and said', async () => {
    const { data, olderDatabase } = await killedAfterTyping();
    fs.rmSync(indexedDb(data), { recursive: true });
    fs.cpSync(olderDatabase, indexedDb(data), { recursive: true });
    await launch({ data });
    await bothTextsAreThere();
    await notice('取り込まれていなかった2件の入力を、記録から復元しました').waitFor();
    await historyShows(background, ['一つ目の文。𠮷', '古い文。']);
    await historyShows(purpose, ['二つ目の文。']);
  });
});

it('deleted when all is saved: nothing is to be restored, and the history of the boxes is there all the same', async () => {
  const { file } = putPlan();
  const { page, data } = await launch({ args: [file] });
  await type(background, '古い文。');
  await type(background, '一つ目の文。𠮷');
  await page.getByRole('toolbar', { name: '操作' }).getByRole('button', { name: '保存', exact: true }).click();
  await state().getByText('Excelファイルに保存済み').waitFor();
  await desk?.close();
  fs.rmSync(indexedDb(data), { recursive: true });
  await launch({ data, args: [file] });
  await shows(background, '一つ目の文。𠮷');
  await historyShows(background, ['一つ目の文。𠮷', '古い文。']);
  await desk?.close();
  // Once rebuilt it is not put in again.
  await launch({ data, args: [file] });
  await historyShows(background, ['一つ目の文。𠮷', '古い文。']);
});

describe('the journal', () => {
  it('cut off in the middle of its last record: the lost edit comes from the database, is said, and is in the journal again', async () => {
    const { data } = await killedAfterTyping();
    const segment = newestSegment(data);
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

  it('damaged inside, the database whole: every text is there, both are said, the damaged part is kept', async () => {
    const { data } = await killedAfterTyping();
    const segment = newestSegment(data);
    fs.writeFileSync(segment, fs.readFileSync(segment, 'utf8').replace('一つ目', '偽の文'));
    await launch({ data });
    await bothTextsAreThere();
    await notice('壊れた部分は').waitFor();
    await notice('1件の入力を記録し直しました').waitFor();
    expect(fs.readdirSync(path.join(journalOf(data), 'damaged'))).toHaveLength(1);
    // It is in the journal again: the database may go now.
    await desk?.kill();
    fs.rmSync(indexedDb(data), { recursive: true });
    await launch({ data });
    await bothTextsAreThere();
  });
});

const untouched = '第1項目はこれまで紙で処理してきた。\n件数の増加に対応できていない。';

it(
  'journal and database both gone: the program starts by itself, and the workbook is as it was; then databases of every old version give back their texts',
  { timeout: 240_000 },
  async () => {
    const { data, file } = await killedAfterTyping();
    fs.rmSync(journalOf(data), { recursive: true });
    fs.rmSync(indexedDb(data), { recursive: true });
    await launch({ data, args: [file] });
    await shows(background, untouched);
    const old = path.join(import.meta.dirname, 'old-databases');
    for (const name of fs.readdirSync(old)) {
      const workbook = openWorkbook(fs.readFileSync(file));
      const item = workbook.ok ? (workbook.value.items[0]?.key ?? '') : '';
      const filled = {
        DOCUMENT: 'an-older-id',
        FOLDER: path.dirname(fs.realpathSync(file)),
        ITEM: item,
        BASE: untouched.replace('\n', '\\n'),
      };
      const kept = Object.entries(filled).reduce(
        (text, [place, value]) => text.replaceAll(place, value),
        fs.readFileSync(path.join(old, name), 'utf8'),
      );
      const { version, stores } = JSON.parse(kept) as { readonly version: number; readonly stores: readonly unknown[] };
      await putDatabase(version, stores);
      await desk?.kill();
      fs.rmSync(journalOf(data), { recursive: true });
      await launch({ data, args: [file] });
      await shows(background, '古い版のデータベースの文。𠮷');
      await notice('1件の入力を記録し直しました').waitFor();
      const rows = await desk?.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const request = indexedDB.open('kohyo-desk');
            request.addEventListener('success', () => {
              const counting = request.result.transaction('history').objectStore('history').count();
              counting.addEventListener('success', () => resolve(counting.result));
            });
          }),
      );
      expect(rows).toBe(2);
      await type(background, '続けて入力した文。');
    }
  },
);

it(
  'somebody else changes the file: both texts are kept or a person chooses; an old version comes back; unsaved text lies in an ordinary workbook',
  { timeout: 300_000 },
  async () => {
    const { file, bytes } = putPlan();
    const { page, data } = await launch({ args: [file] });
    const save = () =>
      page.getByRole('toolbar', { name: '操作' }).getByRole('button', { name: '保存', exact: true }).click();
    await type(background, '自分の文。');
    const workbook = openWorkbook(fs.readFileSync(file));
    if (!workbook.ok) throw new Error('the fixture does not open');
    const item = workbook.value.items[0]?.key ?? '';
    const patched = patchWorkbook(workbook.value, [
      { item, path: 'background', text: '他課の文。' },
      { item, path: 'purpose', text: '他課の目的。' },
    ]);
    if (!patched.ok) throw new Error('the fixture cannot be changed');
    fs.writeFileSync(file, patched.value.bytes);
    await save();
    await notice('別の人または別のソフトが書き換えました').waitFor();
    await shows(purpose, '他課の目的。');
    expect(cellsHolding(file, '自分の文。')).toEqual([]);
    await page.getByRole('button', { name: '食い違いを見る' }).click();
    await page.getByRole('button', { name: '自分の入力を使う' }).click();
    await page.keyboard.press('Escape');
    await save();
    await state().getByText('Excelファイルに保存済み').waitFor();
    expect(cellsHolding(file, '自分の文。')).toHaveLength(1);
    expect(cellsHolding(file, '他課の目的。')).toHaveLength(1);

    await desk?.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('kohyo:announce:command', { name: 'showVersions' }),
    );
    await page
      .getByRole('button', { name: /の版に戻す…$/ })
      .first()
      .click();
    // What it would change is shown first.
    await page.getByRole('button', { name: 'この版に戻す', exact: true }).click();
    await shows(background, '他課の文。');
    expect(fs.readFileSync(file).equals(Buffer.from(patched.value.bytes))).toBe(true);
    expect(Buffer.from(bytes).equals(Buffer.from(patched.value.bytes))).toBe(false);

    await type(background, '救いの写しの文。');
    await desk?.close();
    desk = undefined;
    const [copy = ''] = filesIn(path.join(data, 'unsaved'));
    expect(cellsHolding(copy, '救いの写しの文。')).toHaveLength(1);
  },
);
