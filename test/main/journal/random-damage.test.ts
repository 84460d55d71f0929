import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadJournal } from '../../../src-main/journal/load.ts';
import { memoryFiles } from '../../helpers/memory-files.ts';
import { cases, scratchFolders } from '../files/scratch.ts';
import { acknowledged, asAfterCrash, edit, opened } from './journal-helpers.ts';

const folder = scratchFolders();

/** What one case does to one file. */
const harms = ['flip', 'zeros', 'cut', 'delete', 'swap', 'noise'] as const;

function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function harmed(
  bytes: Uint8Array,
  how: (typeof harms)[number],
  pick: (below: number) => number,
): Uint8Array | undefined {
  const made = Buffer.from(bytes);
  const at = pick(Math.max(1, made.length));
  const end = Math.min(made.length, at + 1 + pick(600));
  if (how === 'delete') return undefined;
  if (how === 'cut') return made.subarray(0, at);
  if (how === 'flip') made[at] = (made[at] ?? 0) ^ (1 << pick(8));
  if (how === 'zeros') made.fill(0, at, end);
  if (how === 'noise') for (let place = at; place < end; place += 1) made[place] = pick(256);
  if (how === 'swap') {
    const other = pick(Math.max(1, made.length));
    [made[at], made[other]] = [made[other] ?? 0, made[at] ?? 0];
  }
  return made;
}

/** Journals as crashes leave them at different times of their lives. */
async function journals(): Promise<
  readonly { readonly files: Map<string, Uint8Array>; readonly texts: ReadonlyMap<string, string> }[]
> {
  const made = [];
  for (const [edits, snapshotEvery, batch] of [
    [6, 0, 1],
    [12, 4, 1],
    [40, 3, 1],
    [12, 5, 4],
  ] as const) {
    const place = folder();
    const journal = await opened(place);
    const texts = new Map<string, string>();
    for (let n = 0; n < edits; n += 1) {
      const group = Array.from(
        { length: batch },
        (_, k) => [`item ${(n * batch + k) % 17}`, `text ${n}-${k}`] as const,
      );
      await Promise.all(group.map(([item, text]) => acknowledged(journal, edit(text, { item }))));
      for (const [item, text] of group) texts.set(item, text);
      if (snapshotEvery > 0 && n % snapshotEvery === snapshotEvery - 1) await journal.snapshot();
    }
    await journal.raiseTo(0);
    const copy = asAfterCrash(place, folder());
    await journal.close();
    const files = new Map<string, Uint8Array>();
    for (const name of readdirSync(copy, { recursive: true }).map(String))
      if (statSync(join(copy, name)).isFile()) files.set(`/j/${name}`, readFileSync(join(copy, name)));
    made.push({ files, texts });
  }
  return made;
}

test(
  'damage at random places, in any one file: no loss is silent, no text is invented',
  { timeout: 600_000 },
  async () => {
    const sources = await journals();
    const total = process.env['KOHYO_CASES'] === undefined ? 3000 : cases(3000) * 100;
    const counts = { lost: 0, told: 0, whole: 0, toldForNothing: 0 };
    const wrong: string[] = [];
    for (let seed = 1; seed <= total; seed += 1) {
      const pick = random(seed);
      const { files, texts } = sources[pick(sources.length)] ?? sources[0]!;
      const names = [...files.keys()].toSorted();
      const name = names[pick(names.length)] ?? '';
      const how = harms[pick(harms.length)] ?? 'flip';
      const state = new Map(files);
      const bytes = harmed(files.get(name) ?? new Uint8Array(), how, pick);
      if (bytes === undefined) state.delete(name);
      else state.set(name, bytes);
      const what = `seed ${seed}: ${how} ${name}`;
      const loaded = await loadJournal('/j', memoryFiles(state)).catch((error: unknown) => String(error));
      if (typeof loaded === 'string') {
        wrong.push(`${what} → ${loaded}`);
        continue;
      }
      const found = new Map(
        [...(loaded.state.documents.get('doc')?.drafts.values() ?? [])].map(({ item, text }) => [item, text]),
      );
      const missing = [...texts].filter(([item, text]) => found.get(item) !== text);
      for (const [item, text] of found)
        if (!/^text \d+-\d$/u.test(text) || !texts.has(item)) wrong.push(`${what} → invented ${text}`);
      if (missing.length > 0) counts.lost += 1;
      else counts.whole += 1;
      if (loaded.lost > 0) counts.told += 1;
      if (missing.length > 0 && loaded.lost === 0) wrong.push(`${what} → ${missing.length} texts gone in silence`);
      if (missing.length === 0 && loaded.lost > 0) counts.toldForNothing += 1;
      // Where it is told, the numbers that are gone are known as unseen, or above its last: the database gives back what it has.
    }
    console.log(
      `journal damage: ${total} cases, ${counts.whole} lost nothing, ${counts.lost} lost something and said so, ${counts.toldForNothing} said more than was lost; ${wrong.length} silent losses or invented texts`,
    );
    expect(wrong).toEqual([]);
    expect(counts.lost).toBeGreaterThan(100);
  },
);
