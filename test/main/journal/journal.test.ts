import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openJournal } from '../../../src-main/journal/journal.ts';
import { takeMachineLock } from '../../../src-main/journal/machine-lock.ts';
import { faults, faultyFileSystem, type Fault } from '../files/faulty-file-system.ts';
import { scratchFolders } from '../files/scratch.ts';
import { acknowledged, asAfterCrash, edit, opened, segmentsOf, textsOf } from './journal-helpers.ts';

const folder = scratchFolders();
const stamp = (sha256: string) => ({ size: 1, modified: 2, sha256 });

describe('accepting edits', () => {
  test('numbers them, keeps the last text of each field on the base it was made on, and finds all again', async () => {
    const place = folder();
    const journal = await opened(place);
    expect(await acknowledged(journal, edit('a', { base: '0' }))).toBe(1);
    expect(await acknowledged(journal, edit('b', { base: '0' }))).toBe(2);
    expect(await acknowledged(journal, edit('p', { field: 'purpose' }))).toBe(3);
    expect(journal.draftsOf('doc')).toMatchObject([
      { path: 'title', base: '0', text: 'b', seq: 2 },
      { path: 'purpose', base: '', text: 'p', seq: 3 },
    ]);
    const crashed = await opened(asAfterCrash(place, folder()));
    expect(crashed.draftsOf('doc')).toEqual(journal.draftsOf('doc'));
    expect([crashed.id, crashed.lastSeq, crashed.lastEdit, crashed.warnings]).toEqual([journal.id, 3, 3, []]);
    await journal.close();
    const again = await opened(place);
    expect(again.draftsOf('doc')).toEqual(crashed.draftsOf('doc'));
    expect(await acknowledged(again, edit('c'))).toBe(4);
    expect((await again.history('doc')).edits.map(({ before, after }) => [before, after])).toEqual([
      ['0', 'a'],
      ['a', 'b'],
      ['', 'p'],
      ['b', 'c'],
    ]);
    await again.close();
    await crashed.close();
  });

  test('every character comes back to the code point', async () => {
    const place = folder();
    const journal = await opened(place);
    const texts = ['𠮷野家 葛󠄀飾', '一行目\n二行目\r\n\u2028\u2029\u0000\u001f"\\', '\uE000外字\uD800', '　全角'];
    for (const text of texts) await acknowledged(journal, edit(text));
    expect((await journal.history('doc')).edits.map(({ after }) => after)).toEqual(texts);
    await journal.close();
    const again = await opened(place);
    expect(textsOf(again)).toEqual(['　全角']);
    await again.close();
  });

  test('an edit back to the text of the file is no draft any more', async () => {
    const journal = await opened(folder());
    await acknowledged(journal, edit('b', { base: 'a' }));
    await acknowledged(journal, edit('a', { base: 'a' }));
    expect(journal.draftsOf('doc')).toEqual([]);
    expect(journal.unsaved()).toEqual([]);
    expect(journal.lastEdit).toBe(2);
    await journal.close();
  });

  test('edits that arrive together share a sync', async () => {
    const fs = faultyFileSystem({ at: -1, fault: 'EIO', lasting: false });
    const journal = await opened(folder(), { fs });
    const before = fs.calls.filter((name) => name === 'sync').length;
    const numbers = await Promise.all(Array.from({ length: 300 }, (_, n) => acknowledged(journal, edit(`text ${n}`))));
    expect(numbers).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
    expect(fs.calls.filter((name) => name === 'sync').length - before).toBeLessThan(5);
    expect(textsOf(journal)).toEqual(['text 299']);
    await journal.close();
    expect(await journal.append(edit('late'))).toMatchObject({
      ok: false,
      failure: { kind: 'journal', reason: 'not-kept' },
    });
  });

  test('documents are found by their path and keep their id through saving under another name', async () => {
    const place = folder();
    const journal = await opened(place);
    await journal.append({ kind: 'opened', document: 'doc', path: '/plans/a.xlsx', stamp: stamp('1') });
    expect(journal.documentAt('/plans/a.xlsx')).toBe('doc');
    await journal.markSaved('doc', { path: '/plans/b.xlsx', stamp: stamp('2'), upTo: 0 });
    expect(journal.documentAt('/plans/a.xlsx')).toBeUndefined();
    await journal.close();
    const again = await opened(place);
    expect(again.documentAt('/plans/b.xlsx')).toBe('doc');
    expect(again.document('doc')?.stamp).toEqual(stamp('2'));
    await again.close();
  });
});

