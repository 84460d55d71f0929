import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keepThread, type KeptThread } from '../../../src-main/jobs/kept-thread.ts';

/** Tells its thread and how many jobs that has had; «die» ends it, «tire» after a while, «eat» takes what memory there is from the second job on. */
const source = `import { parentPort, threadId, workerData } from 'node:worker_threads';
let jobs = 0;
const hold = [];
const answer = ({ args }) => {
  jobs += 1;
  if (args.file === 'die' && jobs > 1) process.exit(0);
  if (args.file === 'tire') setTimeout(() => { throw new Error('idle'); }, 50);
  if (args.file === 'eat' && jobs > 1) for (;;) hold.push({ more: [hold.length, {}] });
  setTimeout(() => parentPort.postMessage({ ok: true, value: [threadId, jobs] }), args.file === 'slow' ? 300 : 0);
};
if (workerData === null) parentPort.on('message', answer);
else answer(workerData);
`;
let folder: string;
let script: string;
let kept: KeptThread;
const limits = { memory: 32, deadline: 5000 };
const job = async (document: string, file = ''): Promise<readonly [thread: number, jobs: number]> => {
  const answer = await kept.run(document, 'pages', {
    bytes: new Uint8Array(1),
    edits: [],
    items: [],
    file,
    policy: 'grow',
    date: '',
    time: '',
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value as unknown as readonly [number, number];
};

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-kept-'));
  script = path.join(folder, 'jobs.mjs');
  fs.writeFileSync(script, source);
});
afterEach(() => {
  kept.leave('a');
  kept.leave('b');
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('a thread that is kept for previews', () => {
  it('takes the jobs of one document one after the other', async () => {
    kept = keepThread(script, limits);
    const [thread] = await job('a');
    expect(await job('a')).toEqual([thread, 2]);
    expect(await job('a')).toEqual([thread, 3]);
  });

  it('never takes those of two documents', async () => {
    kept = keepThread(script, limits);
    const [thread] = await job('a');
    const [other, jobs] = await job('b');
    expect(other).not.toBe(thread);
    expect(jobs).toBe(1);
    expect((await job('a'))[1]).toBe(1);
  });

  it('does not make a job wait for another', async () => {
    kept = keepThread(script, limits);
    const slow = job('a', 'slow');
    const quick = await job('a');
    const [thread] = await slow;
    expect(quick[0]).not.toBe(thread);
    expect(await job('a')).toEqual([thread, 2]);
  });

  it.each(['die', 'eat'])('is no worse than a new one where it cannot go on (%s)', async (how) => {
    kept = keepThread(script, limits);
    const [thread] = await job('a', how);
    const [next, jobs] = await job('a', how);
    expect(next).not.toBe(thread);
    expect(jobs).toBe(1);
    expect((await job('a', how))[1]).toBe(1);
  });

  it('is started anew where it has ended between two jobs', async () => {
    kept = keepThread(script, limits);
    const [thread] = await job('a', 'tire');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await job('a'))[0]).not.toBe(thread);
  });

  it('goes when nothing is asked of it, and when its document is closed', async () => {
    kept = keepThread(script, limits, 50);
    const [thread] = await job('a');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [later] = await job('a');
    expect(later).not.toBe(thread);
    kept.leave('a');
    expect((await job('a'))[0]).not.toBe(later);
  });
});
