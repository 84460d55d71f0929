import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import type { Settings } from '../../../src-shared/contract/settings.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { exampleBook } from '../../main/engine/read/any/example-book.ts';
import { exampleForm } from '../../shared/form/example-form.ts';
import { edited } from '../../main/exchange/returned.ts';
import { dropFiles } from '../helpers/drop.ts';
import { emptied } from '../helpers/emptied.ts';
import { chooseNext } from '../helpers/crawl.ts';
import { lastingFolder, type Desk } from '../helpers/launch.ts';

const settings: Settings = {
  firstStartDone: true,
  language: 'ja',
  theme: 'light',
  textSize: 'medium',
  years: 'era',
  personName: '港 花子',
  personSection: '',
  growRows: true,
  atClosing: 'leave',
  sheetZoom: 100,
  listWidth: 0,
  rateRule: 'ratio',
  rateBands: '',
  listColumns: ['status', 'grade'],
  phrases: ['・計画どおり実施した。'],
};

/** A state of the program from which screens are walked; each way into it makes everything anew. */
export type Root = (desk: Desk) => Promise<void>;

const cli = (...args: readonly string[]): void =>
  void execFileSync(process.execPath, [path.resolve('dist', 'cli.js'), ...args], { stdio: 'pipe' });

async function opened(page: Page, files: readonly string[], patch: Partial<Settings> = {}): Promise<void> {
  // The mouse lies where it points at nothing.
  await page.mouse.move(1, 1);
  await page.evaluate(async () => {
    for (const { id } of await window.desk.call('recentFiles', []))
      await window.desk.call('changeRecent', [id, 'forget']);
  });
  await emptied(page, { ...settings, ...patch });
  for (const [index, file] of files.entries()) {
    await dropFiles(page, [file]);
    await page.locator('.tabs li').nth(index).waitFor();
  }
  if (files.length > 0) await page.locator('.item-row').first().waitFor();
}

const putPlan = (options = {}, name = '行革プラン.xlsx'): string => {
  const file = path.join(lastingFolder('walk'), name);
  fs.writeFileSync(file, fixtureWorkbook({ years: [2025, 2026], ...options }).bytes);
  return file;
};

/** No workbook is open; the list of recent ones has what earlier walks have left, also a file that is gone. */
export const startScreen: Root = async ({ page }) => {
  const file = putPlan({ items: 1 });
  await opened(page, [file]);
  fs.rmSync(file);
  await opened(page, []);
};

/** The first start of a new profile. */
export const firstStart: Root = async ({ page }) => {
  await opened(page, []);
  await emptied(page, { ...settings, firstStartDone: false });
  await page.getByRole('dialog').waitFor();
};

/** A plan as it was opened. */
export const openPlan: Root = ({ page }) => opened(page, [putPlan()]);

/** A plan with a change, one undone, and points to check. */
export const changedPlan: Root = async ({ page }) => {
  await opened(page, [putPlan()]);
  const type = async (field: string, text: string): Promise<void> => {
    await page.locator(`[data-path="${field}"]`).first().fill(text);
    await page.locator('.save-state[data-state="stored"]').waitFor();
  };
  await type('purpose', '全角　　空白と，ﾊﾝｶｸの文');
  await type('actions', '・取組');
  await page.keyboard.press('Control+z');
  await page.locator('.save-state[data-state="stored"]').waitFor();
};

/** The whole plan as counts and charts. */
export const glance: Root = async ({ page }) => {
  await opened(page, [putPlan({ items: 24 })]);
  await page.keyboard.press('Control+3');
  await page.locator('main.glance h1').waitFor();
};

/** A filled workbook in a form that nobody has described, shown as paper with the fields that are proposed. */
export const unknownForm: Root = async (desk) => {
  const { page } = desk;
  const file = path.join(lastingFolder('walk'), '見本.xlsx');
  fs.writeFileSync(file, await exampleBook([{ no: '101', title: '港まつり', law: '■あり □なし' }]));
  await opened(page, []);
  // One that an earlier press has registered is unknown again.
  fs.rmSync(path.join(desk.data, 'forms'), { recursive: true, force: true });
  await chooseNext(desk, [file]);
  await page.keyboard.press('Control+o');
  await page.getByRole('button', { name: '様式を登録', exact: true }).click();
  await page.locator('.teach-hit[data-what="box"]').first().waitFor();
};

/** A workbook of a form that somebody has described and registered. */
export const describedPlan: Root = async (desk) => {
  const { page } = desk;
  const forms = path.join(desk.data, 'forms');
  fs.mkdirSync(forms, { recursive: true });
  fs.writeFileSync(path.join(forms, `${exampleForm.id}.json`), JSON.stringify(exampleForm));
  const file = path.join(lastingFolder('walk'), '評価.xlsx');
  const items = [
    { no: '101', title: '港まつり', law: '■あり □なし' },
    { no: '102', title: '朝市', how: '委託' },
  ];
  fs.writeFileSync(file, await exampleBook(items));
  await opened(page, [file]);
  await page.locator('.form-band').first().waitFor();
};

/** A plan with protected boxes and a second workbook behind it. */
export const lockedPlans: Root = ({ page }) =>
  opened(page, [putPlan({ items: 1 }), putPlan({ protection: true, structureLocked: true }, '保護.xlsx')]);

const sendAndReturn = (): { readonly plan: string; readonly sent: string; readonly returned: readonly string[] } => {
  const plan = putPlan();
  const folder = path.dirname(plan);
  const sent = path.join(folder, 'sent');
  fs.mkdirSync(sent);
  cli(
    'distribute',
    plan,
    '--out',
    sent,
    '--step',
    '2026/firstHalf',
    '--due',
    '2026-12-15',
    '--note',
    '上半期の分です',
    '--lock',
  );
  const returned = fs
    .readdirSync(sent)
    .toSorted()
    .slice(0, 2)
    .map((name) => path.join(sent, name));
  return { plan, sent, returned };
};

/** A workbook that was sent to this section, with locked boxes, a date and a note. */
export const receivedFile: Root = async ({ page }) => {
  const { returned } = sendAndReturn();
  await opened(page, [returned[0]!], { personSection: '企画第1課' });
  await page.locator('.sent-strip').waitFor();
};

/** An exchange under way: sent, one file taken in with a conflict and a box of nobody's, two returned files to choose. */
export const exchangeRoot: Root = async (desk) => {
  const { page } = desk;
  const { plan, returned } = sendAndReturn();
  const [one, two] = returned as [string, string];
  fs.writeFileSync(
    one,
    edited(fs.readFileSync(one), { 1: { 'progress.2026.firstHalf.text': '・課の記入', purpose: '課の目的' } }),
  );
  fs.writeFileSync(
    two,
    edited(fs.readFileSync(two), { 2: { 'progress.2026.firstHalf.text': '・二つめ', purpose: '課の目的' } }),
  );
  fs.writeFileSync(plan, edited(fs.readFileSync(plan), { 1: { purpose: '取りまとめ課の目的' } }));
  const out = path.join(path.dirname(plan), 'collected.xlsx');
  try {
    cli('collect', plan, one, '--out', out);
  } catch {
    // 4: something waits for a person, as is meant.
  }
  await chooseNext(desk, [two]);
  await opened(page, [plan]);
  await page.keyboard.press('Control+e');
  await page.getByRole('tabpanel').waitFor();
};
