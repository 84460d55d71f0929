import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { changeNotes } from '../../../src-main/engine/write/notes/change-notes.ts';
import { PackageDraft } from '../../../src-main/engine/write/draft/package-draft.ts';
import { edited, exchanged, textOf } from '../../main/exchange/returned.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { violations } from '../helpers/axe.ts';
import { chooseFiles, chooseTarget, fromMenu } from '../helpers/dialogs.ts';
import { lastingFolder, launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';

const open: Desk[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close().catch(() => undefined);
  removeFolders();
});

async function launch(file: string): Promise<Desk> {
  const desk = await launchDesk({ args: [file] });
  open.push(desk);
  await desk.page.locator('.item-row').first().waitFor();
  return desk;
}

async function close(desk: Desk): Promise<void> {
  open.splice(open.indexOf(desk), 1);
  await desk.close();
}

const box = (desk: Desk, name: string) => desk.page.locator(`#box-${name}`);
const tab = (desk: Desk, name: RegExp) => desk.page.getByRole('tab', { name });
const button = (desk: Desk, name: string | RegExp) => desk.page.getByRole('button', { name });

it('asks, sends locked sheets of single items, answers, returns, collects, decides by key, takes a sheet whole; axe finds nothing', async () => {
  const found: string[] = [];
  const look = async (desk: Desk, name: string): Promise<void> =>
    void found.push(...(await violations(desk.page)).map((line) => `${name}: ${line}`));
  const home = lastingFolder('screens');
  const master = path.join(home, '行革プラン.xlsx');
  fs.writeFileSync(master, fixtureWorkbook().bytes);
  const collector = await launch(master);

  // A request, by keys alone.
  await box(collector, 'purpose').focus();
  await collector.page.keyboard.press('Control+Shift+e');
  await collector.page.locator('.requests textarea').fill('件数の根拠を書いてください。');
  await look(collector, 'request');
  await collector.page.keyboard.press('Tab');
  await collector.page.keyboard.press('Enter');
  await collector.page.locator('.exchange-notes').getByText('件数の根拠を書いてください。').waitFor();
  await look(collector, 'sheet with a request');

  // Sending: a step, locked boxes, without item 3.
  await collector.page.keyboard.press('Control+e');
  await collector.page.locator('.send .choose button').nth(1).click();
  await collector.page
    .locator('.choices')
    .getByRole('option', { name: /令和8年度 上半期/ })
    .click();
  await collector.page.getByText('今回記入する欄のほかは入力できないようにする').click();
  await collector.page.getByRole('checkbox', { name: '企画第3課 No.3' }).locator('xpath=ancestor::label').click();
  await collector.page.locator('.pattern input').fill('{課}の個票（{段階}）');
  await look(collector, 'send');
  const sent = path.join(home, 'sent');
  fs.mkdirSync(sent);
  await chooseFiles(collector.app, [sent]);
  await button(collector, /^フォルダーを選んで2件を作成/).click();
  await collector.page.getByText('2件のファイルを作りました').waitFor();
  const [one, two] = ['企画第1課の個票（R8上半期）.xlsx', '企画第2課の個票（R8上半期）.xlsx'].map((name) =>
    path.join(sent, name),
  ) as [string, string];
  expect(fs.readdirSync(sent).sort()).toEqual([path.basename(one), path.basename(two)]);

  // The section sees the request and the locks, answers, and is told what is missing before it returns.
  const section = await launch(one);
  await section.page.locator('.exchange-notes').getByText('件数の根拠を書いてください。').waitFor();
  // What is asked about is open, whatever the step; the rest is locked and never missing.
  expect(await box(section, 'background').getAttribute('readonly')).not.toBeNull();
  expect(await box(section, 'purpose').getAttribute('readonly')).toBeNull();
  await section.page.locator('.sent-strip').getByText('令和8年度 上半期').waitFor();
  expect(await box(section, 'progress-2026-firstHalf-text').getAttribute('readonly')).toBeNull();
  await box(section, 'progress-2026-firstHalf-text').fill('');
  await box(section, 'progress-2026-firstHalf-text').blur();
  await button(section, /^修正依頼に回答/).click();
  await section.page.locator('.requests textarea').fill('統計年報によります。');
  await button(section, '回答を記録').click();
  await section.page.locator('.exchange-notes').getByText('統計年報によります。').waitFor();
  const back = path.join(home, '提出.xlsx');
  await chooseTarget(section.app, back);
  await fromMenu(section.page, 'ファイル', '提出用に保存…');
  await section.page.getByText('未記入の欄（1欄）').waitFor();
  await look(section, 'return');
  await button(section, 'このまま保存…').click();
  await section.page.getByText('このファイルを送り返してください').waitFor();
  await close(section);

  // The other section has plain Excel: it changes a box that both sides have changed, one that was not asked for, and a note.
  const changed = exchanged(
    edited(fs.readFileSync(two), { 2: { purpose: '課の目的', 'progress.2026.firstHalf.text': '・課の記入' } }),
  );
  const draft = new PackageDraft(changed.opened.package);
  const item = changed.opened.items[0]!;
  changeNotes(draft, item.key, [{ area: item.fields['title']!.area, change: () => '題名の案を確認ください' }], '課');
  fs.writeFileSync(two, draft.bytes());
  await collector.page.keyboard.press('Escape');
  await collector.page.locator('.item-row').nth(1).click();
  await box(collector, 'purpose').fill('本庁の目的');
  await box(collector, 'purpose').blur();

  await collector.page.keyboard.press('Control+e');
  await tab(collector, /^回収$/).click();
  await chooseFiles(collector.app, [back, two]);
  await button(collector, 'ファイルを選ぶ…').click();
  // One line a file; what it holds stands beside the list.
  await collector.page.locator('.file-line', { hasText: path.basename(two) }).click();
  await collector.page.getByText('今回の記入の対象ではない欄が1欄変わっています。').waitFor();
  await look(collector, 'review');
  // A box that nobody asked for is left out until a person ticks it.
  const outside = collector.page.getByRole('checkbox', { name: /^No\.2 改革の目的.*を取り込む$/ });
  expect(await outside.isChecked()).toBe(false);
  await outside.locator('xpath=ancestor::label').click();
  await collector.page.locator('.file-line', { hasText: path.basename(back) }).click();
  await collector.page.getByText('空欄になっています').waitFor();
  await button(collector, /^取り込む（2欄）/).click();
  await collector.page.getByText('2欄を取り込みました。確認が必要なものが1件').waitFor();

  await tab(collector, /^要確認（1）$/).click();
  await look(collector, 'decide');
  await collector.page.keyboard.press('b');
  await collector.page.getByText('確認が必要なものはありません').waitFor();
  await collector.page.locator('.besides summary').click();
  await collector.page.getByText('題名の案を確認ください').waitFor();
  await look(collector, 'what is no field');
  await button(collector, /^シートごと取り込む/).click();
  await collector.page.getByText('シートごと取り込み、ファイルに保存しました').waitFor();
  await tab(collector, /^提出状況$/).click();
  await collector.page.locator('.request-list').getByText('回答あり').waitFor();
  await look(collector, 'status');
  await tab(collector, /^取込記録$/).click();
  await collector.page
    .getByRole('row', { name: /提出\.xlsx/ })
    .first()
    .waitFor();
  await look(collector, 'record');
  await collector.page.keyboard.press('Escape');
  await collector.page.keyboard.press('Control+s');
  await collector.page.getByRole('banner').getByRole('status').getByText('Excelファイルに保存済み').waitFor();
  const saved = fs.readFileSync(master);
  expect([
    textOf(saved, '1', 'progress.2026.firstHalf.text'),
    textOf(saved, '2', 'progress.2026.firstHalf.text'),
    textOf(saved, '2', 'purpose'),
  ]).toEqual(['', '・課の記入', '課の目的\n本庁の目的']);
  expect(exchanged(saved).opened.package.entryNames.some((name) => /comments/.test(name))).toBe(true);
  expect(found).toEqual([]);
}, 600_000);

