import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { isTemporaryName } from '../../../src-main/files/write-atomically.ts';
import { openWorkbook } from '../../../src-main/workbook/open.ts';
import { launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';
import { putPlan } from '../helpers/workbooks.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  removeFolders();
});

/** How often the app is killed: `KOHYO_CASES` in the soak. */
const runs = Math.max(3, Number(process.env['KOHYO_CASES'] ?? 0));
const names = ['現状と課題（これまでの取組）', '改革の目的、考えられる効果', '取組の内容'] as const;
type Name = (typeof names)[number];
const any = <T>(values: readonly T[]): T => values[Math.floor(Math.random() * values.length)] as T;

const box = (name: Name) => (desk as Desk).page.getByRole('textbox', { name, exact: true });
const state = () => (desk as Desk).page.getByRole('banner').getByRole('status');
const save = () => (desk as Desk).page.getByRole('toolbar', { name: '操作' }).getByRole('button', { name: '保存', exact: true });

it(`killed ${runs} times while typing and saving: nothing acknowledged is lost, no workbook damaged, every start by itself`, { timeout: 60_000 + runs * 30_000 }, async () => {
  const { file } = putPlan();
  let data: string | undefined;
  /** What each box may show: the text acknowledged last, or one that was on its way when the app died. */
  const allowed = new Map<Name, readonly string[]>();
  let acknowledged = 0;
  let saving = 0;
  for (let run = 0; run <= runs; run += 1) {
    desk = await launchDesk(data === undefined ? { args: [file] } : { data, args: [file] });
    data = desk.data;
    for (const [name, texts] of allowed) await expect.poll(() => box(name).inputValue(), { message: `run ${run}: ${name}`, timeout: 20_000 }).toSatisfy((text: string) => texts.includes(text));
    for (const [name] of allowed) allowed.set(name, [await box(name).inputValue()]);
    const workbook = openWorkbook(fs.readFileSync(file));
    expect(workbook.ok && workbook.value.items).toHaveLength(3);
    if (run === runs) break;
    const edits = 1 + Math.floor(Math.random() * 4);
    for (let n = 0; n < edits; n += 1) {
      const name = any(names);
      const text = `${run}回目の${n}番目。\n${'続きの文。'.repeat(n * 5)}`;
      await box(name).fill(text);
      await box(name).blur();
      await state().getByText('この端末に保存済み').waitFor();
      allowed.set(name, [text]);
      acknowledged += 1;
      if (Math.random() < 0.3) {
        await save().click();
        await state().getByText('Excelファイルに保存済み').waitFor();
      }
    }
    const name = any(names);
    const last = `${run}回目の最後。`;
    await box(name).waitFor();
    allowed.set(name, [...(allowed.get(name) ?? [await box(name).inputValue()]), last]);
    await box(name).fill(last);
    if (Math.random() < 0.7) {
      saving += 1;
      await save().click({ noWaitAfter: true });
      if (Math.random() < 0.5) await desk.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    await desk.kill();
    desk = undefined;
  }
  const left = fs.readdirSync(path.dirname(file)).filter(isTemporaryName);
  expect(left).toEqual([]);
  console.log(`app killed ${runs} times, ${saving} of them while saving: ${acknowledged} acknowledged edits, 0 lost; 0 workbooks damaged; ${runs} starts by themselves`);
});