describe('saving', () => {
  const saving = (upTo: number, text: string) => ({
    path: '/a.xlsx',
    sha256: 'new',
    upTo,
    temporary: '.kohyo-0123456789abcdef.tmp',
    texts: [{ item: 'xl/worksheets/sheet1.xml', field: 'title' as const, text }],
  });

  test('what the file holds is never applied again, and later edits stand on what was saved', async () => {
    const place = folder();
    const journal = await opened(place);
    const upTo = await acknowledged(journal, edit('b', { base: 'a' }));
    await acknowledged(journal, edit('q', { field: 'purpose' }));
    await journal.markSaving('doc', saving(upTo, 'b'));
    await acknowledged(journal, edit('c', { base: 'a' }));
    await journal.markSaved('doc', { path: '/a.xlsx', stamp: stamp('new'), upTo });
    const expected = [
      { path: 'purpose', text: 'q', base: '' },
      { path: 'title', text: 'c', base: 'b' },
    ];
    expect(journal.draftsOf('doc')).toMatchObject(expected);
    const crashed = await opened(asAfterCrash(place, folder()));
    expect(crashed.draftsOf('doc')).toMatchObject(expected);
    await crashed.close();
    await journal.close();
  });

  test('undone while being saved: the old text is an edit of the new file', async () => {
    const journal = await opened(folder());
    const upTo = await acknowledged(journal, edit('b', { base: 'a' }));
    await journal.markSaving('doc', saving(upTo, 'b'));
    await acknowledged(journal, edit('a', { base: 'a' }));
    await journal.markSaved('doc', { path: '/a.xlsx', stamp: stamp('new'), upTo });
    expect(journal.draftsOf('doc')).toMatchObject([{ base: 'b', text: 'a' }]);
    await journal.close();
  });

  test('a save that a crash cut off is settled by what lies on the disk', async () => {
    for (const [onDisk, outcome, left] of [
      ['new', 'saved', []],
      ['old', 'abandoned', ['b']],
      [undefined, 'abandoned', ['b']],
    ] as const) {
      const place = folder();
      const before = await opened(place);
      const upTo = await acknowledged(before, edit('b', { base: 'a' }));
      await before.markSaving('doc', saving(upTo, 'b'));
      const journal = await opened(asAfterCrash(place, folder()));
      expect(await journal.settle('doc', onDisk === undefined ? undefined : stamp(onDisk))).toEqual({
        ok: true,
        value: outcome,
      });
      expect(textsOf(journal)).toEqual(left);
      expect(await journal.settle('doc', stamp('new'))).toEqual({ ok: true, value: 'none' });
      await before.close();
      await journal.close();
    }
  });

  test('sheets that Excel has numbered anew take their drafts along; discarded drafts stay gone', async () => {
    const place = folder();
    const journal = await opened(place);
    await acknowledged(journal, edit('one', { item: 'xl/worksheets/sheet1.xml' }));
    await acknowledged(journal, edit('two', { item: 'xl/worksheets/sheet2.xml' }));
    await journal.append({
      kind: 'moved',
      document: 'doc',
      items: [
        ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'],
        ['xl/worksheets/sheet2.xml', 'xl/worksheets/sheet1.xml'],
      ],
    });
    expect(journal.draftsOf('doc').map(({ item, text }) => [item.at(-5), text])).toEqual([
      ['2', 'one'],
      ['1', 'two'],
    ]);
    await journal.append({ kind: 'discarded', document: 'doc', upTo: 1 });
    await journal.close();
    const again = await opened(place);
    expect(textsOf(again)).toEqual(['two']);
    await again.close();
  });
});

describe('snapshots', () => {
  test('are taken after a stretch of work and on closing, and kept by count and age; needless segments go', async () => {
    const place = folder();
    let time = Date.now() - 40 * 60 * 60 * 1000;
    const journal = await opened(place, { now: () => new Date(time) });
    for (let n = 0; n < 60; n += 1) {
      time += 6 * 60 * 1000;
      await acknowledged(journal, edit(`text ${n}`));
    }
    await journal.close();
    const names = readdirSync(place);
    expect(names.filter((name) => name.startsWith('snapshot-'))).toHaveLength(20);
    expect(segmentsOf(place).length).toBeLessThanOrEqual(21);
    expect(names).not.toContain('lock.json');
    const later = await opened(place, { now: () => new Date(Date.now() + 30 * 24 * 60 * 60 * 1000) });
    await acknowledged(later, edit('a month later'));
    await later.snapshot();
    expect(readdirSync(place).filter((name) => name.startsWith('snapshot-'))).toHaveLength(3);
    await later.close();
    const again = await opened(place);
    expect(textsOf(again)).toEqual(['a month later']);
    await again.close();
  });

  test('a damaged newest snapshot costs nothing: the one before and the segments after it say the same', async () => {
    const place = folder();
    const journal = await opened(place);
    for (const text of ['a', 'b', 'c']) {
      await acknowledged(journal, edit(text));
      await acknowledged(journal, edit(`${text}!`, { field: 'purpose' }));
      await journal.snapshot();
    }
    await journal.close();
    const newest =
      readdirSync(place)
        .filter((name) => name.startsWith('snapshot-'))
        .sort()
        .at(-1) ?? '';
    writeFileSync(join(place, newest), readFileSync(join(place, newest), 'utf8').replace('c!', 'x!'));
    const again = await opened(place);
    expect(textsOf(again)).toEqual(['c', 'c!']);
    expect(again.warnings).toEqual([]);
    expect(readdirSync(join(place, 'damaged'))).toHaveLength(1);
    await again.close();
  });
});

