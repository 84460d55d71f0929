import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { belowEnvironment, callsIn, compileShim, type Errno } from '../../helpers/below/below.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { refusal, runCli } from './run-cli.ts';
import { onWindows } from '../../helpers/system.ts';

/** How a command ends is seen in a process of its own only: a test runner keeps the event loop alive and hides what runs empty. */
const library = compileShim();
const bytes = fixtureWorkbook({ items: 2 }).bytes;
let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kohyo-ends-'));
  file = join(folder, 'plan.xlsx');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const set = ['--item', '1', '--field', 'title', '--value', '窓口の見直し'];

describe.skipIf(library === undefined)(
  'a rename that the system refuses, as Windows does while Excel holds the file',
  () => {
    it.each<Errno>(['EBUSY', 'EPERM', 'EACCES'])('once (%s): tried again, and done', (fault) => {
      writeFileSync(file, bytes);
      const answer = runCli(['set', file, ...set], {
        env: belowEnvironment(library ?? '', { prefix: folder, calls: ['rename'], at: 1, fault }),
      });
      expect(answer).toMatchObject({ status: 0, err: '' });
      expect(JSON.parse(answer.out)).toMatchObject({ written: [{ path: 'title' }] });
      expect(readdirSync(folder)).toEqual(['plan.xlsx']);
      expect(runCli(['read', file, '--json']).out).toContain('窓口の見直し');
    });

    it('for ever: refused with one line, the file as it was, nothing beside it', () => {
      writeFileSync(file, bytes);
      const answer = runCli(['set', file, ...set], {
        env: belowEnvironment(library ?? '', {
          prefix: folder,
          calls: ['rename'],
          at: 1,
          fault: 'EBUSY',
          lasting: true,
        }),
      });
      expect(answer).toMatchObject({ status: 3, out: '' });
      expect(refusal(answer).kind).toBe('write-failed');
      expect(Buffer.compare(readFileSync(file), bytes)).toBe(0);
      expect(readdirSync(folder)).toEqual(['plan.xlsx']);
    });

    it('a start of the journal waits for a file that a scanner holds, also where nothing else keeps the process', () => {
      const journal = join(folder, 'journal');
      const program = join(import.meta.dirname, '..', 'journal', 'count-drafts.ts');
      const run = (env: Readonly<Record<string, string>>) =>
        spawnSync(process.execPath, ['--no-warnings', program, journal], {
          encoding: 'utf8',
          env: { ...process.env, ...env },
        });
      expect(run({}).stdout).toBe('0 drafts\n');
      const segments = `${journal}/journal-`;
      const answer = run(
        belowEnvironment(library ?? '', { prefix: segments, calls: ['openr'], at: 1, fault: 'EACCES' }),
      );
      expect(answer).toMatchObject({ status: 0, stdout: '1 drafts\n' });
      rmSync(journal, { recursive: true });
    });
  },
);

describe.skipIf(library === undefined)('a disk that does not confirm the name of what was written', () => {
  const at = (name: string): string => join(folder, name);
  const commands: readonly (readonly [name: string, ...args: string[]])[] = [
    ['extract', 'plan.xlsx', '--items', '1', '--out', 'out.xlsx'],
    ['set', 'plan.xlsx', ...set],
    ['distribute', 'plan.xlsx', '--out', 'sent', '--plan-folder', 'exchange'],
    ['collect', 'plan.xlsx', 'sent', '--plan-folder', 'exchange', '--out', 'all.xlsx', '--report', 'report.json'],
    ['fix', 'plan.xlsx', '--name', '第1回', '--plan-folder', 'exchange'],
  ];
  it.each(commands)('%s is done, and says so', (name, ...args) => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    writeFileSync(file, bytes);
    if (name === 'collect')
      runCli(['distribute', file, '--out', at('sent'), '--plan-folder', at('exchange')], {
        env: { KOHYO_DATA_DIR: at('data') },
      });
    const given = [name, ...args.map((arg) => (/^(?:plan|out|all|sent|exchange|report)\b/u.test(arg) ? at(arg) : arg))];
    const log = `${folder}-log`;
    rmSync(log, { force: true });
    const env = { KOHYO_DATA_DIR: at('data') };
    const place = mkdtempSync(join(tmpdir(), 'kohyo-ends-copy-'));
    cpSync(folder, place, { recursive: true });
    runCli(given, { env: { ...env, ...belowEnvironment(library ?? '', { prefix: folder, calls: ['fsync'], log }) } });
    const calls = callsIn(log);
    rmSync(log);
    rmSync(folder, { recursive: true });
    cpSync(place, folder, { recursive: true });
    rmSync(place, { recursive: true });
    // The last sync of a folder that is no part of the program's own data.
    const last = calls.findLastIndex(({ path }) => !/\.\w+$/u.test(path) && !path.includes('/data')) + 1;
    expect(last).toBeGreaterThan(0);
    const answer = runCli(given, {
      env: { ...env, ...belowEnvironment(library ?? '', { prefix: folder, calls: ['fsync'], at: last, fault: 'EIO' }) },
    });
    expect([0, 4], answer.err).toContain(answer.status);
    expect(answer.out).toContain('"kind":"place"');
    expect(answer.out).toContain('EIO');
  });
});

describe('a command that ends without a result', () => {
  const program = join(import.meta.dirname, 'never-answers.ts');
  const run = (how: string) => {
    writeFileSync(file, bytes);
    const answer = spawnSync(process.execPath, ['--no-warnings', program, how, file], { encoding: 'utf8' });
    return { status: answer.status, out: answer.stdout, err: answer.stderr };
  };
  it.each([
    ['empty', '結果を出さないまま'],
    ['throws', 'RangeError: no such thing'],
    ['later', 'SyntaxError'],
  ])('is a failure and says so (%s)', (how, words) => {
    const answer = run(how);
    expect(answer.status).toBe(3);
    expect(refusal(answer).kind).toBe('unfinished');
    expect(refusal(answer).message).toContain(words);
  });

  it.skipIf(onWindows)('answers its own status to a reader that went away', () => {
    writeFileSync(file, bytes);
    const status = (command: string): number | null =>
      spawnSync('bash', ['-c', `{ ${command}; echo $? >&2; } | true; sleep 0.3`], {
        encoding: 'utf8',
        env: { ...process.env, NODE: process.env['KOHYO_CLI_NODE'] ?? process.execPath },
      })
        .stderr.trimEnd()
        .split('\n')
        .map(Number)
        .at(-1) ?? null;
    const cli = `sleep 0.1; "$NODE" "${join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js')}"`;
    expect(status(`${cli} read "${file}" --json`)).toBe(0);
    expect(status(`${cli} read "${folder}" --json 2>&1`)).toBe(3);
  });
});
