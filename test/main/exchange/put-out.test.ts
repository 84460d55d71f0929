import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { throughOpenpyxl } from './other-programs.ts';
import { CityHall, path, plan, run } from './city-halls.ts';
import { pythonWithOpenpyxl } from '../../helpers/run-python.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { PackageDraft } from '../../../src-main/engine/write/draft/package-draft.ts';
import { edited, exchanged, textOf } from './returned.ts';
import { onWindows } from '../../helpers/system.ts';

let hall: CityHall;
beforeEach(() => {
  hall = new CityHall(plan);
});
afterEach(() => hall.close());

interface Answer {
  readonly files: readonly { readonly file: string; readonly section: string; readonly exportId: string }[];
  readonly renamed: readonly { readonly file: string; readonly instead: string; readonly section: string }[];
  readonly warnings: readonly { readonly kind: string }[];
}
async function send(...more: readonly string[]): Promise<Answer> {
  const sent = await hall.send(...more);
  expect(sent.status, sent.err).toBe(0);
  return JSON.parse(sent.out) as Answer;
}
const put = (name: string, bytes: Uint8Array | string): string => {
  mkdirSync(hall.sentFolder, { recursive: true });
  writeFileSync(join(hall.sentFolder, name), bytes);
  return join(hall.sentFolder, name);
};
const log = (): readonly { readonly kind: string; readonly file?: string; readonly order?: number }[] =>
  readdirSync(hall.planFolder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(hall.planFolder, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as { readonly kind: string });

describe('sending again into a folder that is in use', () => {
  test('what a section has filled in keeps its place; what went out untouched is replaced', async () => {
    await send();
    const mine = join(hall.sentFolder, '個票_企画第1課.xlsx');
    const filled = edited(readFileSync(mine), { 1: { [path]: '課が記入した文' } });
    writeFileSync(mine, filled);
    const again = await send();
    expect(readFileSync(mine)).toEqual(Buffer.from(filled));
    expect(again.renamed).toEqual([
      { file: '個票_企画第1課 (2).xlsx', instead: '個票_企画第1課.xlsx', section: '企画第1課' },
    ]);
    expect(readdirSync(hall.sentFolder).sort()).toEqual([
      '個票_企画第1課 (2).xlsx',
      '個票_企画第1課.xlsx',
      '個票_企画第2課.xlsx',
      '個票_企画第3課.xlsx',
    ]);
    // A third time: the second file is as it went out, and is ours to replace.
    expect((await send()).renamed.map(({ file }) => file)).toEqual(['個票_企画第1課 (2).xlsx']);
    // Both copies come back, and both count.
    const late = edited(readFileSync(join(hall.sentFolder, '個票_企画第1課 (2).xlsx')), { 1: { title: '別の題' } });
    const { report } = await hall.collect([mine, hall.receive('二.xlsx', late)]);
    expect(report?.files.map(({ recognisedBy }) => recognisedBy)).toEqual(['export', 'export']);
    expect(report?.notReturned.map(({ section }) => section)).toEqual(['企画第2課', '企画第3課']);
  });

  test.each([
    ['another program’s file', () => put('個票_企画第1課.xlsx', 'not ours')],
    ['another plan’s sending', () => put('個票_企画第1課.xlsx', fixtureWorkbook({ items: 2 }).bytes)],
    ['a folder of that name', () => mkdirSync(join(hall.sentFolder, '個票_企画第1課.xlsx'), { recursive: true })],
    ['a name in other letters', () => put('個票_企画第1課.XLSX'.normalize('NFD'), 'not ours')],
  ])('%s stays', async (what, make) => {
    make();
    const before = new Map(
      readdirSync(hall.sentFolder, { withFileTypes: true }).map((one) => [
        one.name,
        one.isFile() ? readFileSync(join(hall.sentFolder, one.name)) : undefined,
      ]),
    );
    const { renamed } = await send();
    for (const [name, bytes] of before)
      if (bytes !== undefined) expect(readFileSync(join(hall.sentFolder, name))).toEqual(bytes);
    // A file system that tells letters apart has room for both.
    if (what !== 'a name in other letters') expect(renamed).toHaveLength(1);
  });

  test('a file that somebody has open is not replaced under their hands', async () => {
    await send();
    // On Windows Excel's own file counts while Excel holds it, which no test can.
    put(onWindows ? '.~lock.個票_企画第2課.xlsx#' : '~$個票_企画第2課.xlsx', 'lock');
    expect((await send()).renamed.map(({ section }) => section)).toEqual(['企画第2課']);
  });

  test('the plan itself, where it lies in that folder, is never written over', async () => {
    mkdirSync(hall.sentFolder);
    const master = join(hall.sentFolder, '個票_企画第1課.xlsx');
    writeFileSync(master, plan);
    const sent = await run('distribute', master, '--out', hall.sentFolder, '--plan-folder', hall.planFolder);
    expect(sent.status, sent.err).toBe(0);
    expect(readFileSync(master)).toEqual(Buffer.from(plan));
  });
});

describe('the log and the files', () => {
  test('a sending that cannot go on leaves what is out, and the log names exactly that', async () => {
    // The second file's name is longer than the folder's file system takes.
    const long = `${'長'.repeat(60)}{課}`;
    mkdirSync(hall.sentFolder);
    const sent = await hall.send('--pattern', long);
    expect(sent.status, sent.err).toBe(0);
    for (const { kind, file } of log())
      if (kind === 'sent') expect(existsSync(join(hall.sentFolder, file!))).toBe(true);
  });

  test('sendings are numbered by the folder; the file stays byte by byte', async () => {
    await send('--section', '企画第1課');
    await send();
    expect(
      log()
        .filter(({ kind }) => kind === 'sent')
        .map(({ order }) => order),
    ).toEqual([1, 2, 2, 2]);
    expect(readFileSync(hall.master)).toEqual(Buffer.from(plan));
  });
});

describe('what travels with the workbook', () => {
  const note = `よろしくお願いします。\n${'長い注意書き。'.repeat(60)}`;
  const told = {
    section: '企画第1課',
    step: '2025/annual',
    due: '2026-10-31',
    sender: '行政経営課 港 花子',
    note,
  };
  const facts = ['--step', told.step, '--due', told.due, '--sender', told.sender, '--note', note];
  async function read(file: string): Promise<unknown> {
    const done = await run('read', file, '--json');
    expect(done.status, done.err).toBe(0);
    return (JSON.parse(done.out) as { readonly sent?: unknown }).sent;
  }

  test('step, due date, note and sender are told by read; nothing is told of the plan', async () => {
    const { files } = await send(...facts);
    expect(await read(join(hall.sentFolder, files[0]!.file))).toMatchObject({ exportId: files[0]!.exportId, ...told });
    expect(await read(hall.master)).toBeUndefined();
  });

  test('a sending of what was sent before tells its own, and nothing of the former', async () => {
    const { files } = await send(...facts);
    const forwarded = hall.receive('転送.xlsx', readFileSync(join(hall.sentFolder, files[0]!.file)));
    const out = join(hall.home, '孫');
    expect((await run('distribute', forwarded, '--out', out, '--due', '2026-09-30')).status).toBe(0);
    const sent = (await read(join(out, readdirSync(out)[0]!))) as Record<string, string>;
    expect([sent['due'], sent['note'], sent['sender'], sent['step']]).toEqual([
      '2026-09-30',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.skipIf(pythonWithOpenpyxl === undefined)(
    'openpyxl, which drops the properties and custom parts, keeps what the base carries',
    async () => {
      const { files } = await send(...facts);
      const bytes = readFileSync(join(hall.sentFolder, files[0]!.file));
      expect(await read(hall.receive('別.xlsx', throughOpenpyxl(bytes, '')))).toMatchObject(told);
    },
  );

  test('a base that was taken out leaves what the properties say', async () => {
    const { files } = await send(...facts);
    const pkg = exchanged(readFileSync(join(hall.sentFolder, files[0]!.file))).opened.package;
    const draft = new PackageDraft(pkg);
    for (const name of pkg.entryNames)
      if (/customXml|kohyo1?\.xml$/.test(name))
        draft.edit(name, (edit) => edit.walk((e, s) => s.depth > 1 && e.remove()));
    expect(await read(hall.receive('別.xlsx', draft.bytes()))).toMatchObject(told);
  });
});

describe('wrong usage', () => {
  test.each([
    ['a day that no calendar has', ['--due', '2026-13-45']],
    ['the 30th of February', ['--due', '2026-02-30']],
    ['the 29th of February of a common year', ['--due', '2026-02-29']],
    ['a step of another plan', ['--step', '2019/annual']],
    ['a step of another plan, locking', ['--step', '2019/firstHalf', '--lock']],
    ['a step in other words', ['--step', '上半期']],
  ])('%s', async (_, options) => {
    const sent = await hall.send(...options);
    expect([sent.status, sent.out]).toEqual([2, '']);
    expect(existsSync(hall.sentFolder)).toBe(false);
    expect(existsSync(hall.planFolder)).toBe(false);
  });

  test('a leap day is a day', async () => {
    await send('--due', '2028-02-29');
  });
});

describe('nothing more is waited for', () => {
  const waiting = async (): Promise<readonly string[]> => {
    const { report } = await hall.collect([hall.master]);
    return report!.notReturned.map(({ section }) => section);
  };
  const close = (...more: readonly string[]) =>
    run('distribute', hall.master, '--plan-folder', hall.planFolder, ...more);

  test('a sending that was taken back; its return is still taken', async () => {
    const { files } = await send();
    const done = await close('--withdraw', files[0]!.exportId);
    expect(JSON.parse(done.out)).toMatchObject({ withdrawn: [{ section: '企画第1課', file: files[0]!.file }] });
    const back = edited(hall.sent('企画第1課'), { 1: { [path]: '遅れて届いた' } });
    const { report, merged } = await hall.collect([hall.receive('遅.xlsx', back)]);
    expect(report!.notReturned.map(({ section }) => section)).toEqual(['企画第2課', '企画第3課']);
    expect(textOf(merged!, '1', path)).toBe('遅れて届いた');
  });

  test('a step that was closed, until it is sent again; the log of before reads these as nothing', async () => {
    await send('--step', '2025/annual');
    await send('--step', '2026/annual', '--section', '企画第3課');
    expect((await close('--close-step', '2026/annual')).status).toBe(0);
    expect(await waiting()).toEqual(['企画第1課', '企画第2課', '企画第3課']);
    expect((await close('--close-step', '2025/annual')).status).toBe(0);
    expect(await waiting()).toEqual([]);
    await send('--step', '2025/annual', '--section', '企画第2課');
    expect(await waiting()).toEqual(['企画第2課']);
  });

  test('a name that is none of the sendings is refused', async () => {
    await send();
    for (const option of [
      ['--withdraw', 'x'],
      ['--close-step', '2025/annual'],
    ]) {
      const done = await close(...option);
      expect([done.status, JSON.parse(done.err)]).toMatchObject([3, { kind: 'unknown-sending' }]);
    }
    expect((await close('--withdraw', 'x', '--out', 'y')).status).toBe(2);
  });
});

describe('who has not returned', () => {
  test('a return to the first of two sendings of one step counts; one of another step does not', async () => {
    await send('--step', '2025/annual');
    const first = hall.sent('企画第1課_2025年度');
    rmSync(hall.sentFolder, { recursive: true });
    await send('--step', '2025/annual');
    await send('--step', '2026/annual');
    const back = hall.receive('初.xlsx', edited(first, { 1: { [path]: '最初のほうに書いた' } }));
    const { report } = await hall.collect([back]);
    expect(report!.notReturned.map(({ section }) => section).sort()).toEqual(['企画第1課', '企画第2課', '企画第3課']);
  });

  test('a base that was named answers by the items', async () => {
    await send();
    const bytes = edited(plan, { 2: { [path]: '基準を指定' } });
    const { report } = await hall.collect([hall.receive('印なし.xlsx', bytes)], '--base', hall.master);
    expect(report!.notReturned).toEqual([]);
  });

  test('a clock that went back makes no later sending the earlier one', async () => {
    await send();
    const [name] = readdirSync(hall.planFolder).filter((one) => one.endsWith('.jsonl'));
    const file = join(hall.planFolder, name!);
    // The first sending says it was made in 2090.
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"at":"20\d\d/g, '"at":"2090'));
    await send();
    const back = edited(hall.sent('企画第1課'), { 1: { [path]: '二度目に返した' } });
    const { report } = await hall.collect([hall.receive('二.xlsx', back)]);
    expect(report!.notReturned.map(({ section }) => section)).toEqual(['企画第2課', '企画第3課']);
  });
});
