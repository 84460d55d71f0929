import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ExchangeDesk } from '../../../src-main/exchange/desk/exchange-desk.ts';
import { readReceived } from '../../../src-main/exchange/core/received.ts';
import { perform } from '../../../src-main/jobs/perform.ts';
import type { Work } from '../../../src-main/jobs/requests.ts';
import type { ExchangeEdit } from '../../../src-shared/domain/exchange.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { Result } from '../../../src-shared/domain/result.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import { partWorkInPlace } from '../../helpers/part-work.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { edited, exchanged } from './returned.ts';
import { CityHall } from './city-halls.ts';

let home = '';
let drafts: { item: string; path: FieldPath; text: string }[] = [];
const plan = fixtureWorkbook({ items: 3 }).bytes;
const path: FieldPath = 'annual.2026.assessment';
const items = exchanged(plan).opened.items;
const key = (no: string): string => items.find((item) => item.no === no)!.key;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-desk-'));
  writeFileSync(join(home, '台帳.xlsx'), plan);
  mkdirSync(join(home, 'out'));
  drafts = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const work: Work = async (name, args) =>
  structuredClone((perform[name] as (args: unknown) => never)(structuredClone(args)));
let clock = 0;
const desk = new ExchangeDesk({
  document: () => ({ path: join(home, '台帳.xlsx'), bytes: plan, items, drafts }),
  work,
  partWork: partWorkInPlace,
  journal: async (_id: string, edits: readonly ExchangeEdit[]) => ({ ok: true, value: edits.map((_, index) => index) }),
  person: () => '取りまとめ',
  now: () => new Date(Date.UTC(2026, 9, 1, 0, 0, clock++)),
  years: () => 'era',
});

async function must<T>(result: Promise<Result<T, Failure>>): Promise<T> {
  const done = await result;
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
  return done.value;
}

async function takeIn(file: string, name: string, text: string): Promise<void> {
  const back = join(home, name);
  writeFileSync(back, edited(readFileSync(file), { 1: { [path]: text } }));
  const edits = await must(desk.takeIn((await must(desk.review('doc', [back]))).id));
  drafts = [
    ...drafts.filter((draft) => !edits.some(({ item, path: at }) => item === draft.item && at === draft.path)),
    ...edits.map(({ item, path: at, after }) => ({ item, path: at, text: after })),
  ];
}

test('an answer is sent back with its reason, and only what is made from that answers it', async () => {
  const first = await must(
    desk.distribute(
      'doc',
      {
        by: 'lead',
        parcels: [{ section: '企画第1課', items: [key('1')] }],
        step: { kind: 'annual', year: 2026 },
        due: '2026-12-15',
        lock: true,
      },
      join(home, 'out'),
    ),
  );
  expect(first.files).toEqual(['個票_企画第1課_R8年度.xlsx']);
  const waiting = (await must(desk.view('doc'))).sections[0]!;
  expect(waiting.reminder).toContain('個票（令和8年度）');
  expect(waiting.reminder).toContain('提出期限：令和8年12月15日（火）');
  await takeIn(join(home, 'out', first.files[0]!), '1.xlsx', '根拠のない評価');
  const [answered] = (await must(desk.view('doc'))).sections;
  expect(answered!.state).not.toBe('waiting');

  const back = await must(
    desk.distribute(
      'doc',
      {
        by: 'lead',
        parcels: [{ section: '企画第1課', items: [key('1')] }],
        note: '【差戻し】根拠を書いてください',
        due: '2026-12-25',
        pattern: '個票_{課}_{段階}_差戻し',
        sentBack: answered!.id,
      },
      join(home, 'out'),
    ),
  );
  expect(back.files).toEqual(['個票_企画第1課_R8年度_差戻し.xlsx']);
  expect(readdirSync(join(home, 'out'))).toHaveLength(2);
  const file = join(home, 'out', back.files[0]!);
  // What the section sees: the reason, the step and the locks of the first sending, the text that is to be changed.
  expect(readReceived(readFileSync(file))).toMatchObject({
    value: { step: { kind: 'annual', year: 2026 }, note: '【差戻し】根拠を書いてください' },
  });
  const sheet = exchanged(readFileSync(file)).opened.items[0]!;
  expect([sheet.fields[path]?.text, sheet.fields[path]?.locked, sheet.fields['purpose']?.locked]).toEqual([
    '根拠のない評価',
    undefined,
    true,
  ]);
  const view = await must(desk.view('doc'));
  // The answer of before is why it was sent: it does not answer it.
  expect(view.sections.map(({ sentBack, state, note }) => [sentBack, state, note])).toEqual([
    [true, 'waiting', '【差戻し】根拠を書いてください'],
  ]);
  // The next sending of the plan goes by the plan's own names.
  expect(view.pattern).toBeUndefined();

  await takeIn(file, '2.xlsx', '件数による評価');
  const after = await must(desk.view('doc'));
  expect(after.sections[0]!.state).not.toBe('waiting');
  expect([after.conflicts, after.questions]).toEqual([[], []]);
  expect(drafts).toEqual([{ item: key('1'), path, text: '件数による評価' }]);
});

