import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeFileAtomically } from '../../../src-main/files/write-atomically.ts';
import { keepVersion, listVersions } from '../../../src-main/files/version-store.ts';
import { openJournal } from '../../../src-main/journal/journal.ts';
import { edit, opened, textsOf } from '../journal/journal-helpers.ts';
import { scratchFolders } from './scratch.ts';

const folder = scratchFolders();
const mounts: string[] = [];
afterAll(() => {
  for (const mount of mounts) execFileSync('umount', [mount]);
});

/** A really small file system in memory; `undefined` where this user may not mount one. */
function smallDisk(kilobytes: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const mount = join(folder(), 'small');
  mkdirSync(mount);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', mount], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  mounts.push(mount);
  return mount;
}

const probe = smallDisk(64);
if (probe === undefined) console.log('skipped: a full disk needs the right to mount a small one (run as root)');

describe.skipIf(probe === undefined)('a disk that is really full', () => {
  const disk = (kilobytes: number): string => smallDisk(kilobytes) ?? '';

  test('a workbook: the old file stays, nothing is left behind, and there is a sentence', async () => {
    const place = disk(400);
    const path = join(place, '台帳.xlsx');
    const old = Buffer.alloc(250_000, 1);
    writeFileSync(path, old);
    const result = await writeFileAtomically(path, Buffer.alloc(251_000, 2));
    expect(result).toEqual({ ok: false, failure: { kind: 'write-failed', reason: 'disk-full', file: '台帳.xlsx' } });
    expect(readFileSync(path).equals(old)).toBe(true);
    expect(readdirSync(place)).toEqual(['台帳.xlsx']);
    expect(
      await keepVersion(join(place, 'versions'), 'doc', '台帳.xlsx', Buffer.alloc(200_000, 3), { at: new Date(0) }),
    ).toMatchObject({ ok: false });
    expect(await listVersions(join(place, 'versions'), 'doc')).toEqual({ ok: true, value: [] });
    expect((await writeFileAtomically(path, Buffer.alloc(100_000, 4))).ok).toBe(true);
  });

  test('a journal: edits are refused and say so, earlier ones stay, and it goes on when there is room', async () => {
    const place = disk(256);
    const filler = join(place, 'filler');
    const path = join(place, 'journal');
    const journal = await opened(path);
    const kept: string[] = [];
    let refused = 0;
    writeFileSync(filler, Buffer.alloc(100_000));
    for (let n = 0; n < 400; n += 1) {
      const text = `${n} ${'文'.repeat(300)}`;
      const appended = await journal.append(edit(text, { item: `item ${n}` }));
      if (appended.ok) kept.push(text);
      else {
        expect(appended.failure).toEqual({ kind: 'journal', reason: 'not-kept', values: { code: 'ENOSPC' } });
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(50);
    expect(kept.length).toBeGreaterThan(50);
    expect(textsOf(journal)).toEqual(kept);
    rmSync(filler);
    const later = await journal.append(edit('room again', { item: 'later' }));
    expect(later.ok).toBe(true);
    await journal.close();
    const again = await opened(path);
    expect(textsOf(again)).toEqual([...kept, 'room again']);
    expect(again.warnings).toEqual([]);
    await again.close();
  });

  test('a journal cannot begin on a disk without any room, and says why', async () => {
    const place = disk(64);
    writeFileSync(join(place, 'filler'), Buffer.alloc(16_000));
    try {
      writeFileSync(join(place, 'filler 2'), Buffer.alloc(64_000));
    } catch {
      // Full now.
    }
    const result = await openJournal(join(place, 'journal'));
    if (result.ok) {
      expect(await result.value.append(edit('text'))).toMatchObject({
        ok: false,
        failure: { kind: 'journal', reason: 'not-kept' },
      });
      await result.value.close();
    } else expect(result.failure).toMatchObject({ kind: 'journal', reason: 'unusable', values: { code: 'ENOSPC' } });
  });
});