const shared = process.env['KOHYO_SHARED'];

interface Truth {
  readonly files: readonly {
    readonly file: string;
    readonly changes: readonly {
      readonly no: string;
      readonly field: string;
      readonly before: string;
      readonly after: string;
    }[];
  }[];
  readonly conflicts: readonly {
    readonly no: string;
    readonly field: string;
    readonly values: Readonly<Record<string, string>>;
  }[];
  readonly mergeable: readonly { readonly no: string; readonly field: string; readonly merged: string }[];
}

it.skipIf(shared === undefined)(
  'the shared returned workbooks, through the screens: everything that the truth says, and no more',
  async () => {
    const folder = path.join(shared ?? '', 'workbooks');
    const truth = JSON.parse(fs.readFileSync(path.join(folder, 'returned', 'truth.json'), 'utf8')) as Truth;
    const plan = path.join(folder, 'minato-plan.xlsx');
    const master = path.join(lastingFolder('truth'), '行革プラン.xlsx');
    fs.writeFileSync(master, fs.readFileSync(plan));
    const desk = await launch(master);
    await desk.page.keyboard.press('Control+e');
    await tab(desk, /^回収$/).click();
    await chooseFiles(
      desk.app,
      truth.files.map(({ file }) => path.join(folder, 'returned', file)),
    );
    await button(desk, 'ファイルを選ぶ…').click();
    await chooseFiles(desk.app, [plan]);
    await button(desk, '送ったときのファイルを選ぶ…').click();
    await desk.page.getByText('選んだファイルの内容と比較').first().waitFor();
    const isConflict = (no: string, field: string): boolean =>
      truth.conflicts.some((one) => one.no === no && one.field === field);
    const merged = (no: string, field: string): string | undefined =>
      truth.mergeable.find((one) => one.no === no && one.field === field)?.merged;
    const changes = truth.files.flatMap((file) => file.changes).filter(({ field }) => field !== 'no');
    const written = new Set(
      changes.filter(({ no, field }) => !isConflict(no, field)).map(({ no, field }) => `${no} ${field}`),
    );
    await button(desk, new RegExp(`^取り込む（${written.size}欄）`)).click();
    // Each conflict, and the renumbered sheet, which is asked about.
    await desk.page.getByText(`${written.size}欄を取り込みました`).waitFor();
    await tab(desk, new RegExp(`^要確認（${truth.conflicts.length + 1}）$`)).click();
    await desk.page.getByText('番号が 11 から 21 に変わっています').waitFor();
    expect(await desk.page.locator('.decide nav button').count()).toBe(truth.conflicts.length);
    for (const [index, { values }] of truth.conflicts.entries()) {
      await desk.page.locator('.decide nav button').nth(index).click();
      const shown = await desk.page.locator('.versions').innerText();
      for (const value of Object.values(values))
        for (const line of value.split('\n').filter((part) => part.trim() !== ''))
          expect(shown.replaceAll(/\s/g, '')).toContain(line.replaceAll(/\s/g, '').slice(-8));
    }
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('Control+s');
    await desk.page.getByRole('banner').getByRole('status').getByText('Excelファイルに保存済み').waitFor();
    const saved = exchanged(fs.readFileSync(master)).opened.items;
    const base = exchanged(fs.readFileSync(plan)).opened.items;
    for (const item of base) {
      const now = saved.find((one) => one.no === item.no)!;
      for (const field of Object.values(item.fields)) {
        const change = changes.find((one) => one.no === item.no && one.field === field!.path);
        const expected =
          change === undefined || isConflict(item.no, field!.path)
            ? field!.text
            : (merged(item.no, field!.path) ?? change.after);
        expect([item.no, field!.path, now.fields[field!.path]?.text]).toEqual([item.no, field!.path, expected]);
      }
    }
  },
  600_000,
);
