import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { launchDesk, removeFolders, type Desk } from '../helpers/launch.ts';
import { cellsHolding, putPlan } from '../helpers/workbooks.ts';

let desk: Desk | undefined;
afterEach(async () => {
  await desk?.close();
  desk = undefined;
  removeFolders();
});

/** Eight hours with an edit every ten seconds in the soak, ten minutes of it otherwise; a save every ten minutes. */
const edits = Number(process.env['KOHYO_CASES'] ?? 0) >= 100 ? 2880 : 60;
const names = ['現状と課題（これまでの取組）', '改革の目的、考えられる効果', '取組の内容'] as const;

const sizeOf = (folder: string): number =>
  fs
    .readdirSync(folder, { recursive: true })
    .reduce(
      (sum, name) => sum + (fs.statSync(path.join(folder, String(name)), { throwIfNoEntry: false })?.size ?? 0),
      0,
    ) /
  2 ** 20;

interface Mark {
  /** MB in use: the page's after collection, the main process's as it is. */
  readonly page: number;
  readonly main: number;
  /** Open files of the main process. */
  readonly handles: number;
  /** MB on disk. */
  readonly database: number;
  readonly journal: number;
}

async function measure({ app, page, data }: Desk): Promise<Mark> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  await session.detach();
  const main = await app.evaluate(() => process.memoryUsage().heapUsed);
  const pid = app.process().pid ?? 0;
  const handles = process.platform === 'linux' ? fs.readdirSync(`/proc/${pid}/fd`).length : 0;
  return {
    page: usedSize / 2 ** 20,
    main: main / 2 ** 20,
    handles,
    database: sizeOf(path.join(data, 'profile', 'IndexedDB')),
    journal: sizeOf(path.join(data, 'journal')),
  };
}

it(
  `${edits} edits in the running app: memory, open files and the database stay bounded`,
  { timeout: 120_000 + edits * 1000 },
  async () => {
    const { file } = putPlan();
    desk = await launchDesk({ args: [file] });
    const { page } = desk;
    const state = page.getByRole('banner').getByRole('status');
    const save = page.getByRole('toolbar', { name: '操作' }).getByRole('button', { name: '保存', exact: true });
    let first: Mark | undefined;
    for (let n = 0; n < edits; n += 1) {
      const box = page.getByRole('textbox', { name: names[n % names.length] ?? '', exact: true });
      await box.fill(`${n}回目の入力。\n${'取組の内容を書いた文。'.repeat(20)}`);
      await box.blur();
      await state.getByText('控えは保存済み').waitFor();
      if (n % 60 === 59) {
        await save.click();
        await state.getByText('Excelファイルに保存済み').waitFor();
      }
      if (n === Math.floor(edits / 4)) first = await measure(desk);
    }
    const last = await measure(desk);
    if (first === undefined) throw new Error('nothing measured');
    const row = (name: keyof Mark): string => `${name} ${first[name].toFixed(1)} → ${last[name].toFixed(1)}`;
    console.log(
      `${edits} edits in the app (MB, files): ${row('page')}, ${row('main')}, ${row('handles')}, ${row('database')}, ${row('journal')}`,
    );
    expect(last.page - first.page).toBeLessThan(20);
    expect(last.main - first.main).toBeLessThan(40);
    expect(last.handles - first.handles).toBeLessThan(15);
    expect(last.database).toBeLessThan(60);
    expect(last.journal).toBeLessThan(30);
    expect(cellsHolding(file, `${edits - 1}回目の入力。\n${'取組の内容を書いた文。'.repeat(20)}`)).toHaveLength(1);
  },
);
