import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../../../src-main/journal/journal.ts';

/** Works in a journal and notes each acknowledgement in `acks` beside it: its writes are recorded, and states rebuilt from them. */
const place = process.argv[2] ?? '';
const opened = await openJournal(join(place, 'journal'));
if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
const journal = opened.value;

async function type(item: string, version: number): Promise<void> {
  const accepted = await journal.append({
    kind: 'edit',
    document: 'doc',
    item,
    field: 'title',
    base: '',
    text: `${version} ${'本文'.repeat((version * 37) % 400)}`,
    source: 'typing',
    by: '',
    file: '',
  });
  if (accepted.ok) appendFileSync(join(place, 'acks'), `${item} ${version}\n`);
}

for (let version = 1; version <= 24; version += 1) {
  await type(`item ${version % 3}`, version);
  // A merge now and then: many texts at once.
  if (version % 6 === 0) await Promise.all(Array.from({ length: 10 }, (_, n) => type(`merged ${n}`, version)));
  if (version % 5 === 0) await journal.snapshot();
}
await journal.close();
