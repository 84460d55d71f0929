import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compareDrafts } from '../../../src-shared/recovery/compare.ts';
import type { Journal } from '../../../src-main/journal/journal.ts';
import { archiveFolder } from '../../../src-main/journal/archive.ts';
import { sortedSnapshots } from '../../../src-main/journal/load.ts';
import { scratchFolders } from '../files/scratch.ts';
import { acknowledged, asAfterCrash, edit, opened, segmentsOf, textsOf } from './journal-helpers.ts';

/** A copy that is left is never given up before the other is proven whole: each case damages one place where a text lies. */
const folder = scratchFolders();

const flip = (path: string, at: number): void => {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
};
const told = (journal: Journal) => journal.warnings.map(({ reason }) => reason);

/** Edits, each in a run of its own that was killed. */
async function crashedRuns(count: number): Promise<string> {
  let place = folder();
  for (let n = 0; n < count; n += 1) {
    const journal = await opened(place);
    await acknowledged(journal, edit(`text ${n}`, { item: `item ${n}` }));
    await journal.raiseTo(0);
    const crashed = asAfterCrash(place, folder());
    await journal.close();
    place = crashed;
  }
  return place;
}

describe('damage in the middle of the journal', () => {
  test('the working database gives back what it has, and only that', async () => {
    const place = folder();
    const journal = await opened(place);
    for (let n = 1; n <= 4; n += 1) await acknowledged(journal, edit(`text ${n}`, { item: `item ${n}` }));
    const [, , saved] = journal.draftsOf('doc');
    const database = { journal: journal.id, lastEdit: 4, drafts: journal.draftsOf('doc') };
    await journal.append({ kind: 'discarded', document: 'doc', upTo: 0 });
    const damaged = asAfterCrash(place, folder());
    await journal.close();
    const segment = join(damaged, segmentsOf(damaged)[0] ?? '');
    flip(segment, readFileSync(segment, 'utf8').indexOf('text 2') + 5);
    const again = await opened(damaged);
    expect(textsOf(again)).toEqual(['text 1', 'text 3', 'text 4']);
    expect(told(again)).toEqual(['journal-damaged']);
    const side = { journal: again.id, lastEdit: again.lastEdit, unseen: again.unseen, drafts: again.draftsOf('doc') };
    const { readopt, drafts, standing } = compareDrafts(side, database);
    expect([standing, readopt.map(({ text }) => text), drafts.length]).toEqual(['journal-lost', ['text 2'], 4]);
    // A draft that the journal has seen and given up stays given up, however long the database keeps it.
    const without = { ...side, drafts: side.drafts.filter(({ seq }) => seq !== saved?.seq) };
    expect(compareDrafts(without, database).readopt.map(({ text }) => text)).toEqual(['text 2']);
    // The hole is remembered until each workbook has been opened again.
    await again.close();
    const later = await opened(damaged);
    expect([later.unseen, told(later)]).toEqual([[[2, 2]], []]);
    await later.close();
  });

  test('a later text of the same box stands, whichever side has it', () => {
    const draft = (seq: number, text: string) =>
      ({ item: 'a', path: 'title', base: '', text, seq, at: '2026-11-22T00:00:00Z' }) as const;
    const compare = (own: number, other: number) =>
      compareDrafts(
        { journal: 'J', lastEdit: 9, unseen: [[3, 5]], drafts: [draft(own, 'own')] },
        { journal: 'J', lastEdit: 9, drafts: [draft(other, 'other')] },
      ).drafts.map(({ text }) => text);
    expect([compare(7, 4), compare(2, 4), compare(7, 8)]).toEqual([['own'], ['other'], ['own']]);
  });

  test('an edit whose workbook’s opening is lost still knows its file', async () => {
    const place = folder();
    const journal = await opened(place);
    const stamp = { size: 1, modified: 2, sha256: '1' };
    await journal.append({ kind: 'opened', document: 'doc', path: '/plans/台帳.xlsx', stamp });
    await acknowledged(journal, { ...edit('文'), path: '/plans/台帳.xlsx' } as ReturnType<typeof edit>);
    const damaged = asAfterCrash(place, folder());
    await journal.close();
    const segment = join(damaged, segmentsOf(damaged)[0] ?? '');
    flip(segment, readFileSync(segment, 'utf8').indexOf('"opened"') + 3);
    const again = await opened(damaged);
    expect([again.documentAt('/plans/台帳.xlsx'), textsOf(again)]).toEqual(['doc', ['文']]);
    await again.close();
  });
});

