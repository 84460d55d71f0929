import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsThread, runInThread } from '../../../src-main/cli/supervise.ts';
import { withinTime } from '../../../src-main/cli/within-time.ts';
import { ok } from '../../../src-shared/domain/result.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'kohyo-supervise-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a thread of the source given and answers what the process would: status and lines. */
async function run(source: string, stdin = '') {
  const script = join(folder, `${Math.random()}.cjs`);
  writeFileSync(script, `const { parentPort, workerData } = require('node:worker_threads');\n${source}`);
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => void (out += text),
    outPieces: () => undefined,
    err: (text: string) => void (err += text),
    stdin: async () => Buffer.from(stdin),
  };
  const limits = { memory: 60, computing: process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000 + 500 };
  const status = await runInThread(['collect', 'x'], io, limits, script);
  return { status, out, failure: err === '' ? undefined : (JSON.parse(err) as { kind: string; message: string }) };
}

describe('the thread of a command', () => {
  test('speaks through the process and answers its status', async () => {
    const echo = `parentPort.postMessage({ out: workerData.argv.join() }); parentPort.once('message', (bytes) => {
      parentPort.postMessage({ out: Buffer.from(bytes).toString() }); parentPort.postMessage({ status: 4 }); });
      parentPort.postMessage({ stdin: true });`;
    expect(await run(echo, '入力')).toEqual({ status: 4, out: 'collect,x入力', failure: undefined });
  });

  test.each([
    ['computes for ever', 'for (;;);', 'too-large'],
    ['takes all memory', 'const kept = []; for (;;) kept.push(new Array(1e5).fill({}).map(() => ({})));', 'too-large'],
    ['ends without an answer', '', 'unfinished'],
    ['throws', "throw new TypeError('no')", 'unfinished'],
    ['tells of a fault', "parentPort.postMessage({ bug: 'TypeError: no', stack: '' })", 'unfinished'],
  ])('that %s is a refusal in one line', async (_, source, kind) => {
    const { status, out, failure } = await run(source);
    expect([status, out, failure?.kind]).toEqual([3, '', kind]);
    expect(failure?.message).not.toMatch(/[{}]/u);
  });
});

test('what reads only runs in the process, all else in a thread; a PDF is Electron’s, and there in a thread too', () => {
  const lines = [
    ['read', 'a.xlsx'],
    ['set', 'a.xlsx'],
    ['print', 'a.xlsx', '--out', 'a.pdf'],
    ['--help'],
    [],
    ['print', 'a.xlsx', '--out', 'a.xlsx'],
    ['print', 'a.xlsx', '--out=a.XLSX'],
    ['collect'],
    ['publish', 'a.xlsx'],
  ];
  const threads = (draws: boolean) => lines.map((line) => needsThread(line, draws));
  expect(threads(false)).toEqual([false, false, false, false, false, true, true, true, true]);
  expect(threads(true)).toEqual([false, false, true, false, false, true, true, true, true]);
});

test('a job in the process that does not come to an end is ended, inside another one too', () => {
  const endless = () =>
    withinTime(-1, () => {
      for (;;);
    });
  expect(withinTime(0, () => ok(1))).toEqual({ ok: true, value: 1 });
  expect(withinTime(0, () => withinTime(0, () => ok(2)))).toEqual({ ok: true, value: 2 });
  expect(() =>
    withinTime(0, () => {
      throw new Error('its own');
    }),
  ).toThrow('its own');
  expect(endless).toBeTypeOf('function');
});
