import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRecentFiles } from '../../../src-main/files/recent-files.ts';
import { keepVersion, listVersions, readVersion, versionsKept } from '../../../src-main/files/version-store.ts';
import { faults, faultyFileSystem } from './faulty-file-system.ts';
import { scratchFolders } from './scratch.ts';

const folder = scratchFolders();
const bytesOf = (n: number): Buffer => Buffer.from(`version ${n}`);
const at = (n: number): Date => new Date(Date.UTC(2026, 10, 22, 1, 0, n));

describe('old versions', () => {
  test('the last twenty are kept under names that tell their time, newest first', async () => {
    const store = folder();
    for (let n = 0; n < versionsKept + 5; n += 1) {
      expect((await keepVersion(store, 'doc-1', '台帳: 第1版.xlsx', bytesOf(n), { at: at(n) })).ok).toBe(true);
    }
    const listed = await listVersions(store, 'doc-1');
    const versions = listed.ok ? listed.value : [];
    expect(versions).toHaveLength(versionsKept);
    expect(versions[0]?.at).toBe(at(versionsKept + 4).toISOString());
    expect(versions.at(-1)?.at).toBe(at(5).toISOString());
    expect(readdirSync(store)[0]).toMatch(/^台帳_ 第1版-[0-9a-f]{12}$/);
    const read = await readVersion(store, 'doc-1', versions[0]?.id ?? '');
    expect(read.ok && Buffer.from(read.value)).toEqual(bytesOf(versionsKept + 4));
    expect(await listVersions(store, 'doc-2')).toEqual({ ok: true, value: [] });
  });

  test('a clock that was set back does not make the newest version the first to go', async () => {
    const store = folder();
    for (let n = 0; n < 4; n += 1) await keepVersion(store, 'doc', 'a.xlsx', bytesOf(n), { at: at(n), keep: 3 });
    const long = new Date(Date.UTC(2000, 0, 1));
    for (let n = 4; n < 6; n += 1)
      expect(await keepVersion(store, 'doc', 'a.xlsx', bytesOf(n), { at: long, keep: 3 })).toMatchObject({ ok: true });
    const listed = await listVersions(store, 'doc');
    const texts = await Promise.all(
      (listed.ok ? listed.value : []).map(async ({ id }) => {
        const read = await readVersion(store, 'doc', id);
        return read.ok ? Buffer.from(read.value).toString() : 'unreadable';
      }),
    );
    expect(texts).toEqual(['version 5', 'version 4', 'version 3']);
  });

  test('the same content is kept once, a renamed file keeps its versions, a damaged version is told and kept anew', async () => {
    const store = folder();
    const first = await keepVersion(store, 'doc', 'a.xlsx', bytesOf(1), { at: at(1) });
    if (!first.ok) throw new Error('not kept');
    expect(await keepVersion(store, 'doc', 'b.xlsx', bytesOf(1), { at: at(2) })).toEqual(first);
    expect(readdirSync(store)).toHaveLength(1);
    const path = join(store, readdirSync(store)[0] ?? '', first.value.id);
    writeFileSync(path, 'damaged');
    expect(await readVersion(store, 'doc', first.value.id)).toMatchObject({ ok: false, failure: { kind: 'damaged' } });
    const again = await keepVersion(store, 'doc', 'b.xlsx', bytesOf(1), { at: at(3) });
    expect(again.ok && again.value.id).not.toBe(first.value.id);
  });

  test('no id leads out of the store', async () => {
    const store = folder();
    await keepVersion(store, 'doc', 'a.xlsx', bytesOf(1), { at: at(1) });
    writeFileSync(join(store, 'secret.xlsx'), 'secret');
    for (const id of [
      '../secret.xlsx',
      '..\\secret.xlsx',
      '/etc/passwd',
      '',
      '20261122-010001000_0123456789abcdef.xlsx/../../secret.xlsx',
    ]) {
      expect((await readVersion(store, 'doc', id)).ok).toBe(false);
    }
  });

  test('every fault at every call: kept versions stay readable, and nothing is thrown', async () => {
    for (const fault of faults) {
      for (let n = 0; ; n += 1) {
        const store = folder();
        const before = await keepVersion(store, 'doc', 'a.xlsx', bytesOf(1), { at: at(1) });
        if (!before.ok) throw new Error('not kept');
        const fs = faultyFileSystem({ at: n, fault, lasting: false });
        const kept = await keepVersion(store, 'doc', 'a.xlsx', bytesOf(2), { at: at(2), fs }).catch(
          (error: unknown) => error,
        );
        expect(kept).not.toBeInstanceOf(Error);
        const old = await readVersion(store, 'doc', before.value.id);
        expect(old.ok && Buffer.from(old.value)).toEqual(bytesOf(1));
        if (n >= fs.calls.length) break;
      }
    }
  });
});

describe('recent files', () => {
  test('newest first, once each, remembered, forgotten, with those that are missing marked', async () => {
    const base = folder();
    writeFileSync(join(base, 'a.xlsx'), '');
    const recent = await openRecentFiles(base);
    await Promise.all([
      recent.note(join(base, 'a.xlsx'), at(1)),
      recent.note(join(base, 'b.xlsx'), at(2)),
      recent.note(join(base, 'a.xlsx'), at(3)),
    ]);
    const again = await openRecentFiles(base);
    const list = await again.list();
    expect(list.map(({ name, missing, openedAt }) => [name, missing, openedAt])).toEqual([
      ['a.xlsx', false, at(3).toISOString()],
      ['b.xlsx', true, at(2).toISOString()],
    ]);
    expect(again.pathOf(list[1]?.id ?? '')).toBe(join(base, 'b.xlsx'));
    await again.forget(list[1]?.id ?? '');
    expect((await (await openRecentFiles(base)).list()).map(({ name }) => name)).toEqual(['a.xlsx']);
    expect(again.pathOf('../../etc/passwd')).toBeUndefined();
  });

  test.each(['', '{', '{"schema":2,"files":[]}', '{"schema":1,"files":[{"path":1}]}', '[]'])(
    'an unreadable list (%j) is an empty one',
    async (text) => {
      const base = folder();
      writeFileSync(join(base, 'recent.json'), text);
      const recent = await openRecentFiles(base);
      expect(await recent.list()).toEqual([]);
      await recent.note('/a.xlsx', at(1));
      expect(JSON.parse(readFileSync(join(base, 'recent.json'), 'utf8'))).toMatchObject({ schema: 1 });
    },
  );
});
