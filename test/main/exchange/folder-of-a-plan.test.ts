import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PlanFolder } from '../../../src-main/exchange/folder/plan-folder.ts';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { CityHall, path, plan, run } from './city-halls.ts';
import { parseLog as parseLogOfBefore } from './old/reader-of-version-2.mjs';
import { edited } from './returned.ts';

let hall: CityHall;
beforeEach(() => {
  hall = new CityHall(plan);
});
afterEach(() => hall.close());

const folderOf = (name: string): string => join(hall.home, `${name}.個票交換`);
interface Answer {
  readonly warnings: readonly { readonly kind: string; readonly message: string }[];
  readonly files: readonly { readonly file: string; readonly exportId: string }[];
}
async function distribute(file: string, ...more: readonly string[]): Promise<Answer> {
  const sent = await run('distribute', file, '--out', hall.sentFolder, ...more);
  expect(sent.status, sent.err).toBe(0);
  return JSON.parse(sent.out) as Answer;
}
/** Takes two returns in that contradict each other, so that the folder has something to remember. */
async function collectConflict(file: string, folder: string): Promise<void> {
  const sent = readFileSync(join(hall.sentFolder, '個票_企画第1課.xlsx'));
  const returned = ['甲', '乙'].map((text) => hall.receive(`${text}.xlsx`, edited(sent, { 1: { [path]: text } })));
  const done = await run(
    ...(['collect', file, ...returned, '--plan-folder', folder] as const),
    ...(['--out', join(hall.home, '統合.xlsx'), '--report', join(hall.home, '報告.json')] as const),
  );
  expect(done.status, done.err).toBe(4);
}
async function conflictsOf(
  file: string,
): Promise<{ readonly status: number; readonly rows: number; readonly err: string }> {
  const out = join(hall.home, `食い違い-${Math.random()}.xlsx`);
  const done = await run('print', file, '--paper', 'conflicts', '--out', out);
  return {
    status: done.status,
    err: done.err,
    rows: done.status === 0 ? (JSON.parse(done.out) as { rows: number }).rows : -1,
  };
}
const renamed = (name: string): string => {
  renameSync(hall.master, join(hall.home, name));
  return join(hall.home, name);
};

describe('a plan whose file has another name', () => {
  beforeEach(async () => {
    await distribute(hall.master);
    await collectConflict(hall.master, folderOf('台帳'));
    expect((await conflictsOf(hall.master)).rows).toBe(1);
  });

  test('is found by its bytes: the conflict is there, and the next sending goes on', async () => {
    const file = renamed('台帳（4月確定版）.xlsx');
    expect((await conflictsOf(file)).rows).toBe(1);
    const { warnings } = await distribute(file);
    expect(warnings.map(({ kind }) => kind)).toContain('plan-folder');
    expect(readdirSync(hall.home).filter((name) => name.endsWith('.個票交換'))).toEqual(['台帳.個票交換']);
  });

  test('is found by number, sheet and title when it was changed too, and that is told as a guess', async () => {
    const file = renamed('R8計画.xlsx');
    writeFileSync(file, edited(readFileSync(file), { 2: { [path]: '改名の後に書いた' } }));
    expect((await conflictsOf(file)).rows).toBe(1);
    const { warnings } = await distribute(file);
    expect(warnings.map(({ message }) => message).join()).toContain('台帳.個票交換');
    expect(existsSync(folderOf('R8計画'))).toBe(false);
    // By now its bytes are known.
    expect((await conflictsOf(file)).rows).toBe(1);
  });

  test('of two folders that could be its own one is asked for, and nothing is made', async () => {
    const file = renamed('R8計画.xlsx');
    writeFileSync(file, edited(readFileSync(file), { 2: { [path]: '改名の後に書いた' } }));
    cpSync(folderOf('台帳'), folderOf('控え'), { recursive: true });
    const before = readdirSync(hall.home).sort();
    const asked = await run('distribute', file, '--out', join(hall.home, 'x'));
    expect([asked.status, JSON.parse(asked.err)]).toMatchObject([3, { kind: 'plan-folder' }]);
    expect(asked.err).toContain('控え.個票交換');
    expect(readdirSync(hall.home).sort()).toEqual(before);
    expect((await conflictsOf(file)).status).toBe(3);
    await distribute(file, '--plan-folder', folderOf('控え'));
    // A person has said which: from now on it is found.
    expect((await conflictsOf(file)).rows).toBe(1);
  });

  test('another plan, a plan beside its own folder’s plan, and the next plan of the same items find nothing', async () => {
    const others = {
      '別の計画.xlsx': fixtureWorkbook({ items: [5, 6, 7].map((no) => filledItem(no, [2025, 2026])) }).bytes,
      '写し.xlsx': edited(plan, { 3: { title: '写しで変えた題' } }),
    };
    for (const [name, bytes] of Object.entries(others)) {
      writeFileSync(join(hall.home, name), bytes);
      expect((await conflictsOf(join(hall.home, name))).rows).toBe(0);
    }
  });
});

