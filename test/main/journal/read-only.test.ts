import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openJournal } from '../../../src-main/journal/journal.ts';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { scratchFolders } from '../files/scratch.ts';
import { acknowledged, edit, opened, textsOf } from './journal-helpers.ts';

const folder = scratchFolders();
const place = join(folder(), 'disk');

/** A disk that becomes read-only, as Linux makes one with errors and as a policy makes a folder: rights alone do not stop root. */
function mounted(): boolean {
  if (process.platform !== 'linux') return false;
  mkdirSync(place);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', place], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const remount = (how: 'ro' | 'rw'): void => void execFileSync('mount', ['-o', `remount,${how}`, place]);

const isMounted = mounted();
if (!isMounted) console.log('skipped: a read-only disk needs the right to mount one (run as root)');
afterAll(() => {
  if (isMounted) execFileSync('umount', ['-l', place]);
});

describe.skipIf(!isMounted)('a journal in a folder that may only be read', () => {
  test('while it is open: edits are refused with a sentence, those before stay, and it goes on when it may', async () => {
    const path = join(place, 'journal');
    const journal = await opened(path);
    await acknowledged(journal, edit('前の文', { item: '1' }));
    await journal.snapshot();
    remount('ro');
    const refused = await journal.append(edit('記録できない文', { item: '2' }));
    expect(refused).toEqual({ ok: false, failure: { kind: 'journal', reason: 'not-kept', values: { code: 'EROFS' } } });
    expect(refused.ok ? '' : sentence(refused.failure, 'ja')).toContain('記録できませんでした（EROFS）');
    // There is nothing to write: the snapshot that lies there says the same.
    expect((await journal.snapshot()).ok).toBe(true);
    expect(textsOf(journal)).toEqual(['前の文']);
    expect((await journal.history('doc')).edits.map(({ after }) => after)).toEqual(['前の文']);
    remount('rw');
    await acknowledged(journal, edit('後の文', { item: '3' }));
    await journal.close();
    const again = await opened(path);
    expect([textsOf(again), again.warnings]).toEqual([['前の文', '後の文'], []]);
    await again.close();
  });

  test('at the start: refused with a sentence that names the folder, and left as it is', async () => {
    const path = join(place, 'other');
    await (await opened(path)).close();
    remount('ro');
    const before = readdirSync(path);
    const refused = await openJournal(path);
    expect(refused).toEqual({
      ok: false,
      failure: { kind: 'journal', reason: 'unusable', values: { folder: path, code: 'EROFS' } },
    });
    expect(refused.ok ? '' : sentence(refused.failure, 'ja')).toContain(`${path}）に書き込めません（EROFS）`);
    expect(readdirSync(path)).toEqual(before);
    remount('rw');
  });
});
