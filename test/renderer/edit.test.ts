import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AcceptedEdit } from '../../src-renderer/db/edits.ts';
import type { UndoRow } from '../../src-renderer/db/database.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { sheetOf } from '../helpers/sheet.ts';
import { documentView, installFakeDesk, type FakeDesk } from './fake-desk.ts';

/** The database is real in the end-to-end tests; here only what reaches it counts. */
const stored: { edits: readonly AcceptedEdit[]; put: readonly UndoRow[]; remove: readonly number[] }[] = [];
vi.mock('../../src-renderer/db/edits.ts', () => ({
  storeEdits: (edits: readonly AcceptedEdit[], undo: { put: readonly UndoRow[]; remove: readonly number[] }) => {
    stored.push({ edits, ...undo });
    return Promise.resolve();
  },
  knownUpTo: () => Promise.resolve(0),
  takeInDocument: (_document: unknown, journal: { drafts: unknown }) =>
    Promise.resolve({ standing: 'agree', drafts: journal.drafts, readopt: [], raiseTo: 0, warning: undefined }),
  noteReadopted: () => Promise.resolve(),
  dropSavedDrafts: () => Promise.resolve(),
}));

const { allStored, isOnItsWay, unstored } = await import('../../src-renderer/editing/accept.ts');
const { editField, editFields, redo, showJournalled, stackFor, undo, undoStacks } =
  await import('../../src-renderer/editing/edit.ts');
const { takeIn } = await import('../../src-renderer/workspace/documents.ts');
const { patchSession, session } = await import('../../src-renderer/state/session.ts');
const { defaultSettings } = await import('../../src-shared/contract/default-settings.ts');
const { conflictsOf, draftCount, fileText, isConflict, rebase, settleDrafts, takeEdit, textOf } =
  await import('../../src-renderer/state/texts.ts');

const title = { document: 'doc-1', item: 'one', path: 'title' } as const;
const purpose = { document: 'doc-1', item: 'two', path: 'purpose' } as const;
let desk: FakeDesk;

beforeEach(async () => {
  desk = installFakeDesk();
  stored.length = 0;
  undoStacks.set({});
  unstored.set({});
  patchSession({ documents: [], openItems: {}, notices: [], settings: { ...defaultSettings, personName: '田中' } });
  await takeIn(
    documentView([sheetOf({ title: '元の題' }, { key: 'one' }), sheetOf({ purpose: '元の目的' }, { key: 'two' })]),
  );
});

/** The workbook as it is after a save of the title. */
function savedAs<D>(
  document: D,
): D & { readonly items: readonly ItemSheet[]; readonly fileItems: readonly ItemSheet[] } {
  const items = [sheetOf({ title: '題2' }, { key: 'one' })];
  return { ...document, items, fileItems: items };
}

const journalled = (): readonly unknown[] =>
  desk.calls.filter(([name]) => name === 'acceptEdit').map(([, [edit]]) => edit);

describe('an edit', () => {
  it('is shown at once, journalled, then stored with its history', async () => {
    editField(title, '新しい題', 'typing');
    expect(textOf(title)).toBe('新しい題');
    expect(unstored.get()).toEqual({ 'doc-1': 1 });
    expect(await allStored()).toBe(true);
    expect(unstored.get()).toEqual({ 'doc-1': 0 });
    expect(journalled()).toEqual([
      { document: 'doc-1', item: 'one', path: 'title', base: '元の題', text: '新しい題', source: 'typing' },
    ]);
    expect(stored[0]?.edits[0]?.draft).toMatchObject({
      item: 'one',
      path: 'title',
      base: '元の題',
      text: '新しい題',
      seq: 1,
    });
    expect(stored[0]?.edits[0]?.history).toMatchObject({
      before: '元の題',
      after: '新しい題',
      by: '田中',
      source: 'typing',
      file: '計画.xlsx',
    });
  });

  it('that changes nothing is none', () => {
    editField(title, '元の題', 'typing');
    expect(stackFor('doc-1').done).toEqual([]);
    expect(journalled()).toEqual([]);
  });

  it("that gives the file's text again is no draft", async () => {
    editField(title, '別の題', 'typing');
    editField(title, '元の題', 'typing');
    expect(draftCount('doc-1')).toBe(0);
    await allStored();
    expect(journalled()).toHaveLength(2);
  });

  it('stays when the journal refuses it, and goes in with the next', async () => {
    desk.refuse = { kind: 'write-failed', reason: 'disk-full' };
    editField(title, '一度目', 'typing');
    expect(await allStored()).toBe(false);
    expect(textOf(title)).toBe('一度目');
    expect(session.get().notices).toHaveLength(1);
    desk.refuse = undefined;
    editField(title, '二度目', 'typing');
    expect(await allStored()).toBe(true);
    expect(stored.map(({ edits }) => edits[0]?.draft.text)).toEqual(['一度目', '二度目']);
    expect(session.get().notices).toEqual([]);
  });
});

