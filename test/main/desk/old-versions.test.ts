import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listVersions } from '../../../src-main/files/version-store.ts';
import { scratchFolders } from '../files/scratch.ts';
import { deskOver, onDisk, type, view } from './desk-helpers.ts';

const folder = scratchFolders();

test('a version comes back whole, the file before it becomes a version, and drafts are compared with it', async () => {
  const { documents, journal, file, versions } = await deskOver(folder());
  const shown = await view(documents, file);
  const first = readFileSync(file);
  await type(documents, shown, 'title', '二番目の題');
  await documents.save(shown.id);
  const second = readFileSync(file);
  await type(documents, shown, 'purpose', '未保存の目的');
  await type(documents, shown, 'title', '未保存の題', '二番目の題');
  const [version] = await newest(versions, shown.id);
  const restored = await documents.restore(shown.id, version ?? '');
  expect(readFileSync(file).equals(first)).toBe(true);
  expect(restored).toMatchObject({ ok: true, value: { id: shown.id, diskChanges: [] } });
  expect(restored.ok && restored.value.drafts.map(({ text }) => text)).toEqual(['未保存の目的', '未保存の題']);
  // The title's draft was made on a text that is gone again: a person decides.
  expect(await documents.save(shown.id)).toMatchObject({
    failure: { kind: 'changed-on-disk', reason: 'conflicts', values: { count: 1 } },
  });
  const [, back] = await newest(versions, shown.id);
  const [undone] = (await newest(versions, shown.id)).filter((id) => id !== version);
  expect(await documents.restore(shown.id, undone ?? back ?? '')).toMatchObject({ ok: true });
  expect(readFileSync(file).equals(second)).toBe(true);
  expect((await documents.save(shown.id)).ok).toBe(true);
  expect([onDisk(file, 'title'), onDisk(file, 'purpose')]).toEqual(['未保存の題', '未保存の目的']);
  await journal.close();
});

test('a file that was deleted comes back; one that is open elsewhere, and an unknown version, are left alone', async () => {
  const place = folder();
  const { documents, journal, file, versions } = await deskOver(place);
  const shown = await view(documents, file);
  const first = readFileSync(file);
  await type(documents, shown, 'title', '題');
  await documents.save(shown.id);
  const [version = ''] = await newest(versions, shown.id);
  const second = readFileSync(file);
  for (const id of ['no-such-version', '../../台帳.xlsx'])
    expect((await documents.restore(shown.id, id)).ok).toBe(false);
  writeFileSync(join(place, '.~lock.台帳.xlsx#'), '花子,,,,;');
  expect(await documents.restore(shown.id, version)).toMatchObject({
    failure: { kind: 'write-failed', reason: 'open-elsewhere' },
  });
  expect(readFileSync(file).equals(second)).toBe(true);
  rmSync(join(place, '.~lock.台帳.xlsx#'));
  rmSync(file);
  expect((await documents.restore(shown.id, version)).ok).toBe(true);
  expect(readFileSync(file).equals(first)).toBe(true);
  await journal.close();
});

async function newest(versions: string, document: string): Promise<readonly string[]> {
  const listed = await listVersions(versions, document);
  return listed.ok ? listed.value.map(({ id }) => id) : [];
}
