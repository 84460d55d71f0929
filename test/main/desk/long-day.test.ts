import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { cases, scratchFolders } from '../files/scratch.ts';
import { deskOver, onDisk, type, view } from './desk-helpers.ts';

const folder = scratchFolders();
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Live memory in MB. */
function memory(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
const handles = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);
const sizeOf = (place: string): number =>
  readdirSync(place, { recursive: true }).reduce((sum, name) => sum + statSync(join(place, String(name))).size, 0) /
  1024 /
  1024;

/** An edit every ten seconds and a save every ten minutes; the clock runs with them, so that snapshots come as they would. */
const hours = cases(1) >= 100 ? 8 : 1;
const editsPerHour = 360;

test(`${hours} hours of editing at speed: memory and handles flat, folders bounded`, async () => {
  const place = folder();
  let time = Date.UTC(2026, 10, 22, 0, 0, 0);
  const { documents, journal, file } = await deskOver(place, { now: () => new Date(time) });
  const shown = await view(documents, file);
  const marks: { memory: number; handles: number; journal: number }[] = [];
  for (let n = 0; n < hours * editsPerHour; n += 1) {
    time += 10_000;
    const base = documents.get(shown.id)?.contents.items[0]?.fields.actions?.text ?? '';
    await type(documents, shown, 'actions', `${n}回目の入力。\n${'取組の内容を書いた文。'.repeat(30)}`, base);
    if (n % 60 === 59) expect((await documents.save(shown.id)).ok).toBe(true);
    if (n % editsPerHour === editsPerHour / 2)
      marks.push({ memory: memory(), handles: handles(), journal: sizeOf(join(place, 'journal')) });
  }
  marks.push({ memory: memory(), handles: handles(), journal: sizeOf(join(place, 'journal')) });
  const [first] = marks;
  const last = marks.at(-1);
  if (first === undefined || last === undefined) throw new Error('nothing measured');
  console.log(
    `${hours} h of edits: memory ${first.memory.toFixed(1)} → ${last.memory.toFixed(1)} MB, handles ${first.handles} → ${last.handles}, journal ${first.journal.toFixed(2)} → ${last.journal.toFixed(2)} MB, all data ${sizeOf(place).toFixed(1)} MB`,
  );
  expect(last.memory - first.memory).toBeLessThan(10);
  expect(last.handles).toBeLessThanOrEqual(first.handles + 1);
  expect(last.journal).toBeLessThan(20);
  expect(onDisk(file, 'actions')).toContain('回目の入力。');
  await journal.close();
});
