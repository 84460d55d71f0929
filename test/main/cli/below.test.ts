import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { belowEnvironment, callsIn, compileShim } from '../../helpers/below/below.ts';
import { WarmBelow } from '../../helpers/below/warm.ts';
import { faultsAt, makeInputs, type Command } from './below-commands.ts';
import { judge, makePlace, outputsIn } from './below-runs.ts';
import { runCli } from './run-cli.ts';

/**
 * Every command with every file call on its way refused in turn, below the program. Whatever is refused: the command is done, or
 * answers 3 with one line; its inputs are as they were, what it writes is whole or not there, nothing lies beside.
 */
const library = compileShim();

let home: string;
let commands: readonly Command[] = [];
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-below-cli-'));
  if (library !== undefined) commands = makeInputs(join(home, 'inputs'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const counts = () => ({ calls: 0, runs: 0, done: 0, refused: 0 });
const note = (sum: ReturnType<typeof counts>, { status }: { readonly status: number | null }): void => {
  sum.runs += 1;
  if (status === 3) sum.refused += 1;
  else if (status === 0 || status === 4) sum.done += 1;
};
const said = (sum: ReturnType<typeof counts>, wrong: readonly string[]): string =>
  `${sum.calls} calls, ${sum.runs} runs (${sum.done} done all the same, ${sum.refused} refused), ${wrong.length} wrong`;

test.skipIf(library === undefined)(
  'every command in a process of its own, two of its calls: done, or refused in one line',
  { timeout: 600_000 },
  () => {
    const sum = counts();
    const wrong: string[] = [];
    for (const [index, command] of commands.entries()) {
      const [name] = command;
      const run = (below: object) => {
        const { place, argv, data, remove } = makePlace(home, command);
        const env = belowEnvironment(library ?? '', { prefix: place, ...below });
        return { place, remove, answer: runCli(argv, { env: { ...env, KOHYO_DATA_DIR: data } }) };
      };
      const log = join(home, `log-${index}`);
      const fair = run({ log });
      expect([0, 4], `${name} ${fair.answer.err}`).toContain(fair.answer.status);
      const calls = callsIn(log);
      const usual = outputsIn(fair.place);
      fair.remove();
      const step = Math.max(1, Math.ceil(calls.length / 2));
      for (let at = 1 + (index % step); at <= calls.length; at += step) {
        const call = calls[at - 1];
        const faults = faultsAt(call?.name ?? '').flatMap((fault) =>
          [false, true].map((lasting) => ({ fault, lasting })),
        );
        const { fault, lasting } = faults[(at + index) % faults.length] ?? { fault: 'EIO', lasting: false };
        const { place, answer, remove } = run({ at, fault, lasting });
        sum.calls += 1;
        note(sum, answer);
        const what = `${name} ${fault}${lasting ? ' lasting' : ''} at ${at}: ${call?.name} ${call?.path.slice(-40)}`;
        wrong.push(...judge({ command, home, place, answer, call, usual }).map((one) => `${what} → ${one}`));
        remove();
      }
    }
    console.log(`faults below ${commands.length} command lines: ${said(sum, wrong)}`);
    expect(wrong).toEqual([]);
  },
);

/**
 * The same in one process that has everything loaded. `npm test` meets every tenth call; the soak (`KOHYO_CASES`) every call with
 * all that the system may answer, once and for ever. `KOHYO_PATH=N/M` does the Nth of M parts of the answers, each of every call:
 * whole after M runs, and every call is met in the first.
 */
test.skipIf(library === undefined)(
  'every command, every call: done, or refused in one line; inputs intact, outputs whole, nothing beside',
  { timeout: 24 * 3_600_000 },
  async () => {
    const large = process.env['KOHYO_CASES'] !== undefined;
    const [part = 1, parts = 1] = (process.env['KOHYO_PATH'] ?? '').split('/').filter(Boolean).map(Number);
    const sum = counts();
    const wrong: string[] = [];
    const warm = new WarmBelow(library ?? '');
    try {
      for (const [index, command] of commands.entries()) {
        const [name, ...args] = command;
        const run = async (below: object) => {
          const { place, argv, data, remove } = makePlace(home, command);
          return { place, remove, answer: await warm.run(argv, data, { prefix: place, ...below }) };
        };
        // The first loads what the second finds loaded.
        (await run({})).remove();
        const fair = await run({});
        expect([0, 4], `${name} ${fair.answer.err}`).toContain(fair.answer.status);
        const calls = warm.calls();
        expect(calls.length).toBeGreaterThan(3);
        const usual = outputsIn(fair.place);
        fair.remove();
        const before = { ...sum };
        for (const [nth, call] of calls.entries()) {
          const at = nth + 1;
          const all = faultsAt(call.name).flatMap((fault) => [false, true].map((lasting) => ({ fault, lasting })));
          const tried = large
            ? all.filter((_, answer) => (answer + at) % parts === part % parts)
            : at % 10 === index % 10
              ? [all[(at + index) % all.length]!]
              : [];
          sum.calls += Number(tried.length > 0);
          for (const { fault, lasting } of tried) {
            const { place, answer, remove } = await run({ at, fault, lasting });
            note(sum, answer);
            const what = `${name} ${fault}${lasting ? ' lasting' : ''} at ${at}: ${call.name} ${call.path.slice(-40)}`;
            wrong.push(...judge({ command, home, place, answer, call, usual }).map((one) => `${what} → ${one}`));
            remove();
          }
        }
        if (large)
          console.log(
            `${name} ${args[0]}: ${sum.calls - before.calls} calls, ${sum.runs - before.runs} runs, ${wrong.length} wrong so far`,
          );
      }
    } finally {
      warm.stop();
    }
    console.log(`faults below ${commands.length} command lines in one process: ${said(sum, wrong)}`);
    expect(wrong).toEqual([]);
  },
);
