import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadJournal } from '../../../src-main/journal/load.ts';
import { belowEnvironment, compileShim } from '../../helpers/below/below.ts';
import { readRecord, stateAfter, type DiskChange, type Loss } from '../../helpers/below/record.ts';
import { memoryFiles } from '../../helpers/memory-files.ts';
import { cases } from '../files/scratch.ts';

/** States of the disk after a power cut, rebuilt from the writes of a run that really happened. */
const library = compileShim();
const losses: readonly Loss[] = ['strict', 'metadata-ahead', 'zeros', 'pages'];

function recorded(): { readonly place: string; readonly changes: readonly DiskChange[] } {
  const home = mkdtempSync(join(tmpdir(), 'kohyo-power-'));
  const place = join(home, 'data');
  const record = join(home, 'record');
  const program = join(import.meta.dirname, 'power-cut-work.ts');
  const run = spawnSync(
    'sh',
    ['-c', 'mkdir "$0" && exec "$1" --no-warnings "$2" "$0"', place, process.execPath, program],
    {
      encoding: 'utf8',
      env: { ...process.env, ...belowEnvironment(library ?? '', { prefix: place, record }) },
    },
  );
  expect(run.stderr).toBe('');
  const changes = readRecord(readFileSync(record));
  rmSync(home, { recursive: true });
  return { place, changes };
}

/** By item the version that was acknowledged last before a moment. */
function acknowledgedBefore(changes: readonly DiskChange[], count: number): ReadonlyMap<string, number> {
  const told = new Map<string, number>();
  for (const { kind, path, bytes } of changes.slice(0, count)) {
    if (kind !== 'write' || !path.endsWith('/acks')) continue;
    const [, item = '', version = '0'] = /^(.+) (\d+)\n$/u.exec(Buffer.from(bytes).toString('utf8')) ?? [];
    told.set(item, Number(version));
  }
  return told;
}

async function lossesAfter(place: string, changes: readonly DiskChange[], states: number) {
  let seed = 7;
  const chance = (): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff) / 0x7fff_ffff;
  const counts = { states: 0, lost: 0, told: 0, half: 0 };
  for (let n = 0; n < states; n += 1) {
    const count = 1 + Math.floor((n / states) * changes.length);
    const loss = losses[n % losses.length] ?? 'strict';
    const state = stateAfter(changes, count, loss, chance);
    if (![...state.keys()].some((name) => name.startsWith(`${place}/journal/`))) continue;
    const loaded = await loadJournal(`${place}/journal`, memoryFiles(state));
    if (loaded === 'newer') throw new Error('read as a newer program’s');
    counts.states += 1;
    if (loaded.lost > 0) counts.told += 1;
    const drafts = [...(loaded.state.documents.get('doc')?.drafts.values() ?? [])];
    const found = new Map(drafts.map(({ item, text }) => [item, Number(text.split(' ')[0])]));
    for (const [item, version] of acknowledgedBefore(changes, count))
      if ((found.get(item) ?? 0) < version) counts.lost += 1;
    // A merge comes back whole or not at all.
    const merged = drafts.filter(({ item }) => item.startsWith('merged')).map(({ text }) => text.split(' ')[0]);
    if (new Set(merged).size > 1 || (merged.length > 0 && merged.length < 10)) counts.half += 1;
  }
  return counts;
}

test.skipIf(library === undefined)(
  'after a power cut at any moment no acknowledged edit is lost, and a merge comes back whole; without the syncs it would not',
  { timeout: 600_000 },
  async () => {
    const { place, changes } = recorded();
    expect(changes.length).toBeGreaterThan(150);
    const states = process.env['KOHYO_CASES'] === undefined ? 480 : cases(480) * 20;
    const counts = await lossesAfter(place, changes, states);
    console.log(
      `power cuts: ${counts.states} states of ${changes.length} recorded changes, ${counts.lost} acknowledged edits lost, ${counts.half} merges torn, ${counts.told} times damage told`,
    );
    expect(counts.states).toBeGreaterThanOrEqual(Math.min(states, 400));
    expect([counts.lost, counts.half]).toEqual([0, 0]);
    const without = await lossesAfter(
      place,
      changes.filter(({ kind, path }) => kind !== 'sync' || path === `${place}/journal`),
      120,
    );
    expect(without.lost).toBeGreaterThan(20);
  },
);
