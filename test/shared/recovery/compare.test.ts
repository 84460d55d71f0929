import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { Draft } from '../../../src-shared/contract/documents.ts';
import { sentence } from '../../../src-shared/failures/failures.ts';
import { compareDrafts, type DatabaseSide, type JournalSide } from '../../../src-shared/recovery/compare.ts';

const draft = (seq: number, text: string, path: FieldPath = 'title', at = '2026-11-22T00:00:00Z'): Draft => ({
  item: 'sheet1',
  path,
  base: '',
  text,
  seq,
  at,
});
const journal = (lastEdit: number, ...drafts: readonly Draft[]): JournalSide => ({
  journal: 'J',
  lastEdit,
  unseen: [],
  drafts,
});
const database = (lastEdit: number, ...drafts: readonly Draft[]): DatabaseSide => ({ journal: 'J', lastEdit, drafts });

describe('journal and database', () => {
  test.each([
    ['nothing anywhere', journal(0), undefined, 'fresh', [], [], undefined],
    ['the same on both sides', journal(1, draft(1, 'a')), database(1, draft(1, 'a')), 'agree', ['a'], [], undefined],
    ['the database is gone', journal(1, draft(1, 'a')), undefined, 'database-lost', ['a'], [], 'database-rebuilt'],
    [
      'the database is an older copy',
      journal(2, draft(2, 'b')),
      database(1, draft(1, 'a')),
      'database-behind',
      ['b'],
      [],
      'database-behind',
    ],
    [
      'the database holds other texts under the same numbers',
      journal(2, draft(2, 'b')),
      database(2, draft(2, 'x')),
      'database-differs',
      ['b'],
      [],
      'database-differs',
    ],
    [
      'a draft was saved, and the crash came before the database heard',
      journal(1),
      database(1, draft(1, 'a')),
      'database-differs',
      [],
      [],
      undefined,
    ],
    [
      'the journal lost its end',
      journal(1, draft(1, 'a')),
      database(2, draft(2, 'b')),
      'journal-lost',
      ['b'],
      ['b'],
      'journal-lost',
    ],
    [
      'the journal lost everything',
      journal(0),
      database(2, draft(2, 'b')),
      'journal-lost',
      ['b'],
      ['b'],
      'journal-lost',
    ],
  ] as const)('%s', (_, one, other, standing, drafts, readopt, reason) => {
    const recovery = compareDrafts(one, other);
    expect(recovery.standing).toBe(standing);
    expect(recovery.drafts.map(({ text }) => text)).toEqual(drafts);
    expect(recovery.readopt.map(({ text }) => text)).toEqual(readopt);
    expect(recovery.warning?.reason).toBe(reason);
    if (recovery.warning !== undefined) expect(sentence(recovery.warning, 'ja')).not.toMatch(/[{}]/);
  });

  test('a journal begun anew takes over what the database has, the later text of each field', () => {
    const begun: JournalSide = {
      journal: 'new',
      lastEdit: 2,
      unseen: [],
      drafts: [draft(1, 'new', 'title', '2026-11-23T00:00:00Z'), draft(2, 'old', 'purpose', '2026-11-20T00:00:00Z')],
    };
    const recovery = compareDrafts(begun, {
      journal: 'J',
      lastEdit: 90,
      drafts: [draft(80, 'x'), draft(90, 'y', 'purpose'), draft(70, 'z', 'actions')],
    });
    expect(Object.fromEntries(recovery.drafts.map(({ path, text }) => [path, text]))).toEqual({
      title: 'new',
      purpose: 'y',
      actions: 'z',
    });
    expect(recovery.readopt.map(({ seq }) => seq)).toEqual([70, 90]);
    expect(recovery.raiseTo).toBe(90);
  });

  test('whatever stands on the two sides, no unsaved text of the leading one is dropped and nothing saved comes back', () => {
    const paths: readonly FieldPath[] = ['title', 'purpose', 'actions'];
    const drafts = fc.uniqueArray(
      fc.record({
        seq: fc.integer({ min: 1, max: 9 }),
        text: fc.string({ maxLength: 3 }),
        path: fc.constantFrom(...paths),
      }),
      { selector: ({ path }) => path },
    );
    fc.assert(
      fc.property(
        drafts,
        drafts,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        (own, others, lastOwn, lastOther) => {
          const one = journal(
            Math.max(lastOwn, ...own.map(({ seq }) => seq)),
            ...own.map(({ seq, text, path }) => draft(seq, text, path)),
          );
          const other = database(
            Math.max(lastOther, ...others.map(({ seq }) => seq)),
            ...others.map(({ seq, text, path }) => draft(seq, text, path)),
          );
          const { drafts: result, readopt, raiseTo } = compareDrafts(one, other);
          for (const { path, text } of one.drafts) {
            const now = result.find((each) => each.path === path);
            expect(now?.text === text || readopt.some((each) => each.path === path && each.seq > one.lastEdit)).toBe(
              true,
            );
          }
          for (const each of readopt) expect(each.seq).toBeGreaterThan(one.lastEdit);
          expect(raiseTo).toBeGreaterThanOrEqual(Math.max(one.lastEdit, other.lastEdit));
          // Doing what it says ends the matter.
          const settled = compareDrafts(
            { ...one, lastEdit: raiseTo, drafts: result },
            { ...other, lastEdit: raiseTo, drafts: result },
          );
          expect(['agree', 'fresh']).toContain(settled.standing);
        },
      ),
    );
  });
});