describe('undo', () => {
  it('goes across sheets and back', async () => {
    editField(title, '題2', 'typing');
    editField(purpose, '目的2', 'typing');
    expect(undo('doc-1')).toEqual(purpose);
    expect(textOf(purpose)).toBe('元の目的');
    expect(undo('doc-1')).toEqual(title);
    expect([textOf(title), draftCount('doc-1')]).toEqual(['元の題', 0]);
    expect(undo('doc-1')).toBeUndefined();
    expect(redo('doc-1')).toEqual(title);
    expect(redo('doc-1')).toEqual(purpose);
    expect([textOf(title), textOf(purpose)]).toEqual(['題2', '目的2']);
    expect(await allStored()).toBe(true);
  });

  it('takes a replacement over many boxes back as one step', () => {
    editFields(
      'doc-1',
      [
        { item: 'one', path: 'title', before: '元の題', after: 'A' },
        { item: 'two', path: 'purpose', before: '元の目的', after: 'B' },
      ],
      'replace',
    );
    undo('doc-1');
    expect([textOf(title), textOf(purpose)]).toEqual(['元の題', '元の目的']);
  });

  it('puts a number that was taken in back as the number, done again or typed over', async () => {
    const stored = { kind: 'number', lexical: '36', format: '0"件"' } as const;
    const box = { item: 'two', path: 'purpose' } as const;
    showJournalled('doc-1', [{ ...box, before: '元の目的', after: '36', stored, seq: 1 }], 'merge');
    undo('doc-1');
    redo('doc-1');
    editField(purpose, '40', 'typing');
    undo('doc-1');
    undo('doc-1');
    expect(await allStored()).toBe(true);
    expect(journalled()).toEqual(
      [
        ['undo', '元の目的'],
        ['redo', '36', stored],
        ['typing', '40'],
        ['undo', '36', stored],
        ['undo', '元の目的'],
      ].map(([source, text, number]) => ({
        document: 'doc-1',
        ...box,
        base: '元の目的',
        text,
        source,
        ...(number === undefined ? {} : { stored: number }),
      })),
    );
  });

  it('never writes over a text that came another way', async () => {
    editField(title, '題2', 'typing');
    await allStored();
    await takeIn(documentView([sheetOf({ title: '他の人の題' }, { key: 'one' }), sheetOf({}, { key: 'two' })]));
    expect(undo('doc-1')).toBeUndefined();
    expect(textOf(title)).toBe('他の人の題');
    expect(stackFor('doc-1').done).toEqual([]);
    expect(session.get().notices.some(({ content }) => content.kind === 'undo-skipped')).toBe(true);
  });

  it('after a save changes the draft only', async () => {
    editField(title, '題2', 'typing');
    await allStored();
    session.update((now) => ({ ...now, documents: now.documents.map((document) => savedAs(document)) }));
    settleDrafts('doc-1', 1);
    expect(draftCount('doc-1')).toBe(0);
    undo('doc-1');
    expect([textOf(title), fileText(title), draftCount('doc-1')]).toEqual(['元の題', '題2', 1]);
  });
});