test('nothing is sent back that was never sent', async () => {
  const wrong = await desk.distribute(
    'doc',
    { by: 'lead', parcels: [{ section: '企画第1課', items: [key('1')] }], sentBack: 'nothing' },
    join(home, 'out'),
  );
  expect(wrong).toMatchObject({ ok: false, failure: { kind: 'unknown-sending' } });
  expect(readdirSync(join(home, 'out'))).toEqual([]);
});

test('the command line sends back as the window does: step, locks and section of the first sending, answered by that alone', async () => {
  const hall = new CityHall(plan);
  try {
    const first = JSON.parse((await hall.send('--step', '2026/annual', '--lock')).out) as {
      files: { exportId: string; section: string; file: string }[];
    };
    const { exportId, file } = first.files.find(({ section }) => section === '企画第1課')!;
    const answered = readFileSync(join(hall.sentFolder, file));
    const collected = await hall.collect([
      hall.receive('1.xlsx', edited(answered, { 1: { [path]: '根拠のない評価' } })),
    ]);
    expect(collected.report?.notReturned.map(({ section }) => section)).toEqual(['企画第2課', '企画第3課']);
    writeFileSync(hall.master, collected.merged!);

    const sent = await hall.send('--sent-back', exportId, '--note', '根拠を書いてください', '--due', '2026-12-25');
    expect(JSON.parse(sent.out)).toMatchObject({
      files: [{ file: '個票_企画第1課_2026年度_差戻し.xlsx', section: '企画第1課', items: [{ no: '1' }] }],
    });
    const back = readFileSync(join(hall.sentFolder, '個票_企画第1課_2026年度_差戻し.xlsx'));
    expect(readReceived(back)).toMatchObject({
      value: { step: { kind: 'annual', year: 2026 }, due: '2026-12-25', note: '【差戻し】根拠を書いてください' },
    });
    const sheet = exchanged(back).opened.items[0]!;
    expect([sheet.fields[path]?.text, sheet.fields['purpose']?.locked]).toEqual(['根拠のない評価', true]);
    // The answer of before is why it was sent back.
    const other = edited(readFileSync(join(hall.sentFolder, first.files[1]!.file)), { 2: { [path]: '二課の評価' } });
    const before = await hall.collect([hall.receive('他.xlsx', other)]);
    expect(before.report?.notReturned.map(({ section }) => section)).toEqual(['企画第3課', '企画第1課']);
    const after = await hall.collect([hall.receive('2.xlsx', edited(back, { 1: { [path]: '件数による評価' } }))]);
    expect(after.report?.notReturned.map(({ section }) => section)).toEqual(['企画第3課']);

    for (const [wrong, status] of [
      [['--sent-back', exportId], 2],
      [['--sent-back', exportId, '--note', 'x', '--step', '2026/annual'], 2],
      [['--sent-back', 'nothing', '--note', 'x'], 3],
      [['--sent-back', exportId, '--note', 'x', '--item', '2'], 3],
    ] as const)
      expect([wrong, (await hall.send(...wrong)).status]).toEqual([wrong, status]);
    expect(readdirSync(hall.sentFolder)).toHaveLength(4);
  } finally {
    hall.close();
  }
});
