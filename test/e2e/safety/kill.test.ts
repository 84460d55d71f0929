import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ExchangeDesk } from '../../../src-main/exchange/desk/exchange-desk.ts';
import { planFolderOf } from '../../../src-main/exchange/folder/plan-folder-place.ts';
import { PlanFolder } from '../../../src-main/exchange/folder/plan-folder.ts';
import { sha256 } from '../../../src-main/files/read-file.ts';
import { isTemporaryName } from '../../../src-main/files/write-atomically.ts';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { edited, exchanged } from '../../main/exchange/returned.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { partWorkInPlace } from '../../helpers/part-work.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { chooseFiles } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  removeFolders();
});

/** How often the app is killed: `KOHYO_CASES` in the soak; a third each while editing, merging and saving. */
const runs = Math.max(3, Number(process.env['KOHYO_CASES'] ?? 0));
const names = ['現状と課題（これまでの取組）', '改革の目的、考えられる効果', '取組の内容'] as const;
type Name = (typeof names)[number];
const any = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)] as T;

const box = (name: Name) => (desk as Desk).page.getByRole('textbox', { name, exact: true });
const state = () => (desk as Desk).page.getByRole('banner').getByRole('status');
const save = () =>
  (desk as Desk).page.getByRole('toolbar', { name: '操作' }).getByRole('button', { name: '保存', exact: true });
