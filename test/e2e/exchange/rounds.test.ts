import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ExchangeState } from '../../../src-main/exchange/exchange-state.ts';
import { PlanFolder, planFolderOf } from '../../../src-main/exchange/plan-folder.ts';
import { textsOf } from '../../../src-shared/merge/field-state.ts';
import { edited, exchanged, textOf } from '../../exchange/returned.ts';
import { hasOpenpyxl, throughOpenpyxl } from '../../exchange/other-programs.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { chooseFiles, chooseTarget } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';

const background = '現状と課題（これまでの取組）';
const open: Desk[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close().catch(() => undefined);
  removeFolders();
});

async function launch(file: string, data?: string): Promise<Desk> {
  const desk = await launchDesk({ args: [file], ...(data === undefined ? {} : { data }) });
  open.push(desk);
  await desk.page.getByRole('textbox', { name: background, exact: true }).waitFor();
  return desk;
}
async function close(desk: Desk): Promise<void> {
  open.splice(open.indexOf(desk), 1);
  await desk.close();
}

const stored = (desk: Desk) => desk.page.getByRole('banner').getByRole('status');

async function openExchange(desk: Desk, tab: RegExp): Promise<void> {
  await desk.page.keyboard.press('Control+e');
  await desk.page.getByRole('tab', { name: tab }).click();
}

async function distribute(desk: Desk, folder: string): Promise<readonly string[]> {
  fs.mkdirSync(folder, { recursive: true });
  await chooseFiles(desk.app, [folder]);
  await openExchange(desk, /^配布$/);
  await desk.page.getByRole('button', { name: 'フォルダーを選んで' }).click();
  await desk.page.getByText('5件のファイルを作りました').waitFor({ timeout: 120_000 });
  await desk.page.keyboard.press('Escape');
  return fs.readdirSync(folder).sort().map((name) => path.join(folder, name));
}

/** A section with the app: opens what it got, types, saves for returning. */
async function answerInApp(file: string, text: string, target: string, data?: string): Promise<string> {
  const desk = await launch(file, data);
  const box = desk.page.getByRole('textbox', { name: background, exact: true });
  await box.fill(text);
  await box.blur();
  await stored(desk).getByText('この端末に保存済み').waitFor();
  await chooseTarget(desk.app, target);
  await desk.page.getByRole('button', { name: 'メニュー' }).click();
  await desk.page.getByRole('menuitem', { name: '提出用に保存…' }).click();
  await desk.page.getByText('このファイルを送り返してください').waitFor();
  await close(desk);
  return desk.data;
}

/** A section with Excel only, played by openpyxl where it is there. */
function answerInExcel(file: string, no: string, text: string, target: string): void {
  const bytes = fs.readFileSync(file);
  const item = exchanged(bytes).opened.items.find((candidate) => candidate.no === no)!;
  const cell = item.fields.background!.cell;
  const literal = JSON.stringify(text);
  fs.writeFileSync(target, hasOpenpyxl ? throughOpenpyxl(bytes, `wb['${item.sheet}']['${cell}'] = ${literal}`) : edited(bytes, { [no]: { background: text } }));
}

async function collect(desk: Desk, files: readonly string[]): Promise<void> {
  await chooseFiles(desk.app, files);
  await openExchange(desk, /^回収$/);
  await desk.page.getByRole('button', { name: 'ファイルを選ぶ…' }).click();
  await desk.page.getByRole('button', { name: /^取り込む/ }).click();
  await desk.page.getByText('欄を取り込みました').waitFor({ timeout: 120_000 });
  await desk.page.keyboard.press('Escape');
  await desk.page.keyboard.press('Control+s');
  await stored(desk).getByText('Excelファイルに保存済み').waitFor();
}

/** What is known at the end: the plan's texts, and every text that the plan folder can still show. */
async function known(master: string): Promise<{ readonly state: ExchangeState; readonly texts: ReadonlySet<string> }> {
  const folder = await PlanFolder.find(planFolderOf(master));
  const memory = await folder!.memory();
  if (!memory.ok) throw new Error('the plan folder cannot be read');
  const { snapshot } = exchanged(fs.readFileSync(master));
  const state = new ExchangeState(memory.value, snapshot);
  return { state, texts: new Set([...snapshot.items.flatMap((item) => Object.values(item.texts)), ...state.fields().flatMap((entry) => textsOf(entry.state))]) };
}