describe('the only snapshot damaged', () => {
  test('nine crashed starts, then a bit in it: the archive or the segments give every draft back', async () => {
    const place = await crashedRuns(9);
    const journal = await opened(place);
    await journal.raiseTo(0);
    expect(sortedSnapshots(readdirSync(place))).toHaveLength(1);
    const crashed = asAfterCrash(place, folder());
    await journal.close();
    const [name = ''] = sortedSnapshots(readdirSync(crashed));
    for (let at = 0; at < statSync(join(crashed, name)).size; at += 37) {
      const damaged = folder();
      cpSync(crashed, damaged, { recursive: true });
      flip(join(damaged, name), at);
      const harmed = readFileSync(join(damaged, name), 'utf8');
      const again = await opened(damaged);
      expect(textsOf(again)).toEqual(Array.from({ length: 9 }, (_, n) => `text ${n}`));
      expect(told(again)).toEqual([]);
      await acknowledged(again, edit('goes on', { item: 'on' }));
      await again.close();
      // What was damaged is put aside, not what took its place.
      for (const kept of sortedSnapshots(readdirSync(damaged)))
        expect(readFileSync(join(damaged, kept), 'utf8')).not.toBe(harmed);
      expect(readdirSync(join(damaged, 'damaged'))).toHaveLength(1);
      const last = await opened(damaged);
      expect([textsOf(last).length, told(last)]).toEqual([10, []]);
      await last.close();
    }
  });

  test('all of them damaged: what the archive holds comes back', async () => {
    const place = folder();
    const journal = await opened(place);
    for (let n = 0; n < 30; n += 1) {
      await acknowledged(journal, edit(`text ${n}`, { item: `item ${n}` }));
      await journal.snapshot();
    }
    await journal.close();
    expect(segmentsOf(place).length).toBeLessThan(30);
    for (const name of sortedSnapshots(readdirSync(place))) flip(join(place, name), 300);
    const again = await opened(place);
    expect(textsOf(again)).toHaveLength(30);
    expect(told(again)).toEqual([]);
    await again.close();
  });

  test('a snapshot is not enough to let the segments go: two whole ones are', async () => {
    const place = folder();
    const journal = await opened(place);
    for (let n = 0; n < 6; n += 1) {
      await acknowledged(journal, edit(`text ${n}`, { item: `item ${n}` }));
      await journal.snapshot();
      const damaged = folder();
      cpSync(place, damaged, { recursive: true });
      rmSync(join(damaged, 'lock.json'));
      rmSync(archiveFolder(damaged), { recursive: true, force: true });
      flip(join(damaged, sortedSnapshots(readdirSync(damaged))[0] ?? ''), 20);
      const again = await opened(damaged);
      expect([textsOf(again).length, told(again)]).toEqual([n + 1, []]);
      await again.close();
    }
    await journal.close();
  });
});

