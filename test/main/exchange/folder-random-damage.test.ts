import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Memory } from '../../../src-main/exchange/core/memory.ts';
import { PlanFolder } from '../../../src-main/exchange/folder/plan-folder.ts';
import { captureCli } from '../../helpers/captured-cli.ts';
import { fixtureWorkbook } from '../../helpers/fixture-workbook.ts';

/** A plan folder damaged at a random place of one of its logs or bases: what it remembers is as before, or the damage is told. */
let home: string;
let names: readonly string[];
let whole: Memory;
const folderOf = (place: string): string => join(place, 'folder');

async function memoryOf(place: string) {
  const folder = await PlanFolder.find(folderOf(place));
  const memory = await folder?.memory();
  if (folder === undefined || memory?.ok !== true) return undefined;
  const { lines, missingLines, bases } = folder.damage;
  return { memory: memory.value, told: lines.length + missingLines.length + bases.length + folder.unread > 0 };
}
const plain = ({ records, bases }: Memory): string =>
  JSON.stringify([records, [...bases].toSorted(([a], [b]) => (a < b ? -1 : 1))]);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kohyo-folder-damage-'));
  const place = join(home, 'whole');
  mkdirSync(place);
  const plan = join(place, 'plan.xlsx');
  writeFileSync(plan, fixtureWorkbook({ items: 2 }).bytes);
  for (const step of ['one', 'two']) {
    const sent = await captureCli('distribute', plan, '--out', join(place, step), '--plan-folder', folderOf(place));
    expect(sent.status, sent.err).toBe(0);
  }
  const collected = await captureCli(
    'collect',
    plan,
    join(place, 'one'),
    '--plan-folder',
    folderOf(place),
    '--out',
    join(place, 'out.xlsx'),
    '--report',
    join(place, 'report.json'),
  );
  expect([0, 4]).toContain(collected.status);
  names = readdirSync(folderOf(place), { recursive: true })
    .map(String)
    .filter(
      (name) =>
        /\.jsonl$|bases?.*\.json$|控え.*\.json$|\.json$/u.test(name) && statSync(join(folderOf(place), name)).isFile(),
    );
  const read = await memoryOf(place);
  if (read === undefined) throw new Error('the folder does not open');
  expect(read.told).toBe(false);
  whole = read.memory;
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test(
  'a flipped bit, zeros or a cut end never change in silence what the folder remembers',
  { timeout: 600_000 },
  async () => {
    const total = process.env['KOHYO_CASES'] === undefined ? 500 : Number(process.env['KOHYO_CASES']) * 500;
    let state = 11;
    const pick = (below: number): number =>
      Math.floor(((state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff) / 0x8000_0000) * below);
    const wrong: string[] = [];
    const counts = { same: 0, told: 0 };
    const place = join(home, 'harmed');
    cpSync(join(home, 'whole'), place, { recursive: true });
    for (let n = 0; n < total; n += 1) {
      const name = names[pick(names.length)] ?? '';
      const path = join(folderOf(place), name);
      const bytes = readFileSync(path);
      const harmed = Buffer.from(bytes);
      const at = pick(bytes.length);
      const how = (['flip', 'zeros', 'cut'] as const)[pick(3)] ?? 'flip';
      if (how === 'flip') harmed[at] = (harmed[at] ?? 0) ^ (1 << pick(8));
      if (how === 'zeros') harmed.fill(0, at, Math.min(harmed.length, at + 1 + pick(300)));
      writeFileSync(path, how === 'cut' ? harmed.subarray(0, at) : harmed);
      const read = await memoryOf(place).catch((error: unknown) => String(error));
      if (typeof read === 'string') wrong.push(`${how} at ${at} of ${name}: ${read}`);
      else if (read === undefined || read.told) counts.told += 1;
      else if (plain(read.memory) === plain(whole)) counts.same += 1;
      else wrong.push(`${how} at ${at} of ${name}: changed in silence`);
      writeFileSync(path, bytes);
    }
    console.log(
      `plan folders: ${total} damaged, ${counts.same} remember the same, ${counts.told} told; ${wrong.length} changed in silence`,
    );
    expect(wrong).toEqual([]);
  },
);