const machineLock = await takeMachineLock(tmpdir());
const hasMachineLock = machineLock.kind === 'held';
if (machineLock.kind === 'held') machineLock.release();

describe('one writer', () => {
  test('a second opening of the same folder is refused until the first is closed', async () => {
    const place = folder();
    const journal = await opened(place);
    expect(await openJournal(place)).toEqual({ ok: false, failure: { kind: 'journal', reason: 'in-use' } });
    await journal.close();
    await (await opened(place)).close();
  });

  const others = [
    ['of a process that has died', { pid: 2 ** 22 - 1 }],
    // Wine has no lock of the machine, by which a number used again is told.
    ...(hasMachineLock
      ? [
          ['of a process whose number went to another one', { pid: process.pid, machine: true }] as const,
          ['of a process that started at another time', { pid: process.pid, machine: true, started: '1' }] as const,
        ]
      : []),
  ] as const;
  test.each(others)('a lock %s holds nobody up', async (_, holder) => {
    const place = folder();
    await (await opened(place)).close();
    const { hostname } = await import('node:os');
    writeFileSync(join(place, 'lock.json'), JSON.stringify({ token: 'x', host: hostname(), ...holder }));
    await (await opened(place)).close();
    expect(readdirSync(place)).toEqual([]);
  });

  test('a lock from another machine holds while it is touched', async () => {
    const place = folder();
    await (await opened(place)).close();
    writeFileSync(join(place, 'lock.json'), JSON.stringify({ token: 'x', host: 'another', pid: 1 }));
    expect((await openJournal(place)).ok).toBe(false);
  });

  test('a journal whose lock was taken over writes no more', async () => {
    const place = folder();
    let time = Date.now();
    const journal = await opened(place, { now: () => new Date(time) });
    await acknowledged(journal, edit('mine'));
    writeFileSync(join(place, 'lock.json'), JSON.stringify({ token: 'x', host: 'another', pid: 1 }));
    time += 60_000;
    expect(await journal.append(edit('too late'))).toMatchObject({ failure: { kind: 'journal', reason: 'in-use' } });
    expect(textsOf(journal)).toEqual(['mine']);
    await journal.close();
  });
});

/** One of each kind of answer; the soak takes them all. */
const commonFaults: readonly Fault[] = ['short', 'ENOSPC', 'EIO', 'EACCES'];

describe('faults at every call in turn', () => {
  for (const lasting of [false, true]) {
    test(`${lasting ? 'lasting' : 'passing'} faults lose no acknowledged edit`, { timeout: 600_000 }, async () => {
      let runs = 0;
      let refusals = 0;
      let told = 0;
      const quick = process.env['KOHYO_CASES'] === undefined;
      // Every second call in turn, the others by the next fault: each call meets two of them, both ways.
      for (const [number, fault] of (quick ? commonFaults : faults).entries()) {
        for (let at = quick ? number % 2 : 0; ; at += quick ? 2 : 1) {
          const place = folder();
          const first = await opened(place);
          await acknowledged(first, edit('before', { item: 'before' }));
          await first.close();
          const files = readdirSync(place);
          const fs = faultyFileSystem({ at, fault, lasting });
          const result = await openJournal(place, { fs });
          const kept = new Map([['before', 'before']]);
          if (result.ok) {
            const journal = result.value;
            for (let n = 0; n < 6; n += 1) {
              const appended = await journal.append(edit(`text ${n}`, { item: `item ${n}` }));
              if (appended.ok) kept.set(`item ${n}`, `text ${n}`);
              else refusals += 1;
              if (n === 3) await journal.snapshot();
            }
            // A disk that fails to read gives less, and says so; what it holds is put aside, not thrown away.
            if (journal.warnings.length > 0) {
              const left = readdirSync(place, { recursive: true }).map((name) =>
                String(name).replace(/^damaged.\d+-/, ''),
              );
              expect(left).toEqual(expect.arrayContaining(files));
              kept.delete('before');
              told += 1;
            }
            const drafts = new Map(journal.draftsOf('doc').map(({ item, text }) => [item, text]));
            for (const [item, text] of kept) expect(drafts.get(item)).toBe(text);
            await journal.close();
          } else refusals += 1;
          const again = await opened(asAfterCrash(place, folder()));
          const found = new Map(again.draftsOf('doc').map(({ item, text }) => [item, text]));
          for (const [item, text] of kept)
            expect(found.get(item), `${fault} at call ${at} (${fs.calls[at]})`).toBe(text);
          expect(again.warnings, `${fault} at call ${at} (${fs.calls[at]})`).toEqual([]);
          await again.close();
          if (at >= fs.calls.length) {
            expect(kept.size).toBe(7);
            break;
          }
          runs += 1;
        }
      }
      expect(refusals).toBeGreaterThan(10);
      console.log(
        `journal: ${runs} ${lasting ? 'lasting' : 'passing'} faults, ${told} times damage told, 0 acknowledged edits lost`,
      );
    });
  }
});