describe('drafts and files', () => {
  it('a draft typed while the file was saved stays', async () => {
    editField(title, '題2', 'typing');
    await allStored();
    editField(title, '題3', 'typing');
    session.update((now) => ({ ...now, documents: now.documents.map((document) => savedAs(document)) }));
    settleDrafts('doc-1', 1);
    expect([textOf(title), isConflict(title)]).toEqual(['題3', false]);
  });

  it("a draft on another text than the file's is a conflict until a person chooses", async () => {
    const draft = {
      item: 'one',
      path: 'title',
      base: '昔の題',
      text: '私の題',
      seq: 7,
      at: '2026-11-22T00:00:00Z',
    } as const;
    await takeIn(documentView([sheetOf({ title: '他の人の題' }, { key: 'one' })], { drafts: [draft] }));
    expect(conflictsOf('doc-1')).toEqual([title]);
    expect(textOf(title)).toBe('私の題');
    rebase(title);
    expect(conflictsOf('doc-1')).toEqual([]);
    expect(textOf(title)).toBe('私の題');
  });

  it('a draft that the file already holds is none', async () => {
    const draft = {
      item: 'one',
      path: 'title',
      base: '昔',
      text: '同じ題',
      seq: 7,
      at: '2026-11-22T00:00:00Z',
    } as const;
    await takeIn(documentView([sheetOf({ title: '同じ題' }, { key: 'one' })], { drafts: [draft] }));
    expect(draftCount('doc-1')).toBe(0);
  });
});

describe('an edit of another window', () => {
  const theirs = (text: string, seq: number) => ({ ...title, base: '元の題', text, seq, at: '2026-11-25T00:00:00Z' });

  it('is shown, replaces an older text, and gives way to a newer one', async () => {
    takeEdit(theirs('よその題', 1));
    expect([textOf(title), draftCount('doc-1')]).toEqual(['よその題', 1]);
    takeEdit(theirs('古い題', 1));
    expect(textOf(title)).toBe('よその題');
    takeEdit(theirs('元の題', 5));
    expect(draftCount('doc-1')).toBe(0);
  });

  it('is the earlier one while an own edit of the same box is on its way', async () => {
    editField(title, '自分の題', 'typing');
    expect([isOnItsWay(title), isOnItsWay(purpose)]).toEqual([true, false]);
    await allStored();
    expect(isOnItsWay(title)).toBe(false);
  });

  it('does not cost the text that the journal has not yet: a file read again for the other window keeps it', async () => {
    desk.refuse = { kind: 'journal', reason: 'not-kept', values: { code: 'ENOSPC' } };
    editField(title, 'まだ記録されていない題', 'typing');
    await allStored();
    await takeIn(
      documentView([sheetOf({ title: '元の題' }, { key: 'one' }), sheetOf({ purpose: '元の目的' }, { key: 'two' })]),
    );
    expect(textOf(title)).toBe('まだ記録されていない題');
    desk.refuse = undefined;
    await allStored();
  });
});

describe('«すべて直す»', () => {
  it('mends what can be mended in all boxes named, once each, and goes back as one step', async () => {
    const { fixAll, fixesOf } = await import('../../src-renderer/workspace/fix-all.ts');
    editField(title, 'ﾃｽﾄの12件', 'typing');
    editField(purpose, '直すところのない文', 'typing');
    const before = textOf(title);
    const fields = [title, title, purpose];
    expect(fixesOf(fields).map(({ item, path }) => [item, path])).toEqual([['one', 'title']]);
    fixAll('doc-1', fields);
    expect(textOf(title)).toBe('テストの12件');
    expect(fixesOf(fields)).toEqual([]);
    expect(textOf(purpose)).toBe('直すところのない文');
    undo('doc-1');
    expect(textOf(title)).toBe(before);
  });
});
