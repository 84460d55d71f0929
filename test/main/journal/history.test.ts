import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveFolder, archiveLimits, tidyArchive } from '../../../src-main/journal/archive.ts';
import type { Journal } from '../../../src-main/journal/journal.ts';
import { nodeFileSystem } from '../../../src-main/files/file-system.ts';
import { faultyFileSystem } from '../files/faulty-file-system.ts';
import { scratchFolders } from '../files/scratch.ts';
import { acknowledged, asAfterCrash, edit, opened, segmentsOf } from './journal-helpers.ts';

const folder = scratchFolders();
const textsOf = async (journal: Journal): Promise<readonly string[]> =>
  (await journal.history('doc')).edits.map(({ after }) => after);
const archived = (place: string): readonly string[] => readdirSync(archiveFolder(place)).toSorted();
const month = 31 * 24 * 60 * 60 * 1000;

/** Work over months: an edit and a snapshot at a time, so that all but the last segments are needless. */
async function monthsOfWork(place: string, months: number, each = 12): Promise<Journal> {
  let time = Date.now() - months * month;
  const journal = await opened(place, { now: () => new Date(time) });
  for (let n = 0; n < months * each; n += 1) {
    time += month / each;
    await acknowledged(journal, edit(`文${n}`, { base: '初め', by: '担当者' }));
    await journal.snapshot();
  }
  return journal;
}

test('what the journal needs no more goes into the archive; every text, by whom, how and from which file comes back, once and in order', async () => {
  const place = folder();
  const journal = await monthsOfWork(place, 6);
  const expected = Array.from({ length: 72 }, (_, n) => `文${n}`);
  expect(segmentsOf(place).length).toBeLessThan(24);
  expect(await textsOf(journal)).toEqual(expected);
  // Months that are over are compressed; the one of now can be read with any editor.
  expect(
    archived(place)
      .slice(0, -1)
      .every((name) => name.endsWith('.log.gz')),
  ).toBe(true);
  expect(readFileSync(join(archiveFolder(place), archived(place).at(-1) ?? ''), 'utf8')).toContain('文');
  const past = (await journal.history('doc', 68)).edits;
  expect(past.map(({ seq }) => seq)).toEqual([69, 70, 71, 72]);
  expect(past[0]).toMatchObject({
    item: 'xl/worksheets/sheet1.xml',
    path: 'title',
    before: '文67',
    after: '文68',
    by: '担当者',
    source: 'typing',
    file: '計画.xlsx',
  });
  expect(await journal.history('another')).toEqual({ edits: [], damaged: false });
  const crashed = await opened(asAfterCrash(place, folder()));
  expect(await textsOf(crashed)).toEqual(expected);
  await crashed.close();
  await journal.close();
});

test('an archive cut off, with a segment twice or damaged in a line gives the rest; a month that is no gzip is passed over', async () => {
  const place = folder();
  const journal = await monthsOfWork(place, 3);
  const whole = await textsOf(journal);
  await journal.close();
  const last = join(archiveFolder(place), archived(place).at(-1) ?? '');
  const text = readFileSync(last, 'utf8');
  for (const [harm, missing] of [
    [`${text}${text.slice(0, -5)}`, 0],
    [text.replace('文', '偽'), 1],
  ] as const) {
    const other = folder();
    cpSync(place, other, { recursive: true });
    writeFileSync(join(archiveFolder(other), last.slice(-11)), harm);
    const again = await opened(other);
    expect(await textsOf(again)).toHaveLength(whole.length - missing);
    expect(await textsOf(again)).not.toContainEqual(expect.stringContaining('偽'));
    await acknowledged(again, edit('続き'));
    await again.snapshot();
    expect((await textsOf(again)).at(-1)).toBe('続き');
    await again.close();
  }
  writeFileSync(join(archiveFolder(place), archived(place)[0] ?? ''), 'no gzip');
  const again = await opened(place);
  expect((await textsOf(again)).at(-1)).toBe(whole.at(-1));
  await again.close();
});

test('a disk that refuses the archive keeps the segments: nothing is removed that is not kept', async () => {
  for (const fault of ['ENOSPC', 'EIO', 'short'] as const) {
    for (let at = 60; at < 200; at += 3) {
      const place = folder();
      const fs = faultyFileSystem({ at, fault, lasting: false });
      const journal = await opened(place, { fs });
      const kept: string[] = [];
      for (let n = 0; n < 7; n += 1) {
        if ((await journal.append(edit(`文${n}`))).ok) kept.push(`文${n}`);
        await journal.snapshot();
      }
      await journal.close();
      const again = await opened(place);
      expect(await textsOf(again), `${fault} at call ${at} (${fs.calls[at]})`).toEqual(kept);
      await again.close();
    }
  }
});

test('the oldest months go beyond the limits, never the month of now', async () => {
  const place = folder();
  const journal = await monthsOfWork(place, 6);
  await journal.close();
  const before = archived(place);
  await tidyArchive(place, Date.now(), nodeFileSystem, { ...archiveLimits, months: 3 });
  expect(archived(place)).toEqual(before.slice(-3));
  await tidyArchive(place, Date.now(), nodeFileSystem, { ...archiveLimits, bytes: 0 });
  expect(archived(place)).toEqual(before.slice(-1));
  const again = await opened(place);
  expect((await textsOf(again)).at(-1)).toBe('文71');
  await again.close();
});

test('a document numbered anew by Excel has its history under the present names; snapshots know the last edit of each document', async () => {
  const place = folder();
  const journal = await opened(place);
  await acknowledged(journal, edit('一', { item: 'xl/worksheets/sheet1.xml' }));
  await journal.append({
    kind: 'moved',
    document: 'doc',
    items: [['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet4.xml']],
  });
  await acknowledged(journal, edit('別', { document: 'other' }));
  expect((await journal.history('doc')).edits.map(({ item }) => item)).toEqual(['xl/worksheets/sheet4.xml']);
  await journal.close();
  const again = await opened(place);
  expect([again.document('doc')?.lastEdit, again.document('other')?.lastEdit]).toEqual([1, 3]);
  await again.close();
});

test('a journal of schema 1 tells the history that it has: what it did not note is empty', async () => {
  const place = folder();
  cpSync(join(import.meta.dirname, 'old', '1'), place, { recursive: true });
  const journal = await opened(place);
  expect(
    (await journal.history('doc')).edits.map(({ seq, item, before, after, source, by, file }) => [
      seq,
      item.slice(-10),
      before,
      after,
      source,
      by,
      file,
    ]),
  ).toEqual([
    [2, 'sheet1.xml', '窓口の改善', '窓口の改善と𠮷田', 'typing', '', ''],
    [3, 'sheet1.xml', '', '実施\n・済み', 'typing', '', ''],
    [5, 'sheet1.xml', '窓口の改善と𠮷田', '窓口', 'typing', '', ''],
    [7, 'sheet3.xml', 'A', 'B', 'undo', '', ''],
    [9, 'sheet1.xml', '', '消す', 'typing', '', ''],
    [10, 'sheet1.xml', '消す', '', 'typing', '', ''],
  ]);
  await journal.close();
});
