import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { run } from './city-halls.ts';
import { boxes, fixture, LedgerRun } from './ledger-cases.ts';
import { habits } from './ledger-habits.ts';
import { ledger, pages, type LedgerReport } from './ledger-oracle.ts';

/**
 * A sheet over which another item was pasted, in a file that lost its marks: by its place it is one item and by its texts half of
 * another one. Which it is a person has to say, and sees all that it says, what it has in common with the proposed item too.
 */
const paste = 'pastes another item over it';
const marks = 'loses its marks';
const ways: readonly (readonly string[])[] = [
  [paste, 'empties the title', marks],
  [marks, 'empties the title', paste, 'empties the title'],
  ['copies the sheet', paste, 'empties the title', marks],
  [paste, 'empties the title', 'types a text', marks],
  [paste, 'empties the title', 'moves a sheet to the front', 'renames the sheet', marks],
  [paste, 'edits the title', marks],
  [paste, marks],
  [paste, 'empties the title'],
];

let ledgers: LedgerRun;
beforeAll(async () => {
  ledgers = await new LedgerRun().open();
});
afterAll(() => ledgers.close());

/** Section 3’s file with one sheet treated so, collected; `from` is the section whose first sheet is pasted. */
async function collected(way: readonly string[], sheet: string, from: string, base: readonly string[] = []) {
  const home = mkdtempSync(ledgers.in('eingefügt-'));
  cpSync(ledgers.in('交換'), join(home, '交換'), { recursive: true });
  const sent = readFileSync(ledgers.in('配布', '個票_企画第3課.xlsx'));
  const book = XLSX.read(sent, { cellNF: true, cellStyles: true });
  const others = XLSX.read(readFileSync(ledgers.in('配布', `個票_${from}.xlsx`)), { cellNF: true });
  const renamed = new Map<string, string>();
  for (const name of way) {
    const now = [...renamed].find(([, old]) => old === sheet)?.[0] ?? sheet;
    habits[name]!({ book, sheet: now, roll: () => 0, boxes, others, renamed, word: '新しい語' });
  }
  const bytes = XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
  const [name, out, folder] = ['戻り.xlsx', join(home, 'o.xlsx'), join(home, '交換')];
  mkdirSync(join(home, '受信'));
  writeFileSync(join(home, '受信', name), bytes);
  const ran = await run(
    'collect',
    ledgers.in('台帳.xlsx'),
    join(home, '受信', name),
    '--plan-folder',
    folder,
    '--out',
    out,
    '--report',
    join(home, 'r.json'),
    ...base,
  );
  const report = JSON.parse(readFileSync(join(home, 'r.json'), 'utf8')) as LedgerReport;
  const problems = ledger({
    master: fixture.bytes,
    out: readFileSync(out),
    report,
    status: ran.status,
    returned: [{ name, sent, bytes, renamed }],
    sentSheets: new Map(Object.entries(pages(fixture.bytes))),
    naming: [boxes.no, boxes.title],
  });
  return { home, out, folder, bytes, report, problems, status: ran.status };
}

type Open = LedgerReport['open'];
async function openIn(plan: string, folder: string): Promise<Open> {
  const { out } = await run('answer', plan, '--plan-folder', folder, '--list');
  return (JSON.parse(out) as { open: Open }).open;
}

/** The texts in the boxes of a sheet that sections fill in, as SheetJS reads them. */
function typedOn(bytes: Uint8Array, sheet: string): readonly string[] {
  const page = pages(bytes)[sheet]!;
  return [...boxes.long, ...boxes.choice].flatMap((cell) => {
    const value = page[cell]?.v;
    return value === undefined || value === '' ? [] : [String(value).replaceAll('\r\n', '\n')];
  });
}

/** What a returned sheet says that neither its item's sheet in the plan nor an open question holds. */
function lostIn(returned: Uint8Array, sheet: string, plan: string, home: string, open: Open): readonly string[] {
  const held = new Set([
    ...typedOn(readFileSync(plan), home),
    ...open.flatMap(({ theirs }) => theirs.map(({ text }) => text)),
  ]);
  return typedOn(returned, sheet).filter((text) => !held.has(text));
}

test('whichever item it seems to be, all of the sheet is in the plan, asked about or told', async () => {
  const broken: unknown[] = [];
  for (const way of ways)
    for (const sheet of ['No.5', 'No.6'])
      for (const from of ['企画第1課', '企画第2課']) {
        const { problems, status } = await collected(way, sheet, from);
        if (problems.length > 0 || status !== 4) broken.push({ way, sheet, from, status, problems });
      }
  expect(broken).toEqual([]);
}, 120_000);

test('the question names every text of the sheet, and its answer asks about each that the plan does not hold', async () => {
  const { home, out, folder, bytes, report } = await collected(ways[0]!, 'No.5', '企画第2課');
  const [question] = report.open as readonly (LedgerReport['open'][number] & { readonly id: string })[];
  const said = new Set(question?.theirs.map(({ text }) => text));
  const typed = typedOn(bytes, 'No.5');
  expect([typed.length > 10, typed.filter((text) => !said.has(text))]).toEqual([true, []]);
  const answered = join(home, 'a.xlsx');
  const done = await run(
    'answer',
    out,
    '--plan-folder',
    folder,
    '--id',
    question!.id,
    '--item',
    '5',
    '--out',
    answered,
  );
  expect(done.status).toBe(4);
  expect(lostIn(bytes, 'No.5', answered, 'No.5', await openIn(answered, folder))).toEqual([]);
});

test('a sheet without marks whose number alone was changed: told to be that item, all of its texts are asked about', async () => {
  const { home, out, folder, bytes, report } = await collected([marks, 'changes the number'], 'No.5', '企画第2課');
  const [question, ...more] = report.open as readonly (LedgerReport['open'][number] & { readonly id: string })[];
  expect([question?.kind, question?.reason, more]).toEqual(['item', 'renumbered', []]);
  const answered = join(home, 'a.xlsx');
  const args = ['answer', out, '--plan-folder', folder, '--id', question!.id, '--item', '3', '--out', answered];
  expect((await run(...args)).status).toBe(4);
  expect(lostIn(bytes, 'No.5', answered, 'No.3', await openIn(answered, folder))).toEqual([]);
  // None of it went into the plan by itself.
  expect(pages(readFileSync(answered))['No.3']).toEqual(pages(fixture.bytes)['No.3']);
});
