import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openJournal } from '../../../src-main/journal/journal.ts';
import { journalSchema, encodeLine, type NewRecord } from '../../../src-main/journal/record.ts';
import { sha256 } from '../../../src-main/files/read-file.ts';
import { parseJournalSnapshot } from '../../../src-main/journal/snapshot.ts';
import { readRecord } from '../../../src-main/journal/upgrade.ts';
import { cases, scratchFolders } from '../files/scratch.ts';
import { acknowledged, asAfterCrash, edit, opened, segmentsOf, textsOf } from './journal-helpers.ts';

const folder = scratchFolders();

/** A journal of ten edits on ten fields as a crash leaves it, with or without a snapshot half-way. */
async function tenEdits(snapshotAt: number): Promise<string> {
  const place = folder();
  const journal = await opened(place);
  for (let n = 0; n < 10; n += 1) {
    await acknowledged(journal, edit(`text ${n}`, { item: `item ${n}` }));
    if (n === snapshotAt) await journal.snapshot();
  }
  // The last number stands in its second place only after the acknowledgement.
  await journal.raiseTo(0);
  const copy = asAfterCrash(place, folder());
  await journal.close();
  return copy;
}

const lastSegment = (place: string): string => join(place, segmentsOf(place).at(-1) ?? '');

describe('a journal cut off', () => {
  test('at every byte of its last segment: a clean beginning of the edits comes back, and what was acknowledged behind it is said to be lost', async () => {
    const source = await tenEdits(4);
    const size = statSync(lastSegment(source)).size;
    let fewest = 10;
    for (let cut = 0; cut <= size; cut += 7) {
      const place = folder();
      cpSync(source, place, { recursive: true });
      truncateSync(lastSegment(place), cut);
      const journal = await opened(place);
      const texts = textsOf(journal);
      expect(texts).toEqual(Array.from({ length: texts.length }, (_, n) => `text ${n}`));
      expect(texts.length).toBeGreaterThanOrEqual(5);
      if (texts.length === 10) expect(journal.warnings).toEqual([]);
      else expect(journal.warnings).toMatchObject([{ reason: 'journal-damaged', values: { lost: 10 - texts.length } }]);
      // Their numbers are not given again, and are known as those of nothing that it has seen.
      expect(journal.lastSeq).toBe(10);
      expect(journal.unseen).toEqual(texts.length === 10 ? [] : [[texts.length + 1, 10]]);
      fewest = Math.min(fewest, texts.length);
      // It goes on: what comes next is found behind the cut.
      await acknowledged(journal, edit('after the cut', { item: 'after' }));
      await journal.close();
      const again = await opened(place);
      expect(textsOf(again)).toEqual([...texts, 'after the cut']);
      expect(again.warnings).toEqual([]);
      await again.close();
    }
    expect(fewest).toBe(5);
  });

  test('emptied files and an emptied folder begin anew, with numbers that were not given before', async () => {
    const place = await tenEdits(4);
    for (const name of readdirSync(place)) writeFileSync(join(place, name), '');
    const journal = await opened(place);
    expect(journal.draftsOf('doc')).toEqual([]);
    expect(journal.warnings).toMatchObject([{ reason: 'journal-damaged' }]);
    expect(await acknowledged(journal, edit('new'))).toBeGreaterThan(5);
    await journal.close();
    const empty = await opened(folder());
    expect(empty.lastSeq).toBe(0);
    expect(empty.id).not.toBe(journal.id);
    await empty.close();
  });

  test('an older copy put back goes on above the numbers that a database knows', async () => {
    const place = folder();
    const journal = await opened(place);
    await acknowledged(journal, edit('old', { item: 'a' }));
    const older = asAfterCrash(place, folder());
    await acknowledged(journal, edit('newer', { item: 'b' }));
    await journal.close();
    const restored = await opened(older);
    expect([restored.id, restored.lastEdit]).toEqual([journal.id, 1]);
    await restored.raiseTo(2);
    expect(await acknowledged(restored, edit('again', { item: 'b' }))).toBe(3);
    await restored.close();
    const again = await opened(older);
    expect(textsOf(again)).toEqual(['old', 'again']);
    expect(again.warnings).toEqual([]);
    await again.close();
  });
});

