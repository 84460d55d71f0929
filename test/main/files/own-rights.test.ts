import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { noteOutput } from '../../../src-main/files/written-files.ts';
import { keepVersion } from '../../../src-main/files/version-store.ts';
import { writeFileAtomically } from '../../../src-main/files/write-atomically.ts';
import { PlanFolder } from '../../../src-main/exchange/folder/plan-folder.ts';
import { acknowledged, edit, opened } from '../journal/journal-helpers.ts';
import { deskOver } from '../desk/desk-helpers.ts';
import { faultyFileSystem } from './faulty-file-system.ts';
import { scratchFolders } from './scratch.ts';

const folder = scratchFolders();

/** Everything below a folder that somebody else on the machine may look into. */
function openToOthers(place: string): readonly string[] {
  return readdirSync(place, { recursive: true })
    .map((name) => join(place, String(name)))
    .filter((path) => (statSync(path).mode & 0o077) !== 0);
}

describe.skipIf(process.platform === 'win32')('what the app keeps for itself', () => {
  test('is the person’s alone: journal, snapshots, archive, versions, what was written', async () => {
    const place = join(folder(), 'data');
    const journal = await opened(join(place, 'journal'));
    for (let n = 0; n < 30; n += 1) {
      await acknowledged(journal, edit(`text ${n}`));
      await journal.snapshot();
    }
    expect(existsSync(join(place, 'journal', 'archive'))).toBe(true);
    await keepVersion(join(place, 'versions'), 'doc', '台帳.xlsx', Buffer.from('x'), { at: new Date() });
    await noteOutput(place, join(place, 'out.xlsx'), 'hash');
    expect(openToOthers(place)).toEqual([]);
    expect(statSync(place).mode & 0o777).toBe(0o700);
    await journal.close();
  });

  test('the person’s own workbook keeps the rights that it has, a new one has the usual ones', async () => {
    const file = join(folder(), 'a.xlsx');
    await writeFileAtomically(file, Buffer.from('1'));
    expect(statSync(file).mode & 0o777).toBe(0o666 & ~process.umask());
    await writeFileAtomically(file, Buffer.from('2'), { mode: 0o600 });
    expect(statSync(file).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  test('a presence is put in place of a link that somebody has laid out, not through it', async () => {
    const place = join(folder(), 'plan');
    mkdirSync(place);
    const plan = await PlanFolder.open(place);
    if (!plan.ok) throw new Error(plan.failure.kind);
    await plan.value.enter('港');
    const [name = ''] = readdirSync(place).filter((each) => each.startsWith('.開いています'));
    await plan.value.leave();
    const victim = join(folder(), 'victim');
    writeFileSync(victim, '大切な文');
    symlinkSync(victim, join(place, name));
    await plan.value.enter('港');
    expect(readFileSync(victim, 'utf8')).toBe('大切な文');
    expect(readFileSync(join(place, name), 'utf8')).toContain('港');
    await plan.value.leave();
    expect(readdirSync(place).filter((each) => each.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a save', () => {
  const typed = (item: string, document: string) =>
    ({ document, item, path: 'background', base: '', text: '入力した文' }) as const;

  test('whose folder cannot be synced is saved, and told as what it is', async () => {
    const file = join(folder(), 'a.xlsx');
    writeFileSync(file, 'old');
    const counting = faultyFileSystem({ at: -1, fault: 'EIO', lasting: false });
    await writeFileAtomically(file, Buffer.from('new'), { fs: counting });
    const fs = faultyFileSystem({ at: counting.calls.indexOf('syncFolder'), fault: 'EIO', lasting: true });
    expect(await writeFileAtomically(file, Buffer.from('newer'), { fs })).toMatchObject({
      ok: true,
      value: { unsynced: 'EIO' },
    });
    expect(readFileSync(file, 'utf8')).toBe('newer');
  });

  test('whose old file cannot be kept as a version says so before, and goes on when the person saves again', async () => {
    const { documents, file, journal, versions } = await deskOver(folder());
    writeFileSync(versions, 'a file where the store should be');
    const shown = await documents.open(file);
    if (!shown.ok) throw new Error(shown.failure.kind);
    const item = shown.value.items[0];
    const edited = await documents.acceptEdit({
      ...typed(item?.key ?? '', shown.value.id),
      base: item?.fields.background?.text ?? '',
    });
    expect(edited.ok).toBe(true);
    const before = readFileSync(file);
    expect(await documents.save(shown.value.id)).toMatchObject({
      ok: false,
      failure: { kind: 'write-failed', reason: 'no-version' },
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(await documents.save(shown.value.id)).toMatchObject({ ok: true });
    expect(readFileSync(file).equals(before)).toBe(false);
    await journal.close();
  });
});
