import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInWorker } from '../../../src-main/jobs/run-in-worker.ts';

/** Whatever happens in the thread, the program gets an answer; these scripts stand for what a hostile file could do. */
let folder: string;
const script = (name: string, source: string): string => {
  const file = path.join(folder, `${name}.mjs`);
  fs.writeFileSync(file, source);
  return file;
};
const answerOf = (file: string, deadline = 1500) =>
  runInWorker(file, 'open', { bytes: new Uint8Array(10) }, { memory: 32, deadline });

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kohyo-worker-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('the thread that reads workbooks', () => {
  it('answers', async () => {
    const source = `import { parentPort, workerData } from 'node:worker_threads';
parentPort.postMessage({ ok: true, value: { job: workerData.name, size: workerData.args.bytes.length } });`;
    expect(await answerOf(script('answers', source))).toEqual({ ok: true, value: { job: 'open', size: 10 } });
  });

  it('is ended when it takes too long', async () => {
    expect(await answerOf(script('loops', 'for (;;);'))).toEqual({
      ok: false,
      failure: { kind: 'too-large', reason: 'package', values: { what: '2 s' } },
    });
  });

  it('is not ended while other programs have the machine: what counts is computing, not the clock', async () => {
    const source = `import { parentPort } from 'node:worker_threads';
setTimeout(() => parentPort.postMessage({ ok: true, value: 'late' }), 900);`;
    expect(
      await runInWorker(script('late', source), 'open', { bytes: new Uint8Array(10) }, { memory: 32, deadline: 400 }),
    ).toEqual({ ok: true, value: 'late' });
  });

  it('is ended when it waits for ever', async () => {
    const source = `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`;
    expect(
      await runInWorker(script('waits', source), 'open', { bytes: new Uint8Array(10) }, { memory: 32, deadline: 300 }),
    ).toMatchObject({ ok: false, failure: { kind: 'too-large' } });
  });

  it('is ended when it takes too much memory', async () => {
    const answer = await answerOf(
      script('eats', 'const all = []; for (;;) all.push({ more: [all.length, {}, {}] });'),
      30_000,
    );
    expect(answer).toEqual({ ok: false, failure: { kind: 'too-large', reason: 'package', values: { what: '32 MB' } } });
  });

  it.each([
    ['throws', 'throw new RangeError("deep");', 'RangeError'],
    ['leaves', 'process.exit(0);', 'worker'],
  ])('says that the file is damaged when it %s', async (name, source, part) => {
    expect(await answerOf(script(name, source))).toEqual({
      ok: false,
      failure: { kind: 'damaged', reason: 'package', values: { part } },
    });
  });

  it('sees nothing of the environment', async () => {
    process.env['KOHYO_TEST_SECRET'] = 'seen';
    const source = `import { parentPort } from 'node:worker_threads';
parentPort.postMessage({ ok: true, value: Object.keys(process.env).filter((name) => name.startsWith('KOHYO')) });`;
    expect(await answerOf(script('looks', source))).toEqual({ ok: true, value: [] });
    delete process.env['KOHYO_TEST_SECRET'];
  });
});