describe('a journal damaged inside', () => {
  test('a broken record costs itself only; it is said once, and the damaged file is put aside', async () => {
    const place = await tenEdits(-1);
    const path = lastSegment(place);
    writeFileSync(path, readFileSync(path, 'utf8').replace('text 3', 'text X').replace('text 4', 'text Y'));
    const journal = await opened(place);
    expect(textsOf(journal)).toEqual([0, 1, 2, 5, 6, 7, 8, 9].map((n) => `text ${n}`));
    expect(journal.warnings).toMatchObject([{ kind: 'recovered', reason: 'journal-damaged', values: { lost: 2 } }]);
    await journal.close();
    expect(readdirSync(join(place, 'damaged'))).toHaveLength(1);
    const again = await opened(place);
    expect(again.warnings).toEqual([]);
    expect(textsOf(again)).toHaveLength(8);
    await again.close();
  });

  test('a segment deleted from the middle is counted', async () => {
    let place = folder();
    for (let n = 0; n < 3; n += 1) {
      const journal = await opened(place);
      await acknowledged(journal, edit(`text ${n}`, { item: `item ${n}` }));
      const crashed = asAfterCrash(place, folder());
      await journal.close();
      place = crashed;
    }
    rmSync(join(place, segmentsOf(place)[1] ?? ''));
    const journal = await opened(place);
    expect(textsOf(journal)).toEqual(['text 0', 'text 2']);
    expect(journal.warnings).toMatchObject([{ values: { lost: 1 } }]);
    await journal.close();
  });

  test(
    'random damage: never a throw, never a text that was not typed, untouched records all there',
    { timeout: 600_000 },
    async () => {
      const source = await tenEdits(4);
      const names = readdirSync(source).filter((name) => statSync(join(source, name)).isFile());
      const harm = fc.record({
        name: fc.constantFrom(...names),
        at: fc.nat(3000),
        length: fc.integer({ min: 1, max: 200 }),
        how: fc.constantFrom('zero', 'flip', 'cut', 'delete', 'double'),
      });
      const runs = cases(60);
      await fc.assert(
        fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 3 }), async (harms) => {
          const place = folder();
          cpSync(source, place, { recursive: true });
          for (const { name, at, length, how } of harms) {
            const path = join(place, name);
            if (!existsSync(path)) continue;
            const bytes = readFileSync(path);
            const end = Math.min(bytes.length, at + length);
            if (how === 'delete') rmSync(path);
            else if (how === 'cut') writeFileSync(path, bytes.subarray(0, at));
            else if (how === 'double')
              writeFileSync(path, Buffer.concat([bytes.subarray(0, end), bytes.subarray(Math.min(at, end))]));
            else {
              for (let i = at; i < end; i += 1) bytes[i] = how === 'zero' ? 0 : (bytes[i] ?? 0) ^ 0x55;
              writeFileSync(path, bytes);
            }
          }
          const journal = await opened(place);
          const texts = textsOf(journal);
          for (const draft of journal.draftsOf('doc')) expect(draft.text).toBe(`text ${draft.item.slice(5)}`);
          const snapshotUntouched = harms.every(({ name }) => !name.startsWith('snapshot-'));
          if (snapshotUntouched) expect(texts.slice(0, 5)).toEqual([0, 1, 2, 3, 4].map((n) => `text ${n}`));
          await acknowledged(journal, edit('goes on', { item: 'item on' }));
          await journal.close();
          const again = await opened(place);
          expect(textsOf(again)).toEqual([...texts, 'goes on']);
          expect(again.warnings).toEqual([]);
          await again.close();
          rmSync(place, { recursive: true });
        }),
        { numRuns: runs },
      );
      console.log(`journal: ${runs} random damages, 0 throws, 0 invented texts`);
    },
  );
});

/** The snapshot, or its first line, with the hash that its head has now. */
const withHeadOf = (text: string): string =>
  text.replace(
    /^(.*),"head":"[0-9a-f]+"\}/u,
    (_, head: string) => `${head},"head":"${sha256(Buffer.from(`${head}}`))}"}`,
  );

