import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
  lstatSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorCode } from '../../../src-main/files/file-system.ts';
import { readFileStamped } from '../../../src-main/files/read-file.ts';
import {
  isTemporaryName,
  removeLeftover,
  renamePauses,
  temporaryName,
  writeFileAtomically,
} from '../../../src-main/files/write-atomically.ts';
import { errnos, faults, faultyFileSystem } from './faulty-file-system.ts';
import { scratchFolders } from './scratch.ts';
import { hasLinks, onWindows } from '../../helpers/system.ts';

const folder = scratchFolders();
const oldBytes = Buffer.from('old '.repeat(50));
const newBytes = Buffer.from('new version '.repeat(100));

function target(): string {
  const path = join(folder(), '個票.xlsx');
  writeFileSync(path, oldBytes);
  return path;
}

describe('writeFileAtomically', () => {
  test('replaces the content, keeps the mode and leaves nothing else behind', async () => {
    const path = target();
    chmodSync(path, 0o640);
    const result = await writeFileAtomically(path, newBytes);
    expect(result).toMatchObject({ ok: true, value: { size: newBytes.length } });
    expect(readFileSync(path)).toEqual(newBytes);
    expect(readdirSync(join(path, '..'))).toEqual(['個票.xlsx']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o640);
    const read = await readFileStamped(path);
    expect(read.ok && result.ok && read.value.stamp).toEqual(result.ok && result.value);
  });

  test('makes a new file, and refuses to replace one when told so', async () => {
    const path = join(folder(), 'new.xlsx');
    expect(await writeFileAtomically(path, newBytes, { mustBeNew: true })).toMatchObject({ ok: true });
    expect(await writeFileAtomically(path, oldBytes, { mustBeNew: true })).toMatchObject({
      ok: false,
      failure: { kind: 'write-failed' },
    });
    expect(readFileSync(path)).toEqual(newBytes);
  });

  test('writes an empty file and a large one', async () => {
    const path = join(folder(), 'size.xlsx');
    const large = Buffer.alloc(5_000_000, 'あ');
    expect((await writeFileAtomically(path, new Uint8Array())).ok).toBe(true);
    expect(statSync(path).size).toBe(0);
    expect((await writeFileAtomically(path, large)).ok).toBe(true);
    expect(readFileSync(path).equals(large)).toBe(true);
  });

  test.skipIf(!hasLinks)('a link stays a link, and the file it leads to is replaced', async () => {
    const path = target();
    const link = join(path, '..', 'link.xlsx');
    symlinkSync('個票.xlsx', link);
    expect((await writeFileAtomically(link, newBytes)).ok).toBe(true);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(path)).toEqual(newBytes);
  });

  test('a read-only file is left alone', async () => {
    const path = target();
    chmodSync(path, 0o444);
    const result = await writeFileAtomically(path, newBytes);
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'write-failed', reason: 'read-only', file: '個票.xlsx' },
    });
    expect(readFileSync(path)).toEqual(oldBytes);
  });

  // Windows counts letters, not bytes.
  test.skipIf(onWindows)('a name of 255 bytes still saves, a longer one says so', async () => {
    const base = folder();
    const longest = join(base, `${'あ'.repeat(83)}a.xlsx`);
    expect((await writeFileAtomically(longest, newBytes)).ok).toBe(true);
    const tooLong = join(base, `${'あ'.repeat(90)}.xlsx`);
    expect(await writeFileAtomically(tooLong, newBytes)).toMatchObject({
      ok: false,
      failure: { kind: 'write-failed', reason: 'path-too-long' },
    });
  });

  test('a folder that is gone, and a folder in the place of the file', async () => {
    const base = folder();
    expect(await writeFileAtomically(join(base, 'stick', 'a.xlsx'), newBytes)).toMatchObject({
      failure: { kind: 'write-failed', reason: 'gone' },
    });
    mkdirSync(join(base, 'a.xlsx'));
    expect(await writeFileAtomically(join(base, 'a.xlsx'), newBytes)).toMatchObject({
      failure: { kind: 'write-failed', reason: 'other' },
    });
  });

  test('a file changed or removed meanwhile is not overwritten', async () => {
    const path = target();
    const read = await readFileStamped(path);
    if (!read.ok) throw new Error('unreadable');
    const expected = read.value.stamp;
    writeFileSync(path, 'OLD '.repeat(50));
    expect(await writeFileAtomically(path, newBytes, { expected })).toMatchObject({
      failure: { kind: 'changed-on-disk' },
    });
    expect(readFileSync(path, 'utf8')).toBe('OLD '.repeat(50));
    const absent = join(path, '..', 'moved.xlsx');
    expect(await writeFileAtomically(absent, newBytes, { expected })).toMatchObject({ failure: { kind: 'not-found' } });
    expect(readdirSync(join(path, '..'))).toEqual(['個票.xlsx']);
  });

  test('removes a left-over temporary file by its name, and no other file', async () => {
    const path = target();
    const name = temporaryName();
    expect(isTemporaryName(name)).toBe(true);
    writeFileSync(join(path, '..', name), 'half');
    expect((await removeLeftover(path, name)).ok).toBe(true);
    expect((await removeLeftover(path, name)).ok).toBe(true);
    expect((await removeLeftover(path, '個票.xlsx')).ok).toBe(true);
    expect((await removeLeftover(path, `../${name}`)).ok).toBe(true);
    expect(readdirSync(join(path, '..'))).toEqual(['個票.xlsx']);
  });
});