describe('a folder that is damaged', () => {
  let first: Answer;
  const logFile = (): string =>
    join(
      folderOf('台帳'),
      readdirSync(folderOf('台帳')).find((name) => name.endsWith('.jsonl'))!,
    );
  const lines = (): string[] => readFileSync(logFile(), 'utf8').trimEnd().split('\n');
  const write = (changed: readonly string[]): void => writeFileSync(logFile(), `${changed.join('\n')}\n`);
  async function told(): Promise<{ readonly messages: string; readonly report: Record<string, unknown> }> {
    const sent = readFileSync(join(hall.sentFolder, '個票_企画第2課.xlsx'));
    const back = hall.receive('返.xlsx', edited(sent, { 2: { [path]: '損傷の後' } }));
    const out = join(hall.home, `出${Math.random()}.xlsx`);
    const done = await run(
      'collect',
      hall.master,
      back,
      '--plan-folder',
      folderOf('台帳'),
      '--out',
      out,
      '--report',
      join(hall.home, 'r.json'),
    );
    expect([0, 4], done.err).toContain(done.status);
    const { warnings } = JSON.parse(done.out) as Answer;
    const { planFolder } = JSON.parse(readFileSync(join(hall.home, 'r.json'), 'utf8')) as {
      planFolder: Record<string, unknown>;
    };
    return {
      messages: warnings
        .filter(({ kind }) => kind === 'plan-folder')
        .map(({ message }) => message)
        .join('\n'),
      report: planFolder,
    };
  }
  beforeEach(async () => {
    first = await distribute(hall.master);
    await collectConflict(hall.master, folderOf('台帳'));
  });

  test('an untouched one is told of nothing', async () => {
    expect(await told()).toMatchObject({ messages: '', report: { unread: 0, lines: [], bases: [], returned: [] } });
  });

  test('a changed character in any line is noticed, and the line is not used', async () => {
    const whole = lines();
    const at = whole[1]!.indexOf('企画第2課');
    write(whole.map((line, index) => (index === 1 ? `${line.slice(0, at)}企画第9課${line.slice(at + 5)}` : line)));
    const { messages, report } = await told();
    expect(messages).toContain(':2');
    expect(report).toMatchObject({ unread: 1, lines: [{ line: 2 }] });
  });

  test('a line that is gone from the middle or the end is noticed', async () => {
    for (const gone of [1, lines().length - 1]) {
      const whole = lines();
      write(whole.filter((_, index) => index !== gone));
      expect((await told()).report['missingLines'], `line ${gone + 1}`).toMatchObject([{ count: 1 }]);
      write(whole);
    }
  });

  test('a base that was changed is read from its workbook; one that is gone with it is told by the file’s name', async () => {
    const base = join(folderOf('台帳'), '基準', `${first.files[2]!.exportId}.json`);
    const text = readFileSync(base, 'utf8');
    writeFileSync(base, text.replace('第3項目', '第4項目'));
    expect((await told()).report['bases']).toMatchObject([{ file: '個票_企画第3課.xlsx', restored: true }]);
    rmSync(base);
    writeFileSync(base.replace('.json', '.xlsx'), 'cut');
    const { messages, report } = await told();
    expect(messages).toContain('個票_企画第3課.xlsx');
    expect(report['bases']).toMatchObject([{ restored: false }]);
  });

  test('a returned file that is gone, or not as it came, is told by the name that people gave it', async () => {
    const archive = join(folderOf('台帳'), '回収');
    const [kept] = readdirSync(archive).filter((name) => name.endsWith('.xlsx'));
    const folder = await PlanFolder.find(folderOf('台帳'));
    expect(await folder!.returnedFile(kept!.replace('.xlsx', ''))).toBeDefined();
    writeFileSync(join(archive, kept!), 'other');
    expect(await folder!.returnedFile(kept!.replace('.xlsx', ''))).toBeUndefined();
    rmSync(join(archive, kept!));
    expect((await told()).messages).toMatch(/[甲乙]\.xlsx/);
  });

  test('people’s names of the returned files stand beside them', () => {
    const archive = join(folderOf('台帳'), '回収');
    const [table] = readdirSync(folderOf('台帳')).filter((name) => name.endsWith('.csv'));
    const list = readFileSync(join(folderOf('台帳'), table!), 'utf8');
    expect(list.startsWith('\ufeff"ファイル名","課",')).toBe(true);
    for (const name of ['甲.xlsx', '乙.xlsx']) expect(list).toContain(`"${name}","企画第1課",`);
    for (const name of readdirSync(archive).filter((one) => one.endsWith('.xlsx'))) expect(list).toContain(name);
  });

  test('the program of before reads every line, and finds nothing that it does not know', () => {
    const { records, unread } = parseLogOfBefore(readFileSync(logFile(), 'utf8'));
    expect([records.length, unread]).toEqual([lines().length, 0]);
  });
});

test('a folder of before is read without a word', async () => {
  const folder = folderOf('台帳');
  mkdirSync(folder);
  cpSync(join(import.meta.dirname, 'old', 'log-version-1.jsonl'), join(folder, '記録-pc1.jsonl'));
  const opened = await PlanFolder.find(folder);
  const memory = await opened!.memory();
  expect(memory.ok && memory.value.records.length).toBeGreaterThan(3);
  expect([opened!.unread, opened!.damage.lines, opened!.damage.missingLines]).toEqual([0, [], []]);
});
