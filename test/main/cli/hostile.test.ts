import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';
import { hostileBytes, hostileCommands, hostileLimits, runHostileCase } from './hostile-case.ts';

/** Damaged and hostile workbooks through the commands, each in a process whose time and memory are watched. */
const script = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');
const time = '/usr/bin/time';
const node = process.env['KOHYO_CLI_NODE'] ?? process.execPath;

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-hostile-'));
  writeFileSync(join(home, 'master.xlsx'), fixtureWorkbook({ items: 2 }).bytes);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Pages as the program with Electron lays them out, within the limits of its thread. */
const printing = join(import.meta.dirname, 'print-without-electron.ts');

test.skipIf(process.platform !== 'linux' || !existsSync(time))(
  'mutated workbooks: every command has a result, within ten seconds of computing and 700 MB',
  { timeout: 3_600_000 },
  () => {
    const seeds = process.env['KOHYO_CASES'] === undefined ? 4 : Number(process.env['KOHYO_CASES']) * 5;
    const most = hostileLimits;
    const first = Number(process.env['KOHYO_SEED'] ?? 1000);
    const wrong: string[] = [];
    const counts = { runs: 0, done: 0, refused: 0, seconds: 0, megabytes: 0 };
    for (let seed = first; seed < first + seeds; seed += 1) {
      const place = join(home, String(seed));
      mkdirSync(place);
      const file = join(place, 'in.xlsx');
      const { bytes, mutations } = hostileBytes(seed);
      writeFileSync(file, bytes);
      for (const command of hostileCommands(file, join(home, 'master.xlsx'), place)) {
        const program =
          command.at(-1)?.endsWith('.pdf') === true
            ? [process.execPath, '--no-warnings', printing, ...command.slice(1)]
            : [node, script, ...command];
        const answer = spawnSync(time, ['-q', '-f', '\n%U %S %M', ...program], {
          encoding: 'utf8',
          timeout: 120_000,
          env: { ...process.env, KOHYO_DATA_DIR: join(home, 'data') },
        });
        const lines = answer.stderr.trimEnd().split('\n');
        const [user = 0, system = 0, kilobytes = 0] = (lines.pop() ?? '').split(' ').map(Number);
        const refusal = lines.filter((line) => line !== '').join('\n');
        const what = `KOHYO_SEED=${seed} ${command[0]} (${mutations.join(', ')})`;
        counts.runs += 1;
        counts.seconds = Math.max(counts.seconds, user + system);
        counts.megabytes = Math.max(counts.megabytes, kilobytes / 1024);
        if (answer.status === 0 || answer.status === 4) counts.done += 1;
        else if (answer.status === 3 && /^\{"kind":[^\n]*$/u.test(refusal) && !refusal.includes('"unfinished"'))
          counts.refused += 1;
        else wrong.push(`${what} → ${answer.status ?? answer.signal} ${refusal.slice(0, 200)}`);
        if (user + system > most.seconds || kilobytes / 1024 > most.megabytes)
          wrong.push(`${what} → ${user + system} s, ${kilobytes} KB`);
      }
      rmSync(place, { recursive: true });
    }
    console.log(
      `hostile workbooks: ${counts.runs} commands (${counts.done} done, ${counts.refused} refused), at most ${counts.seconds.toFixed(1)} s and ${Math.round(counts.megabytes)} MB; ${wrong.length} wrong`,
    );
    expect(wrong).toEqual([]);
  },
);

test(
  'mutated packages of many kinds through the same commands in one process',
  { timeout: 24 * 3_600_000 },
  async () => {
    const cases = Math.max(1, Math.round(25 * Number(process.env['KOHYO_CASES'] ?? 1)));
    const first = Number(process.env['KOHYO_SEED'] ?? 2000);
    const wrong: string[] = [];
    const sum = { done: 0, refused: 0, seconds: 0 };
    for (let seed = first; seed < first + cases; seed += 1) {
      const { mutations, done, refused, seconds, problem } = await runHostileCase(seed);
      sum.done += done;
      sum.refused += refused;
      sum.seconds = Math.max(sum.seconds, seconds);
      if (problem !== undefined) wrong.push(`KOHYO_SEED=${seed} (${mutations.join(', ')}): ${problem}`);
    }
    console.log(
      `hostile packages: ${cases}, ${sum.done} commands done, ${sum.refused} refused, at most ${sum.seconds.toFixed(1)} s`,
    );
    expect(wrong).toEqual([]);
  },
);