describe('faults at every call in turn', () => {
  for (const replacing of [true, false]) {
    for (const lasting of [false, true]) {
      test(`${replacing ? 'replacing a file' : 'a new file'}, ${lasting ? 'lasting' : 'passing'} faults: the target is the old or the new file each time`, async () => {
        let runs = 0;
        let refused = 0;
        for (const fault of faults) {
          for (let at = 0; ; at += 1) {
            const path = join(folder(), 'a.xlsx');
            if (replacing) writeFileSync(path, oldBytes);
            const read = replacing ? await readFileStamped(path) : undefined;
            const fs = faultyFileSystem({ at, fault, lasting });
            const result = await writeFileAtomically(path, newBytes, {
              fs,
              ...(read?.ok ? { expected: read.value.stamp } : {}),
            });
            if (at >= fs.calls.length) {
              expect(result.ok).toBe(true);
              break;
            }
            runs += 1;
            if (!result.ok) refused += 1;
            const struck = `${fault} at call ${at} (${fs.calls[at]})`;
            const names = readdirSync(join(path, '..'));
            const now = names.includes('a.xlsx') ? readFileSync(path) : undefined;
            const isNew = now?.equals(newBytes) === true;
            const isOld = replacing ? now?.equals(oldBytes) === true : now === undefined;
            expect(isNew || isOld, struck).toBe(true);
            if (result.ok) expect(isNew, struck).toBe(true);
            else expect(isOld, struck).toBe(true);
            // In place, but not durable yet: neither «saved» nor «not saved» would be true without more words.
            if (result.ok)
              expect(result.value.unsynced !== undefined, struck).toBe(
                fs.calls[at] === 'syncFolder' && !['EPERM', 'EACCES', 'short'].includes(fault),
              );
            const leftovers = names.filter((name) => name !== 'a.xlsx');
            if (fs.calls[at] !== 'unlink') expect(leftovers, struck).toEqual([]);
          }
        }
        expect(runs).toBeGreaterThan(100);
        expect(refused).toBeGreaterThan(50);
        console.log(`atomic write: ${runs} faults, ${refused} refused, 0 damaged`);
      });
    }
  }

  test('a rename refused once is tried again; one refused for ever says that the file is in use', async () => {
    for (const fault of ['EBUSY', 'EPERM', 'EACCES'] as const) {
      const path = target();
      const dry = faultyFileSystem({ at: -1, fault, lasting: false });
      await writeFileAtomically(path, newBytes, { fs: dry });
      const at = dry.calls.indexOf('rename');
      expect(
        (await writeFileAtomically(path, newBytes, { fs: faultyFileSystem({ at, fault, lasting: false }) })).ok,
      ).toBe(true);
      const fs = faultyFileSystem({ at, fault, lasting: true });
      const busy = await writeFileAtomically(path, oldBytes, { fs });
      expect(busy).toMatchObject({ failure: { kind: 'write-failed', reason: 'busy' } });
      expect(fs.pauses).toBe(renamePauses.length);
    }
  });

  test('every errno of a full, read-only, failing or vanished medium has its own sentence', async () => {
    const reasons: Record<string, string> = {};
    for (const fault of errnos) {
      const path = target();
      const dry = faultyFileSystem({ at: -1, fault, lasting: false });
      await writeFileAtomically(path, newBytes, { fs: dry });
      const at = dry.calls.indexOf('write');
      const result = await writeFileAtomically(path, oldBytes, { fs: faultyFileSystem({ at, fault, lasting: true }) });
      reasons[fault] = result.ok ? 'ok' : result.failure.reason;
    }
    expect(reasons).toEqual({
      EBUSY: 'busy',
      EPERM: 'read-only',
      EACCES: 'read-only',
      ENOSPC: 'disk-full',
      EROFS: 'read-only',
      EXDEV: 'other',
      EIO: 'device',
      ENOENT: 'gone',
      ESTALE: 'share-gone',
    });
  });

  test('what libuv has no name for goes by the system’s number', () => {
    expect(errorCode({ code: 'Unknown system error -116', errno: -116 })).toBe('ESTALE');
    expect(errorCode({ code: 'Unknown system error -9999', errno: -9999 })).toBe('UNKNOWN');
  });

  test('reading: every fault at every call is a failure or the whole file, never half of it', async () => {
    const path = target();
    for (const fault of faults) {
      for (let at = 0; ; at += 1) {
        const fs = faultyFileSystem({ at, fault, lasting: false });
        const read = await readFileStamped(path, fs);
        if (read.ok) expect(Buffer.from(read.value.bytes)).toEqual(oldBytes);
        if (at >= fs.calls.length) break;
        if (fault !== 'short' && fs.calls[at] !== 'close') expect(read.ok).toBe(false);
      }
    }
  });
});
