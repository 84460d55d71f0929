import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbook } from '../../../src-main/engine/read/open.ts';
import { belowEnvironment, callsIn, compileShim, type Below } from '../../helpers/below/below.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { runCli } from './run-cli.ts';

/**
 * Every command with every file call on its way refused in turn, below the program. Whatever is refused: the command is done, or
 * answers 3 with one line; its inputs are as they were, what it writes is whole or not there, nothing lies beside.
 */
const library = compileShim();
const large = process.env['KOHYO_CASES'] !== undefined;
const faults = large
  ? (['EBUSY', 'EACCES', 'EIO', 'ENOSPC', 'EMFILE', 'EROFS', 'short'] as const)
  : (['EIO', 'EBUSY', 'ENOSPC', 'short'] as const);

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-below-cli-'));
  const inputs = join(home, 'inputs');
  mkdirSync(inputs);
  writeFileSync(join(inputs, 'plan.xlsx'), fixtureWorkbook({ items: 2 }).bytes);
  writeFileSync(join(inputs, 'other.xlsx'), fixtureWorkbook({ items: 4 }).bytes);
  const distributed = runCli([
    'distribute',
    join(inputs, 'plan.xlsx'),
    '--out',
    join(inputs, 'back'),
    '--plan-folder',
    join(inputs, 'folder'),
  ]);
  expect(distributed.status).toBe(0);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const commands: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['set', ['plan.xlsx', '--item', '1', '--field', 'title', '--value', '題']],
  ['set', ['plan.xlsx', '--item', '1', '--field', 'title', '--value', '題', '--out', 'out.xlsx']],
  ['print', ['plan.xlsx', '--paper', 'list', '--out', 'out.xlsx']],
  ['fix', ['plan.xlsx', '--name', '第1回', '--plan-folder', 'folder']],
  ['roll-over', ['plan.xlsx', '--title', '次期', '--years', '2030,2031', '--out', 'out.xlsx']],
  ['extract', ['plan.xlsx', '--items', '1', '--out', 'out.xlsx']],
  ['insert', ['plan.xlsx', '--from', 'other.xlsx', '--items', '3', '--out', 'out.xlsx']],
  ['publish', ['plan.xlsx', '--out', 'out.xlsx']],
  ['distribute', ['plan.xlsx', '--out', 'sent', '--plan-folder', 'folder']],
  ['collect', ['plan.xlsx', 'back', '--plan-folder', 'folder', '--out', 'out.xlsx', '--report', 'report.json']],
  ['read', ['plan.xlsx', '--json']],
];

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
    JSON.parse(readFileSync(path, 'utf8').split('\n')[0] === '' ? '' : readFileSync(path, 'utf8'));
    return true;
  } catch {
    return path.includes('folder');
  }
};

function run(command: readonly string[], below: Omit<Below, 'prefix'>) {
  const place = mkdtempSync(join(home, 'run-'));
  cpSync(join(home, 'inputs'), place, { recursive: true });
  const data = join(home, 'data');
  const env = { ...belowEnvironment(library ?? '', { prefix: place, ...below }), KOHYO_DATA_DIR: data };
  const args = command.map((arg) =>
    /^(plan|other|out|back|sent|folder|report)\b/u.test(arg) ? join(place, arg) : arg,
  );
  return { place, answer: runCli(args, { env }) };
}

test.skipIf(library === undefined)(
  'every command, every call: done, or refused in one line; inputs intact, outputs whole, nothing beside',
  { timeout: 3_600_000 },
  () => {
    const counts = { runs: 0, done: 0, refused: 0 };
    const wrong: string[] = [];
    const plan = readFileSync(join(home, 'inputs', 'plan.xlsx'));
    for (const [index, [name, args]] of commands.entries()) {
      const log = join(home, `log-${index}`);
      const fair = run([name, ...args], { log });
      expect(fair.answer.err, `${name} ${fair.answer.err}`).toBe('');
      const calls = callsIn(log);
      const usual = new Set(filesBelow(fair.place));
      rmSync(fair.place, { recursive: true });
      // A few of the calls of each command in `npm test`, all of them in the soak.
      const step = large ? 1 : Math.max(1, Math.ceil(calls.length / 3));
      for (let at = 1 + (index % step); at <= calls.length; at += step) {
        const fault = faults[(at + index) % faults.length] ?? 'EIO';
        for (const [each, lasting] of large
          ? faults.flatMap(
              (one) =>
                [
                  [one, false],
                  [one, true],
                ] as const,
            )
          : [[fault, at % 2 === 0] as const]) {
          const { place, answer } = run([name, ...args], { at, fault: each, lasting });
          const what = `${name} ${each}${lasting ? ' lasting' : ''} at ${at}: ${calls[at - 1]?.name} ${calls[at - 1]?.path.slice(-40)}`;
          counts.runs += 1;
          if (answer.status === 0 || answer.status === 4) counts.done += 1;
          else if (answer.status === 3 && /^\{"kind":[^\n]*\n$/u.test(answer.err)) counts.refused += 1;
          else wrong.push(`${what} → ${answer.status} ${answer.err.slice(0, 200)}`);
          const now = readFileSync(join(place, 'plan.xlsx'));
          const mayChange = name === 'set' && !args.includes('--out');
          if (!now.equals(plan) && !(mayChange && openWorkbook(now).ok)) wrong.push(`${what} → the input has changed`);
          for (const file of filesBelow(place)) {
            if (!isWhole(join(place, file))) wrong.push(`${what} → ${file} is cut`);
            if (file.includes('.kohyo-') && calls[at - 1]?.name !== 'unlink') wrong.push(`${what} → ${file} left`);
            if (answer.status === 3 && file.startsWith('out') && existsSync(join(place, file)))
              wrong.push(`${what} → refused, but ${file} is there`);
          }
          if (answer.status === 0)
            for (const file of usual)
              if (!file.includes('folder') && !file.startsWith('sent') && !existsSync(join(place, file)))
                wrong.push(`${what} → done, but ${file} is not there`);
          rmSync(place, { recursive: true, force: true });
        }
      }
    }
    console.log(
      `faults below the commands: ${counts.runs} (${counts.done} done all the same, ${counts.refused} refused), ${wrong.length} wrong`,
    );
    expect(wrong).toEqual([]);
  },
);