describe('the end of the journal', () => {
  test('the newest segment all zeros, as a power cut leaves it: said, with how many are gone', async () => {
    const place = await crashedRuns(2);
    const journal = await opened(place);
    for (let n = 0; n < 3; n += 1) await acknowledged(journal, edit(`new ${n}`, { item: `new ${n}` }));
    await journal.raiseTo(0);
    const damaged = asAfterCrash(place, folder());
    await journal.close();
    const newest = join(damaged, segmentsOf(damaged).at(-1) ?? '');
    writeFileSync(newest, Buffer.alloc(statSync(newest).size));
    const again = await opened(damaged);
    expect(textsOf(again)).toEqual(['text 0', 'text 1']);
    expect(again.warnings).toMatchObject([{ reason: 'journal-damaged', values: { lost: 3 } }]);
    expect(again.unseen).toEqual([[3, 5]]);
    await again.close();
  });

  test('a merge torn at a page comes back whole or not at all', async () => {
    const place = folder();
    const journal = await opened(place);
    await acknowledged(journal, edit('before', { item: 'before' }));
    await journal.raiseTo(0);
    const segment = segmentsOf(place)[0] ?? '';
    const before = statSync(join(place, segment)).size;
    const earlier = readFileSync(join(place, 'last-number'));
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        acknowledged(journal, edit(`merged ${n} ${'長い文'.repeat(60)}`, { item: `item ${n}` })),
      ),
    );
    await journal.raiseTo(0);
    const after = statSync(join(place, segment)).size;
    const whole = asAfterCrash(place, folder());
    await journal.close();
    for (let page = before + 1; page < after; page += 512) {
      for (const zeros of [false, true]) {
        const torn = folder();
        cpSync(whole, torn, { recursive: true });
        const bytes = readFileSync(join(torn, segment));
        writeFileSync(
          join(torn, segment),
          zeros ? bytes.fill(0, page, Math.min(page + 512, bytes.length)) : bytes.subarray(0, page),
        );
        // Not acknowledged: the second witness says less.
        writeFileSync(join(torn, 'last-number'), earlier);
        const again = await opened(torn);
        expect(textsOf(again)).toEqual(['before']);
        expect(told(again)).toEqual(zeros ? ['journal-damaged'] : []);
        await again.close();
        // Acknowledged: what is readable is kept, and the rest is said.
        const known = folder();
        cpSync(whole, known, { recursive: true });
        writeFileSync(join(known, segment), zeros ? bytes : bytes.subarray(0, page));
        const kept = await opened(known);
        const texts = textsOf(kept);
        expect(texts[0]).toBe('before');
        expect(told(kept)).toEqual(['journal-damaged']);
        expect(kept.warnings).toMatchObject([{ values: { lost: 11 - texts.length } }]);
        await kept.close();
      }
    }
  });
});

test('a month of the archive with a flipped bit gives what can be read of it, and the history says that there is a gap', async () => {
  const place = folder();
  const month = 31 * 24 * 60 * 60 * 1000;
  let time = Date.now() - 6 * month;
  const journal = await opened(place, { now: () => new Date(time) });
  for (let n = 0; n < 72; n += 1) {
    time += month / 12;
    await acknowledged(journal, edit(`文${n}`, { by: '担当者' }));
    await journal.snapshot();
  }
  expect((await journal.history('doc')).damaged).toBe(false);
  await journal.close();
  const archive = archiveFolder(place);
  for (const name of readdirSync(archive)) {
    const damaged = folder();
    cpSync(place, damaged, { recursive: true });
    const path = join(archiveFolder(damaged), name);
    flip(path, Math.floor(statSync(path).size / 2));
    if (name.endsWith('.gz')) expect(() => gunzipSync(readFileSync(path))).toThrow();
    const again = await opened(damaged);
    const { edits, damaged: gap } = await again.history('doc');
    expect(gap, name).toBe(true);
    expect(edits.length).toBeGreaterThan(50);
    expect(edits.every(({ after }) => /^文\d+$/u.test(after))).toBe(true);
    expect(textsOf(again)).toEqual(['文71']);
    // Nothing is written over it.
    await acknowledged(again, edit('続き'));
    await again.snapshot();
    await again.close();
    expect(readdirSync(archiveFolder(damaged))).toEqual(expect.arrayContaining([name]));
  }
});
