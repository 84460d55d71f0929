import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { perform } from '../../../src-main/jobs/perform.ts';
import { runInWorker } from '../../../src-main/jobs/run-in-worker.ts';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { scratchFolders } from '../files/scratch.ts';
import { deskOver, onDisk, type, view } from './desk-helpers.ts';

const folder = scratchFolders();

/** What ends the thread while it makes the bytes to save: a real thread each time. */
const ends = {
  'runs out of memory': 'const all = []; for (;;) all.push({ more: [all.length, {}, {}] });',
  'takes for ever': 'for (;;);',
  throws: 'throw new RangeError("deep");',
  leaves: 'process.exit(0);',
};

test.each(Object.entries(ends))(
  'the thread that saves %s: said, the file is the old one, nothing lies beside it, the text is there and saved the next time',
  async (_, source) => {
    const place = folder();
    const script = join(place, 'ends.mjs');
    writeFileSync(script, source);
    let broken = true;
    const { documents, journal, file } = await deskOver(place, {
      work: async (name, args) =>
        broken && name === 'patch'
          ? runInWorker(script, name, args, { memory: 32, deadline: 500 })
          : perform[name](args),
    });
    const shown = await view(documents, file);
    const before = readFileSync(file);
    await type(documents, shown, 'actions', '消えてはならない文。');
    const beside = readdirSync(place);
    const refused = await documents.save(shown.id);
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'write-failed', reason: 'worker' } });
    expect(refused.ok ? '' : sentence(refused.failure, 'ja')).toContain('入力した内容はこの端末に残っています');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(place)).toEqual(beside);
    expect(journal.draftsOf(shown.id)).toMatchObject([{ text: '消えてはならない文。' }]);
    expect(journal.document(shown.id)?.saving).toBeUndefined();
    broken = false;
    expect((await documents.save(shown.id)).ok).toBe(true);
    expect(onDisk(file, 'actions')).toBe('消えてはならない文。');
    await journal.close();
  },
);