it('three rounds, five sections, two with Excel only, resubmissions: no text is lost, and a second laptop sees the same', async () => {
  const home = lastingFolder('rounds');
  const master = path.join(home, '行革プラン.xlsx');
  fs.writeFileSync(master, fixtureWorkbook({ items: [1, 2, 3, 4, 5].map((no) => filledItem(no, [2025, 2026])) }).bytes);
  const profiles: (string | undefined)[] = [undefined, undefined, undefined];
  const typed: string[] = [];
  const say = (round: number, section: number, what = ''): string => {
    const text = `第${round}回　課${section}の記入${what}\n・件数${round * 100 + section}件`;
    typed.push(text);
    return text;
  };
  const collector = await launch(master);
  for (const round of [1, 2, 3]) {
    const sent = await distribute(collector, path.join(home, `配布${round}`));
    expect(sent).toHaveLength(5);
    const back = path.join(home, `回収${round}`);
    fs.mkdirSync(back);
    const target = (section: number, copy = ''): string => path.join(back, `課${section}${copy}.xlsx`);
    // The app's sections take turns, so that one laptop at a time is open beside the collecting one.
    for (const section of [1, 2, 3].slice(0, round === 1 ? 3 : 1)) {
      profiles[section - 1] = await answerInApp(sent[section - 1]!, say(round, section), target(section), profiles[section - 1]);
    }
    for (const section of [4, 5]) answerInExcel(sent[section - 1]!, String(section), say(round, section), target(section));
    const files = fs.readdirSync(back).map((name) => path.join(back, name));
    await collect(collector, round === 2 ? files.toReversed() : files);
    if (round === 1) {
      // The app says what its second file descends from; Excel's second file has to be asked about.
      await answerInApp(sent[0]!, say(round, 1, '（差し替え）'), target(1, '再'), profiles[0]);
      answerInExcel(sent[4]!, '5', say(round, 5, '（差し替え）'), target(5, '再'));
      await collect(collector, [target(1, '再'), target(5, '再')]);
      const saved = fs.readFileSync(master);
      expect(textOf(saved, '1', 'background')).toBe(typed.find((text) => text.includes('課1の記入（差し替え）')));
      await openExchange(collector, /^確認/);
      await collector.page.getByText('の差し替えですか').first().waitFor();
      const question = await collector.page.getByText('の差し替えですか').first().textContent();
      // Which file is called the later one goes by dates that openpyxl may write alike.
      const later = question?.startsWith('「課5再') === true;
      await collector.page.getByRole('button', { name: later ? '差し替え' : /^逆/, exact: later }).click();
      await collector.page.getByText('確認が必要なものはありません').waitFor();
      await collector.page.keyboard.press('Escape');
      await collector.page.keyboard.press('Control+s');
      await stored(collector).getByText('Excelファイルに保存済み').waitFor();
      expect(textOf(fs.readFileSync(master), '5', 'background')).toBe(typed.find((text) => text.includes('課5の記入（差し替え）')));
    }
  }
  await close(collector);

  const { state, texts } = await known(master);
  for (const text of typed) expect(texts).toContain(text);
  const saved = fs.readFileSync(master);
  for (const [no, text] of [['1', say(3, 1)], ['4', say(3, 4)], ['5', say(3, 5)]] as const) expect(textOf(saved, no, 'background')).toBe(text);
  for (const [no, text] of [['2', say(1, 2)], ['3', say(1, 3)]] as const) expect(textOf(saved, no, 'background')).toBe(text);
  expect(state.fields().filter((entry) => entry.resolution.kind === 'conflict')).toEqual([]);

  const second = path.join(lastingFolder('second'), '行革プラン.xlsx');
  fs.copyFileSync(master, second);
  fs.cpSync(planFolderOf(master), planFolderOf(second), { recursive: true });
  const colleague = await launch(second);
  await openExchange(colleague, /^確認（0）$/);
  await colleague.page.getByText('確認が必要なものはありません').waitFor();
  await colleague.page.getByRole('tab', { name: '提出状況' }).click();
  expect(await colleague.page.getByText('提出済み').count()).toBe(3);
  expect(await colleague.page.getByText('未提出').count()).toBe(2);
  expect(await colleague.page.getByRole('button', { name: 'この取り込みを取り消す' }).count()).toBe(4);
}, 600_000);