async function saved(run: number): Promise<void> {
  const said = (desk as Desk).page.getByRole('region', { name: 'お知らせ' });
  await state()
    .getByText('Excelファイルに保存済み')
    .waitFor({ timeout: 60_000 })
    .catch(async (error: unknown) => {
      throw new Error(
        `run ${run}: not saved; ${(await state().textContent()) ?? ''}; ${(await said.textContent()) ?? ''}`,
        { cause: error },
      );
    });
}
/** Lets so many pictures of the window pass: the kill comes at another moment each time. */
const frames = (most: number): Promise<unknown> =>
  (desk as Desk).page.evaluate(
    async (count) => {
      for (let n = 0; n < count; n += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    },
    Math.floor(Math.random() * (most + 1)),
  );

/** What each box may show: the text acknowledged last, or one that was on its way when the app died. */
const allowed = new Map<Name, readonly string[]>();
const told = { edits: 0, merges: 0, savesCutOff: 0, mergesCutOff: 0, editing: 0, merging: 0, saving: 0 };

async function typeAndWait(name: Name, text: string): Promise<void> {
  await box(name).fill(text);
  await box(name).blur();
  await state().getByText('控えは保存済み').waitFor();
  allowed.set(name, [text]);
  told.edits += 1;
}

/** Types without waiting: the text may or may not have been accepted when the app dies. */
async function typeLast(run: number): Promise<void> {
  const name = any(names);
  const last = `${run}回目の最後。`;
  await box(name).waitFor();
  allowed.set(name, [...(allowed.get(name) ?? [await box(name).inputValue()]), last]);
  await box(name).fill(last);
}

/** A returned file: two boxes of the sheet of one section, which no other run has used. */
interface Returned {
  readonly file: string;
  readonly hash: string;
  readonly item: string;
  readonly fields: readonly { readonly path: FieldPath; readonly base: string; readonly text: string }[];
}
const mergedFields = /^(purpose|actions|steps\.0\.|progress\.\d+\.\w+\.text|annual\.\d+\.assessment)/u;
const fieldsPerRun = 2;
const runsPerItem = 5;
const mergingRuns = Math.ceil(runs / 3);

/** A plan whose first item is typed in and whose others come back from their sections, and the files that come back. */
async function planWithReturns(): Promise<{ readonly file: string; readonly returned: readonly Returned[] }> {
  const home = lastingFolder('killed');
  const file = path.join(home, '行革プラン.xlsx');
  const count = 1 + Math.ceil(mergingRuns / runsPerItem);
  const { bytes } = fixtureWorkbook({
    items: Array.from({ length: count }, (_, index) => filledItem(index + 1, [2025, 2026])),
  });
  fs.writeFileSync(file, bytes);
  const { opened } = exchanged(bytes);
  const sender = new ExchangeDesk({
    document: () => ({ path: file, bytes, items: opened.items, drafts: [] }),
    work: async (name, args) => perform[name](args),
    partWork: partWorkInPlace,
    journal: async () => ({ ok: true, value: [] }),
    person: () => '',
    now: () => new Date(),
  });
  const out = path.join(home, '配布');
  fs.mkdirSync(out);
  const parcels = opened.items.map((item) => ({ section: `企画第${item.no}課`, items: [item.key] }));
  const sent = await sender.distribute('doc', { by: 'lead', parcels }, out);
  if (!sent.ok) throw new Error(JSON.stringify(sent.failure));
  const returned = Array.from({ length: mergingRuns }, (_, run): Returned => {
    const no = String(2 + Math.floor(run / runsPerItem));
    const item = opened.items.find((each) => each.no === no);
    const paths = Object.values(item?.fields ?? {}).flatMap((field) =>
      field !== undefined && field.formula === undefined && mergedFields.test(field.path) ? [field] : [],
    );
    const first = (run % runsPerItem) * fieldsPerRun;
    const fields = paths
      .slice(first, first + fieldsPerRun)
      .map((field) => ({ path: field.path, base: field.text, text: `${run}回目に返ってきた${field.path}` }));
    expect(fields).toHaveLength(fieldsPerRun);
    const name = sent.value.files.find((each) => each.includes(`企画第${no}課`)) ?? '';
    const back = edited(fs.readFileSync(path.join(out, name)), {
      [no]: Object.fromEntries(fields.map(({ path: field, text }) => [field, text])),
    });
    const target = path.join(home, `返却${run}.xlsx`);
    fs.writeFileSync(target, back);
    return { file: target, hash: sha256(back), item: item?.key ?? '', fields };
  });
  return { file, returned };
}

/** Takes a returned file in, and is killed somewhere on the way or when it was said to be done. */
async function mergeUntilKilled({ file }: Returned): Promise<boolean> {
  const { app, page } = desk as Desk;
  await chooseFiles(app, [file]);
  await page.keyboard.press('Control+e');
  await page.getByRole('tab', { name: /^回収$/ }).click();
  await page.getByRole('button', { name: 'ファイルを選ぶ…' }).click();
  await page.getByRole('button', { name: /^取り込む/ }).click({ noWaitAfter: true });
  if (Math.random() < 0.3) {
    await page.getByText('欄を取り込みました').waitFor();
    told.merges += 1;
    return true;
  }
  await frames(8);
  return false;
}

/** The texts of a plan's boxes as the window has them after the start. */
async function textsNow(): Promise<(item: string, path: FieldPath) => string | undefined> {
  const [view] = await (desk as Desk).page.evaluate(() =>
    (
      window as unknown as {
        desk: {
          call(
            name: string,
            args: [],
          ): Promise<
            readonly {
              items: { key: string; fields: Record<string, { text: string }> }[];
              drafts: { item: string; path: string; text: string }[];
            }[]
          >;
        };
      }
    ).desk.call('openDocuments', []),
  );
  return (item, field) =>
    view?.drafts.find((draft) => draft.item === item && draft.path === field)?.text ??
    view?.items.find(({ key }) => key === item)?.fields[field]?.text;
}

/** After a merge was cut off: all of its texts or none, never a log that tells of texts that are not there. */
async function checkMerge(master: string, { hash, item, fields }: Returned, done: boolean): Promise<void> {
  const text = await textsNow();
  const there = fields.filter(({ path: field, text: wanted }) => text(item, field) === wanted).length;
  const untouched = fields.filter(({ path: field, base }) => text(item, field) === base).length;
  expect([there, untouched], `${there} of ${fields.length} texts of the returned file are there`).toSatisfy(
    ([a, b]: readonly [number, number]) => (a === fields.length && b === 0) || (a === 0 && b === fields.length),
  );
  const folder = await PlanFolder.find(planFolderOf(master));
  const memory = await folder?.memory();
  if (memory?.ok !== true) throw new Error('the plan folder cannot be read');
  expect(folder?.unread).toBe(0);
  const logged = memory.value.records.some(
    (record) => record.kind === 'collected' && record.files.some((each) => each.hash === hash),
  );
  if (logged || done) expect(there).toBe(fields.length);
  if (done) expect(logged).toBe(true);
  else told.mergesCutOff += 1;
}

// What is lost once is lost: no second try.
it(
  `killed ${runs} times while typing, merging and saving: nothing acknowledged is lost, no workbook damaged, every start by itself`,
  { timeout: 120_000 + runs * 60_000 },
  async () => {
    const { file, returned } = await planWithReturns();
    const count = exchanged(fs.readFileSync(file)).opened.items.length;
    let data: string | undefined;
    let merge: { readonly returned: Returned; readonly done: boolean } | undefined;
    for (let run = 0; run <= runs; run += 1) {
      desk = await launchDesk(data === undefined ? { args: [file] } : { data, args: [file] });
      data = desk.data;
      // A merge that was looked at leaves another item on the screen; the boxes typed into are the first one's.
      await desk.page.getByRole('listbox', { name: '個票の一覧' }).getByRole('option').first().click();
      for (const [name, texts] of allowed)
        await expect
          .poll(() => box(name).inputValue(), { message: `run ${run}: ${name}`, timeout: 20_000 })
          .toSatisfy((text: string) => texts.includes(text));
      for (const [name] of allowed) allowed.set(name, [await box(name).inputValue()]);
      const workbook = openWorkbook(fs.readFileSync(file));
      expect(workbook.ok && workbook.value.items).toHaveLength(count);
      if (merge !== undefined) await checkMerge(file, merge.returned, merge.done);
      merge = undefined;
      if (run === runs) break;
      const kind = (['editing', 'merging', 'saving'] as const)[run % 3] ?? 'editing';
      const edits = Math.floor(Math.random() * 3) + (kind === 'merging' ? 0 : 1);
      for (let n = 0; n < edits; n += 1) {
        await typeAndWait(any(names), `${run}回目の${n}番目。\n${'続きの文。'.repeat(n * 5)}`);
        if (Math.random() < 0.3) {
          await save().click();
          await saved(run);
        }
      }
      told[kind] += 1;
      if (kind === 'merging') {
        const next = returned[Math.floor(run / 3)] as Returned;
        merge = { returned: next, done: await mergeUntilKilled(next) };
      } else {
        await typeLast(run);
        if (kind === 'saving') await save().click({ noWaitAfter: true });
        await frames(kind === 'saving' ? 12 : 3);
      }
      await desk.kill();
      desk = undefined;
      if (fs.readdirSync(path.dirname(file)).some(isTemporaryName)) told.savesCutOff += 1;
    }
    expect(fs.readdirSync(path.dirname(file)).filter(isTemporaryName)).toEqual([]);
    console.log(
      `app killed ${runs} times (${told.editing} while editing, ${told.merging} while merging, ${told.saving} while saving; ${told.mergesCutOff} merges and ${told.savesCutOff} files seen cut off): ` +
        `${told.edits} acknowledged edits and ${told.merges} acknowledged merges, 0 lost; 0 workbooks damaged; ${runs} starts by themselves`,
    );
  },
);
