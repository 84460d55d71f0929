import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { watchBusyFiles } from '../../../src-main/desk/busy-files.ts';
import { nodeFileSystem, type FileSystem } from '../../../src-main/files/file-system.ts';
import { scratchFolders } from '../files/scratch.ts';
import { deskOver, onDisk, type, view } from './desk-helpers.ts';

const folder = scratchFolders();

/** A file system whose pauses end when the test says so. */
function steppedFileSystem(): { readonly fs: FileSystem; readonly step: () => Promise<void> } {
  const paused: (() => void)[] = [];
  let notify: (() => void) | undefined;
  const fs: FileSystem = {
    ...nodeFileSystem,
    pause: () =>
      new Promise((resolve) => {
        paused.push(resolve);
        notify?.();
      }),
  };
  return {
    fs,
    step: async () => {
      if (paused.length === 0) await new Promise<void>((resolve) => (notify = resolve));
      paused.shift()?.();
    },
  };
}

test('a save refused because Excel has the file open is made known when the file is free', async () => {
  const place = folder();
  const { documents, journal, file } = await deskOver(place);
  const shown = await view(documents, file);
  await type(documents, shown, 'title', '待っていた題');
  const lock = join(place, '.~lock.台帳.xlsx#');
  writeFileSync(lock, '花子,,,,;');
  const { fs, step } = steppedFileSystem();
  let tell: (document: string) => void = () => undefined;
  const free = new Promise<string>((resolve) => (tell = resolve));
  const busy = watchBusyFiles((document) => tell(document), fs);
  expect(busy.watch(shown.id, file, await documents.save(shown.id)).ok).toBe(false);
  await step();
  await step();
  rmSync(lock);
  expect(await free).toBe(shown.id);
  expect(busy.watch(shown.id, file, await documents.save(shown.id)).ok).toBe(true);
  expect(onDisk(file, 'title')).toBe('待っていた題');
  await journal.close();
});

test('a save that went through elsewhere ends the waiting; other failures are not waited for', async () => {
  const place = folder();
  const { documents, journal, file } = await deskOver(place);
  const shown = await view(documents, file);
  const told: string[] = [];
  const { fs, step } = steppedFileSystem();
  const busy = watchBusyFiles((document) => told.push(document), fs);
  const lock = join(place, '.~lock.台帳.xlsx#');
  writeFileSync(lock, '');
  busy.watch(shown.id, file, await documents.save(shown.id));
  busy.watch(shown.id, file, await documents.save(shown.id, join(place, '別名.xlsx')));
  rmSync(lock);
  await step();
  busy.watch(shown.id, file, { ok: false, failure: { kind: 'write-failed', reason: 'disk-full' } });
  await journal.close();
  expect(told).toEqual([]);
});
