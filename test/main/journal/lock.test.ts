import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cases, scratchFolders } from '../files/scratch.ts';
import { opened } from './journal-helpers.ts';

const folder = scratchFolders();
const program = join(import.meta.dirname, 'take-lock.ts');

/** Takers that start together; each tells whether it has the lock, holds it for a moment and lets go. */
function takers(place: string, count: number): Promise<readonly string[]> {
  return Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<string>((resolve) => {
          const child = spawn(process.execPath, ['--no-warnings', program, place], {
            stdio: ['ignore', 'pipe', 'inherit'],
          });
          let out = '';
          child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
          child.on('close', () => resolve(out.trim()));
        }),
    ),
  );
}

test('of four takers over a stale lock exactly one has it, every time', { timeout: 300_000 }, async () => {
  const rounds = cases(2);
  for (let round = 0; round < rounds; round += 1) {
    const place = folder();
    writeFileSync(join(place, 'lock.json'), JSON.stringify({ token: 'x', host: hostname(), pid: 2 ** 22 - 1 }));
    const told = await takers(place, 4);
    expect(told.filter((one) => one === 'held')).toHaveLength(1);
    expect(told.filter((one) => one === 'in-use')).toHaveLength(3);
  }
  console.log(`locks: ${rounds} rounds of 4 takers over a stale lock, one holder each`);
});

test('an empty or damaged lock file, as a power cut leaves it, holds nobody up', async () => {
  for (const content of ['', '\0'.repeat(80), '{"token":"x"']) {
    const place = folder();
    writeFileSync(join(place, 'lock.json'), content);
    const started = performance.now();
    await (await opened(place)).close();
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(readdirSync(place)).toEqual([]);
  }
});

test.skipIf(process.platform !== 'linux')('a process that is dead and not yet buried holds nothing', async () => {
  const place = folder();
  // `exec` leaves nobody who would hear of the child's end.
  const parent = spawn('bash', ['-c', 'sleep 0 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const pid = await new Promise<number>((resolve) =>
    parent.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk))),
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  writeFileSync(join(place, 'lock.json'), JSON.stringify({ token: 'x', host: hostname(), pid }));
  await (await opened(place)).close();
  parent.kill();
});
