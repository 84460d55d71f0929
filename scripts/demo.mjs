import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { build } from './lib/build.mjs';
import { ensureDisplay } from './lib/display.mjs';
import { electronRuntime } from './lib/electron-runtime.mjs';
import { ensurePackages } from './lib/install.mjs';
import { dist, root } from './lib/paths.mjs';
import { nodePath, run } from './lib/run.mjs';
import { ensureSystem } from './lib/system-needs.mjs';

/**
 * `npm run demo`: the real program, driven as by a person, on a copy of the sample plan: open, edit, save,
 * reopen, send to the sections, merge what one of them returns, print.
 * Each step is checked; the exit status is 0 only when all were right. What it made stays in out/demo.
 */
const folder = path.join(root, 'out', 'demo');
const workbook = path.join(folder, 'サンプル計画.xlsx');
const pdf = path.join(folder, '個票No.3.pdf');
const sent = path.join(folder, '配布');
const sample = path.join(root, 'assets', 'sample', 'sample-plan.xlsx');
const box = '現状と課題（これまでの取組）';
const returned = '担当課が返した文です。';
const typed = '実演で入力した文です。\n　二行目は全角の空白で始まり、𠮷の字があります。';

await ensurePackages();
const runtime = await electronRuntime();
await ensureSystem({ executable: runtime.executable, display: true });
const stopDisplay = await ensureDisplay();
await build();
const { driveDesk } = await import('./lib/drive.mjs');

fs.rmSync(folder, { recursive: true, force: true });
// As the program makes its own: readable by nobody else, or it says so.
fs.mkdirSync(path.join(folder, 'profile'), { recursive: true, mode: 0o700 });
fs.copyFileSync(sample, workbook);
fs.writeFileSync(
  path.join(folder, 'profile', 'settings.json'),
  JSON.stringify({ firstStartDone: true, atClosing: 'leave', personName: '港 花子' }),
);

let desk;
let shots = 0;
async function step(what, does) {
  await does();
  shots += 1;
  if (desk !== undefined) await desk.page.screenshot({ path: path.join(folder, `${shots}-${what.split(' ')[0]}.png`) });
  console.log(`ok  ${what}`);
}
const start = async () => (desk = await driveDesk(runtime, { data: path.join(folder, 'profile') }));
const textbox = (name) => desk.page.getByRole('textbox', { name, exact: true });
const state = () => desk.page.getByRole('banner').getByRole('status');
const item = (no) =>
  desk.page.getByRole('listbox', { name: '個票の一覧' }).getByRole('option', { name: new RegExp(`^${no} `, 'u') });
/** What the command line, a second program over the same file, reads. */
async function read() {
  const { status, output } = await run(nodePath(), [path.join(dist, 'cli.js'), 'read', workbook, '--json'], {
    show: 'quiet',
  });
  assert.equal(status, 0, output);
  return JSON.parse(output);
}

try {
  const before = await read();
  await step('open a workbook by the dialog', async () => {
    await start();
    await desk.chooseFile(workbook);
    await desk.page
      .getByRole('button', { name: /ブックを開く/u })
      .first()
      .click();
    await item('3').waitFor();
    assert.equal(
      await desk.page.getByRole('listbox', { name: '個票の一覧' }).getByRole('option').count(),
      before.items.length,
    );
  });
  await step('edit a box of item 3', async () => {
    await item('3').click();
    await textbox(box).fill(typed);
    await textbox(box).blur();
    await state().getByText('控えは保存済み').waitFor();
    assert.deepEqual(await read(), before, 'the workbook has not changed yet');
  });
  await step('save the workbook', async () => {
    await desk.page.keyboard.press('Control+S');
    await state().getByText('Excelファイルに保存済み').waitFor();
    const after = await read();
    const wanted = structuredClone(before);
    wanted.items.find(({ no }) => no === '3').background = typed;
    assert.deepEqual(after, wanted, 'exactly the edited box has changed');
  });
  await step('reopen it from the recent list', async () => {
    await desk.close();
    await start();
    await desk.page
      .getByRole('button', { name: /サンプル計画\.xlsx/u })
      .first()
      .click();
    await item('3').click();
    assert.equal(await textbox(box).inputValue(), typed);
  });
  await step('send every section its own sheets', async () => {
    fs.mkdirSync(sent);
    await desk.chooseFile(sent);
    await desk.page.keyboard.press('Control+E');
    await desk.page.getByRole('button', { name: 'フォルダーを選んで' }).click();
    await desk.page.getByText(/\d+件のファイルを作りました/u).waitFor();
  });
  await step('merge what a section returns', async () => {
    const file = path.join(
      sent,
      /** @type {string} */ (fs.readdirSync(sent).find((name) => name.includes('デジタル推進課'))),
    );
    const answer = await run(
      nodePath(),
      [path.join(dist, 'cli.js'), 'set', file, '--item', '4', '--field', 'background', '--value', returned],
      { show: 'quiet' },
    );
    assert.equal(answer.status, 0, answer.output);
    await desk.chooseFile(file);
    await desk.page.getByRole('tab', { name: '回収', exact: true }).click();
    await desk.page.getByRole('button', { name: 'ファイルを選ぶ…' }).click();
    await desk.page.getByRole('button', { name: /^取り込む（1欄）/u }).click();
    await desk.page.getByText('1欄を取り込みました').waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('Control+S');
    await state().getByText('Excelファイルに保存済み').waitFor();
    const wanted = structuredClone(before);
    wanted.items.find(({ no }) => no === '3').background = typed;
    wanted.items.find(({ no }) => no === '4').background = returned;
    assert.deepEqual(await read(), wanted, 'the plan holds both texts, and nothing else has changed');
  });
  await step('print the item to a PDF', async () => {
    await desk.chooseTarget(pdf);
    await desk.page.getByRole('button', { name: '印刷', exact: true }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: /PDF/u }).first().click();
    await desk.page.getByText('個票No.3.pdf').waitFor();
    const bytes = fs.readFileSync(pdf);
    assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-');
    assert.ok(bytes.length > 10_000, 'the PDF has fonts and drawings in it');
  });
  await desk.close();
  console.log(`\nThe workbook, the PDF and the screenshots are in ${folder}`);
} catch (error) {
  console.error(error);
  console.error(`\nThe demonstration failed; what it made so far is in ${folder}`);
  process.exitCode = 1;
  desk?.app.process().kill('SIGKILL');
} finally {
  fs.rmSync(path.join(folder, 'profile'), { recursive: true, force: true });
  stopDisplay();
}
