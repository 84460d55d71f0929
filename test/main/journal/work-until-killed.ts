import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { readFileStamped, sha256 } from '../../../src-main/files/read-file.ts';
import { temporaryName, writeFileAtomically } from '../../../src-main/files/write-atomically.ts';
import { openJournal } from '../../../src-main/journal/journal.ts';

/**
 * The program that `kill.test.ts` kills: edits ten fields for ever, saves now and then, and tells on standard output
 * each edit that was acknowledged. The «workbook» is a JSON list of the fields' texts, padded to the size of a real one.
 */
const place = process.argv[2] ?? '';
const target = join(place, 'book.json');
const opened = await openJournal(join(place, 'journal'));
if (!opened.ok) throw new Error(`a start that needs help: ${JSON.stringify(opened.failure)}`);
const journal = opened.value;
const item = 'xl/worksheets/sheet1.xml';

const read = await readFileStamped(target);
if (!read.ok) throw new Error('the workbook is gone');
let stamp = read.value.stamp;
const texts = (JSON.parse(Buffer.from(read.value.bytes).toString('utf8')) as { texts: string[] }).texts;
await journal.settle('doc', stamp);

async function editForEver(worker: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    const field = `indicators.${worker}.name` as const;
    const text = `${Date.now()}-${process.pid}-${n} ${'本文'.repeat(n % 50)}`;
    const accepted = await journal.append({
      kind: 'edit',
      document: 'doc',
      item,
      field,
      base: '',
      text,
      source: 'typing',
      by: '',
      file: '',
    });
    if (accepted.ok) writeSync(1, `${JSON.stringify({ worker, seq: accepted.value, text })}\n`);
  }
}

async function saveForEver(): Promise<void> {
  for (;;) {
    const upTo = journal.lastSeq;
    const drafts = journal.draftsOf('doc');
    for (const draft of drafts) texts[Number(draft.path.split('.')[1])] = draft.text;
    const bytes = Buffer.from(JSON.stringify({ texts, padding: 'x'.repeat(200_000) }));
    const temporary = temporaryName();
    await journal.markSaving('doc', {
      path: target,
      sha256: sha256(bytes),
      upTo,
      temporary,
      texts: drafts.map(({ item: key, path, text }) => ({ item: key, field: path, text })),
    });
    const written = await writeFileAtomically(target, bytes, { temporaryName: temporary, expected: stamp });
    if (!written.ok) throw new Error(`save failed: ${JSON.stringify(written.failure)}`);
    stamp = written.value;
    await journal.markSaved('doc', { path: target, stamp, upTo });
    writeSync(1, `${JSON.stringify({ saved: upTo })}\n`);
    await journal.snapshot();
  }
}

await Promise.all([0, 1, 2, 3].map(editForEver).concat(saveForEver()));