describe('schemas', () => {
  test('a newer journal is refused and left as it is', async () => {
    const place = await tenEdits(4);
    const later = join(place, 'journal-000000000000099-0000.log');
    writeFileSync(
      later,
      encodeLine({ kind: 'segment', schema: journalSchema + 1, journal: 'x', first: 99, after: 10 }),
    );
    const before = readdirSync(place).map((name) => [name, readFileSync(join(place, name), 'utf8')]);
    expect(await openJournal(place)).toEqual({
      ok: false,
      failure: { kind: 'journal', reason: 'newer', values: { folder: place } },
    });
    expect(readdirSync(place).map((name) => [name, readFileSync(join(place, name), 'utf8')])).toEqual(before);
    rmSync(later);
    const snapshot = readdirSync(place).find((name) => name.startsWith('snapshot-')) ?? '';
    const path = join(place, snapshot);
    const text = readFileSync(path, 'utf8').replace(`"schema":${journalSchema}`, `"schema":${journalSchema + 1}`);
    writeFileSync(path, withHeadOf(text));
    expect((await openJournal(place)).ok).toBe(false);
    // A bit that makes its number a later one makes it no newer program's: its head does not hold any more.
    writeFileSync(path, text);
    const journal = await opened(place);
    expect(textsOf(journal)).toHaveLength(10);
    expect(journal.warnings).toEqual([]);
    await journal.close();
  });

  const oldVersions = join(import.meta.dirname, 'old');
  test.each(readdirSync(oldVersions))(
    'a journal of schema %s, kept as data, opens with everything in it',
    async (version) => {
      const place = folder();
      cpSync(join(oldVersions, version), place, { recursive: true });
      const expected = JSON.parse(readFileSync(join(place, 'expected.json'), 'utf8')) as unknown;
      rmSync(join(place, 'expected.json'));
      const journal = await opened(place);
      expect(journal.warnings).toEqual([]);
      expect(
        JSON.parse(
          JSON.stringify({
            id: journal.id,
            lastSeq: journal.lastSeq,
            lastEdit: journal.lastEdit,
            drafts: journal.draftsOf('doc'),
            file: journal.documentAt('/plans/台帳.xlsx'),
            history: (await journal.history('doc')).edits,
          }),
        ),
      ).toEqual(expected);
      await acknowledged(journal, edit('now', { item: 'new' }));
      await journal.close();
    },
  );

  test('upgrades are applied one after the other, and a gap between them is a refusal', () => {
    const record: NewRecord = edit('text');
    const same = (state: Readonly<Record<string, unknown>>) => state;
    const upgrades = {
      1: { record: (old: Readonly<Record<string, unknown>>) => ({ ...old, field: old['path'] }), state: same },
      2: { record: (old: Readonly<Record<string, unknown>>) => ({ ...old, base: old['base'] ?? '' }), state: same },
    };
    const old = {
      kind: 'edit',
      seq: 1,
      at: '',
      document: 'doc',
      item: record.document,
      path: 'title',
      text: 'text',
      source: 'typing',
      by: '',
      file: '',
    };
    expect(readRecord(old, 1, upgrades, 3)).toMatchObject({ field: 'title', base: '', text: 'text' });
    expect(readRecord(old, 1, { 1: upgrades[1] }, 3)).toBeUndefined();
    expect(readRecord('text', 1, upgrades, 3)).toBeUndefined();
  });

  test('a snapshot of an older schema is raised like the records', async () => {
    const place = await tenEdits(4);
    const name = readdirSync(place).find((each) => each.startsWith('snapshot-')) ?? '';
    const [header = '', body = ''] = readFileSync(join(place, name), 'utf8').split('\n');
    const current = parseJournalSnapshot(Buffer.from(`${header}\n${body}\n`));
    if (current.kind !== 'snapshot') throw new Error('the snapshot is not read');
    // A pretended next schema called `lastEdit` something else before: the state of now, as that schema's forerunner wrote it.
    const { lastEdit, ...rest } = JSON.parse(body) as Record<string, unknown>;
    const older = JSON.stringify({ ...rest, lastNumber: lastEdit });
    const renamed = withHeadOf(header.replace(/"sha256":"[0-9a-f]+"/u, `"sha256":"${sha256(Buffer.from(older))}"`));
    const step = {
      record: (old: Readonly<Record<string, unknown>>) => old,
      state: ({ lastNumber, ...others }: Readonly<Record<string, unknown>>) => ({ ...others, lastEdit: lastNumber }),
    };
    const bytes = Buffer.from(`${renamed}\n${older}\n`);
    expect(parseJournalSnapshot(bytes, { [journalSchema]: step }, journalSchema + 1)).toEqual(current);
    expect(parseJournalSnapshot(bytes, {}, journalSchema + 1)).toEqual({ kind: 'damaged' });
    expect(parseJournalSnapshot(bytes)).toEqual({ kind: 'damaged' });
  });

  test('a journal of every schema up to this one is kept as data', () => {
    expect(
      readdirSync(oldVersions)
        .map(Number)
        .toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: journalSchema }, (_, index) => index + 1));
  });
});
