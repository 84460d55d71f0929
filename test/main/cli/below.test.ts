import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { belowEnvironment, callsIn, compileShim, type Below } from '../../helpers/below/below.ts';
import { faultsAt, makeInputs, type Command } from './below-commands.ts';
import { runCli } from './run-cli.ts';

/**
 * Every command with every file call on its way refused in turn, below the program. Whatever is refused: the command is done, or
 * answers 3 with one line; its inputs are as they were, what it writes is whole or not there, nothing lies beside. In the soak
 * (`KOHYO_CASES`) all calls with all that the system may answer, once and for ever. `KOHYO_PATH=N/M` does the Nth of M parts of
 * the answers, each of every call: whole after M runs, and every call is met in the first.
 */
const library = compileShim();
const large = process.env['KOHYO_CASES'] !== undefined;
const [part = 1, parts = 1] = (process.env['KOHYO_PATH'] ?? '').split('/').filter(Boolean).map(Number);

let home: string;
let commands: readonly Command[] = [];
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-below-cli-'));
  if (library !== undefined) commands = makeInputs(join(home, 'inputs'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const filesBelow = (place: string): readonly string[] =>
  readdirSync(place, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(place, name)).isFile());

/** Half a workbook, half a report. */
const isWhole = (path: string): boolean => {
  if (path.endsWith('.xlsx')) {
    const opened = openWorkbook(readFileSync(path));
    return opened.ok || opened.failure.kind === 'no-items';
  }
  if (!path.endsWith('.json')) return true;
  try {
    JSON.parse(readFileSync(path, 'utf8'));
    return true;
  } catch {
    return false;
  }
};

const words = /^(?:plan|other|text|settings|form|merged|out|back|sent|folder|asked|report)(?:\.|$)/u;

function run([name, ...args]: Command, below: Omit<Below, 'prefix'>) {
  const place = mkdtempSync(join(home, 'run-'));
  cpSync(join(home, 'inputs'), place, { recursive: true });
  const env = { ...belowEnvironment(library ?? '', { prefix: place, ...below }), KOHYO_DATA_DIR: join(place, 'data') };
  return { place, answer: runCli([name, ...args.map((arg) => (words.test(arg) ? join(place, arg) : arg))], { env }) };
}

/** Inputs that no command but `set` without `--out`, `publish --overwrite` and `form remove` may change. */
const inputs = ['plan.xlsx', 'other.xlsx', 'merged.xlsx', 'form.json', 'settings.json', 'text.txt'];

test.skipIf(library === undefined)(
  'every command, every call: done, or refused in one line; inputs intact, outputs whole, nothing beside',
  { timeout: 24 * 3_600_000 },
  () => {
    const counts = { calls: 0, runs: 0, done: 0, refused: 0 };
    const wrong: string[] = [];
    for (const [index, command] of commands.entries()) {
      const [name, ...args] = command;
      const inPlace =
        name === 'set' && !args.includes('--out') ? 'plan.xlsx' : args.includes('--overwrite') ? 'other.xlsx' : '';
      const log = join(home, `log-${index}`);
      const fair = run(command, { log });
      expect([0, 4], `${name} ${fair.answer.err}`).toContain(fair.answer.status);
      const calls = callsIn(log);
      const usual = new Set(filesBelow(fair.place).filter((file) => /^(?:out|report)\./u.test(file)));
      rmSync(fair.place, { recursive: true });
      // Two of the calls of each command in `npm test`, all of them in the soak.
      const step = large ? 1 : Math.max(1, Math.ceil(calls.length / 2));
      const before = { ...counts };
      for (let at = 1 + (index % step); at <= calls.length; at += step) {
        const call = calls[at - 1];
        const all = faultsAt(call?.name ?? '').flatMap(
          (fault) =>
            [
              [fault, false],
              [fault, true],
            ] as const,
        );
        counts.calls += 1;
        const tried = large
          ? all.filter((_, answer) => (answer + at) % parts === part % parts)
          : [all[(at + index) % all.length]!];
        for (const [fault, lasting] of tried) {
          const { place, answer } = run(command, { at, fault, lasting });
          const what = `${name} ${fault}${lasting ? ' lasting' : ''} at ${at}: ${call?.name} ${call?.path.slice(-40)}`;
          counts.runs += 1;
          if (answer.status === 0 || answer.status === 4) counts.done += 1;
          else if (answer.status === 3 && /^\{"kind":[^\n]*\n$/u.test(answer.err)) counts.refused += 1;
          else wrong.push(`${what} → ${answer.status} ${answer.err.slice(0, 200)}`);
          if (answer.err.includes('"unfinished"')) wrong.push(`${what} → ${answer.err.slice(0, 200)}`);
          for (const input of inputs) {
            const now = readFileSync(join(place, input));
            const same = now.equals(readFileSync(join(home, 'inputs', input)));
            if (!same && (input !== inPlace || answer.status === 3)) wrong.push(`${what} → ${input} has changed`);
          }
          for (const file of filesBelow(place)) {
            if (!isWhole(join(place, file))) wrong.push(`${what} → ${file} is cut`);
            if (file.includes('.kohyo-') && call?.name !== 'unlink') wrong.push(`${what} → ${file} left`);
            if (answer.status === 3 && /^(?:out|report)\./u.test(file))
              wrong.push(`${what} → refused, but ${file} is there`);
          }
          if (answer.status === 0 || answer.status === 4)
            for (const file of usual)
              if (!existsSync(join(place, file))) wrong.push(`${what} → done, but ${file} is not there`);
          rmSync(place, { recursive: true, force: true });
        }
      }
      if (large)
        console.log(
          `${name} ${args[0]}: ${counts.calls - before.calls} calls, ${counts.runs - before.runs} runs, ${wrong.length} wrong so far`,
        );
    }
    console.log(
      `faults below ${commands.length} command lines: ${counts.calls} calls, ${counts.runs} runs (${counts.done} done all the same, ${counts.refused} refused), ${wrong.length} wrong`,
    );
    expect(wrong).toEqual([]);
  },
);
