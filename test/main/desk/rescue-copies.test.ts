import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { listVersions } from '../../../src-main/files/version-store.ts';
import { scratchFolders } from '../files/scratch.ts';
import { deskOver, onDisk, type, view } from './desk-helpers.ts';

const folder = scratchFolders();

/** The newest rescue copy in the store, by path. */
function newest(store: string): string | undefined {
  if (!existsSync(store)) return undefined;
  const [document = ''] = readdirSync(store);
  const name = readdirSync(join(store, document)).sort().at(-1);
  return name === undefined ? undefined : join(store, document, name);
}

test('on quitting, unsaved text lies in an ordinary workbook beside the data; the file itself is untouched', async () => {
  const place = folder();
  const { documents, journal, file } = await deskOver(place);
  const shown = await view(documents, file);
  const before = onDisk(file, 'title');
  await documents.makeRescueCopies();
  expect(newest(join(place, 'unsaved'))).toBeUndefined();
  await type(documents, shown, 'title', '保存していない題');
  await documents.makeRescueCopies();
  const copy = newest(join(place, 'unsaved'));
  expect(onDisk(copy ?? '', 'title')).toBe('保存していない題');
  expect(onDisk(file, 'title')).toBe(before);
  await documents.makeRescueCopies();
  expect(newest(join(place, 'unsaved'))).toBe(copy);
  await journal.close();
});

test('while working, a copy is made after some minutes, and no more than five are kept', async () => {
  const place = folder();
  let time = Date.UTC(2026, 10, 22);
  const { documents, journal, file } = await deskOver(place, { now: () => new Date(time) });
  const shown = await view(documents, file);
  for (let n = 0; n < 8; n += 1) {
    await type(documents, shown, 'title', `題 ${n}`);
    time += 6 * 60 * 1000;
    const due = n === 0 ? undefined : `題 ${n}`;
    if (due === undefined) continue;
    await vi.waitFor(() => expect(onDisk(newest(join(place, 'unsaved')) ?? '', 'title')).toBe(due), {
      timeout: 30_000,
    });
  }
  // Quitting waits for the copy under way.
  await documents.makeRescueCopies();
  const kept = await listVersions(join(place, 'unsaved'), shown.id);
  expect(kept.ok && kept.value.length).toBe(5);
  await journal.close();
});
