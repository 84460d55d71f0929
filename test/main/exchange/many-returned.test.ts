import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { filledItem } from '../../helpers/fixture-items.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { zip } from '../../helpers/zip.ts';
import { CityHall, path, plan } from './city-halls.ts';
import { PackageDraft } from '../../../src-main/engine/write/draft/package-draft.ts';
import { PlanFolder } from '../../../src-main/exchange/folder/plan-folder.ts';
import { edited, exchanged, textOf } from './returned.ts';

let hall: CityHall;
beforeEach(async () => {
  hall = new CityHall(plan);
  expect((await hall.send()).status).toBe(0);
});
afterEach(() => hall.close());

const back = (no: string): Uint8Array => edited(hall.sent(`企画第${no}課`), { [no]: { [path]: `${no}課の文` } });

/** The zip with the bit that says that one of its entries is locked with a password. */
function locked(bytes: Uint8Array, name: string): Uint8Array {
  const made = Buffer.from(bytes);
  for (let at = made.indexOf(name); at >= 0; at = made.indexOf(name, at + 1)) {
    const flags = made.toString('latin1', at - 46, at - 42) === 'PK\x01\x02' ? at - 38 : at - 24;
    made[flags] = made[flags]! | 1;
  }
  return made;
}

/** The zip with one byte of an entry's data changed. */
function spoiled(bytes: Uint8Array, name: string): Uint8Array {
  const made = Buffer.from(bytes);
  const at = made.indexOf(name) + Buffer.byteLength(name) + 200;
  made[at] = made[at]! ^ 0xff;
  return made;
}

describe('one bad thing among good ones is told by its name, and the rest is taken', () => {
  const three = (): Uint8Array =>
    zip([
      { name: 'a.xlsx', data: back('1') },
      { name: 'b.xlsx', data: back('2') },
      { name: 'c.xlsx', data: back('3') },
    ]);
  const both = ['1課の文', '3課の文'];

  test.each<readonly [string, () => readonly string[], string]>([
    ['a locked entry', () => [hall.receive('z.zip', locked(three(), 'b.xlsx'))], 'b.xlsx'],
    ['a damaged entry', () => [hall.receive('z.zip', spoiled(three(), 'b.xlsx'))], 'b.xlsx'],
    [
      'a locked archive',
      () => [
        hall.receive('a.xlsx', back('1')),
        hall.receive('鍵.zip', locked(zip([{ name: 'b.xlsx', data: back('2') }]), 'b.xlsx')),
        hall.receive('c.xlsx', back('3')),
      ],
      '鍵.zip',
    ],
    [
      'an archive that is cut off',
      () => [
        hall.receive('a.xlsx', back('1')),
        hall.receive('切.zip', three().slice(0, 5000)),
        hall.receive('c.xlsx', back('3')),
      ],
      '切.zip',
    ],
    [
      'an archive without a workbook',
      () => [
        hall.receive('a.xlsx', back('1')),
        hall.receive('文.zip', zip([{ name: 'x.txt', data: 'x' }])),
        hall.receive('c.xlsx', back('3')),
      ],
      '文.zip',
    ],
    [
      'a file that is not there',
      () => [hall.receive('a.xlsx', back('1')), join(hall.inbox, 'ない.xlsx'), hall.receive('c.xlsx', back('3'))],
      'ない.xlsx',
    ],
    [
      'an empty file, in a folder with others',
      () => {
        hall.receive('a.xlsx', back('1'));
        hall.receive('空.xlsx', '');
        hall.receive('c.xlsx', back('3'));
        return [hall.inbox];
      },
      '空.xlsx',
    ],
  ])('%s', async (_, make, bad) => {
    const { status, report, merged, err } = await hall.collect(make());
    expect(status, err).toBe(4);
    expect([textOf(merged!, '1', path), textOf(merged!, '3', path)]).toEqual(both);
    expect(err).toContain(bad);
    const told = report!.files.filter(({ recognisedBy }) => recognisedBy === null);
    expect(told.map(({ file }) => file)).toEqual([bad]);
    expect(told[0]!.warnings).toHaveLength(1);
  });
});

test('what is no box is remembered whole, however much it is', async () => {
  // A note in each of 400 cells beside the form, as a program does that rewrites a sheet.
  const pkg = exchanged(hall.sent('企画第1課')).opened.package;
  const draft = new PackageDraft(pkg);
  const sheet = exchanged(hall.sent('企画第1課')).opened.items[0]!.key;
  const rows = Array.from(
    { length: 400 },
    (_, n) => `<row r="${500 + n}"><c r="A${500 + n}" t="inlineStr"><is><t>${n}</t></is></c></row>`,
  );
  draft.put(sheet, draft.text(sheet).replace('</sheetData>', `${rows.join('')}</sheetData>`));
  await hall.collect([hall.receive('a.xlsx', draft.bytes())]);
  const folder = await PlanFolder.find(hall.planFolder);
  const memory = await folder!.memory();
  if (!memory.ok) throw new Error(JSON.stringify(memory.failure));
  const collected = memory.value.records.flatMap((record) => (record.kind === 'collected' ? record.files : []));
  expect(collected[0]!.other).toHaveLength(400);
});

describe('several bases that are named', () => {
  test('each file is compared with the one that it was made from, in any order of the names', async () => {
    const item = (no: number, title: string) => {
      const one = filledItem(no, [2025, 2026]);
      return { ...one, values: { ...one.values, title } };
    };
    const bases = [0, 1, 2].map(
      (which) => fixtureWorkbook({ items: [1, 2, 3].map((no) => item(no, `${which}版の${no}項目`)) }).bytes,
    );
    const files = bases.map((bytes, which) => {
      mkdirSync(join(hall.home, '基'), { recursive: true });
      writeFileSync(join(hall.home, '基', `${which}.xlsx`), bytes);
      return join(hall.home, '基', `${which}.xlsx`);
    });
    writeFileSync(hall.master, bases[0]!);
    const returned = bases.map((bytes, which) =>
      hall.receive(`返${which}.xlsx`, edited(bytes, { [which + 1]: { [path]: `${which}版に書いた` } })),
    );
    for (const order of [files, files.toReversed()]) {
      const { report } = await hall.collect(returned, ...order.flatMap((file) => ['--base', file]));
      for (const [which, file] of report!.files.entries()) {
        expect([file.file, file.recognisedBy]).toEqual([`返${which}.xlsx`, 'given']);
        // What the plan has otherwise than the base is listed too.
        const changed = file.items.flatMap(({ fields }) =>
          fields.filter((field) => field.theirs !== field.base).map(({ path: field, theirs }) => [field, theirs]),
        );
        expect(changed).toEqual([[path, `${which}版に書いた`]]);
      }
    }
  });
});

test('archives kept in the plan folder are the files as they came', async () => {
  await hall.collect([hall.receive('a.xlsx', back('1'))]);
  const archive = join(hall.planFolder, '回収');
  expect(readdirSync(archive)).toHaveLength(1);
  expect(readFileSync(join(archive, readdirSync(archive)[0]!))).toEqual(Buffer.from(back('1')));
});
