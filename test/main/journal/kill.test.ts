import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { readFileStamped } from '../../../src-main/files/read-file.ts';
import { isTemporaryName, removeLeftover } from '../../../src-main/files/write-atomically.ts';
import { cases, scratchFolders } from '../files/scratch.ts';
import { opened } from './journal-helpers.ts';

const folder = scratchFolders();
const program = join(import.meta.dirname, 'work-until-killed.ts');

interface Told {
  readonly worker?: number;
  readonly seq?: number;
  readonly text?: string;
}

/** Runs the program in `place` and kills it with SIGKILL as soon as it has told so many lines; answers what it told. */
async function killedAfter(place: string, lines: number): Promise<readonly Told[]> {
  const child = spawn(process.execPath, ['--no-warnings', program, place], { stdio: ['ignore', 'pipe', 'pipe'] });
  const told: Told[] = [];
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
  for await (const line of createInterface({ input: child.stdout })) {
    // The pipe's last line may be cut: then its edit was acknowledged all the same, but not told.
    if (line.endsWith('}')) told.push(JSON.parse(line) as Told);
    if (told.length === lines) child.kill('SIGKILL');
  }
  expect(await ended, errors).toBe('SIGKILL');
  return told;
}

test(
  'killed at random moments of editing and saving: no acknowledged edit lost, no file damaged, every start by itself',
  { timeout: 120_000 + cases(12) * 30_000 },
  async () => {
    const place = folder();
    const target = join(place, 'book.json');
    writeFileSync(target, JSON.stringify({ texts: ['', '', '', ''] }));
    const runs = cases(12);
    let edits = 0;
    let cutOffSaves = 0;
    /** By worker: the number and text acknowledged last. */
    const last = new Map<number, { readonly seq: number; readonly text: string }>();
    for (let run = 0; run < runs; run += 1) {
      for (const { worker, seq, text } of await killedAfter(place, 1 + Math.floor(Math.random() * 60))) {
        if (worker === undefined || seq === undefined || text === undefined) continue;
        last.set(worker, { seq, text });
        edits += 1;
      }
      const journal = await opened(join(place, 'journal'));
      expect(journal.warnings).toEqual([]);
      const pending = journal.document('doc')?.saving;
      if (pending !== undefined) {
        cutOffSaves += 1;
        await removeLeftover(pending.path, pending.temporary);
      }
      const read = await readFileStamped(target);
      if (!read.ok) throw new Error('the workbook is gone');
      const { texts } = JSON.parse(Buffer.from(read.value.bytes).toString('utf8')) as { texts: string[] };
      await journal.settle('doc', read.value.stamp);
      for (const [worker, { seq, text }] of last) {
        const draft = journal.draftsOf('doc').find(({ path }) => path === `indicators.${worker}.name`);
        const found = draft?.text ?? texts[worker];
        // What was written but not yet acknowledged when the process died may have come through: it is newer.
        const newer =
          draft !== undefined ? draft.seq > seq : Number(found?.split('-')[0]) >= Number(text.split('-')[0]);
        if (found !== text)
          expect(newer, `worker ${worker}: ${String(found).slice(0, 40)} instead of ${text.slice(0, 40)}`).toBe(true);
      }
      await journal.close();
      expect(readdirSync(place).filter(isTemporaryName)).toEqual([]);
      JSON.parse(readFileSync(target, 'utf8'));
    }
    console.log(
      `kill -9: ${runs} times, ${edits} acknowledged edits, 0 lost; ${cutOffSaves} saves cut off, 0 files damaged; ${runs} starts by themselves`,
    );
  },
);
