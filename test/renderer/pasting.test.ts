import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sheetOf } from '../helpers/sheet.ts';
import { documentView, installFakeDesk } from './fake-desk.ts';

vi.mock('../../src-renderer/db/edits.ts', () => ({
  storeEdits: () => Promise.resolve(),
  knownUpTo: () => Promise.resolve(0),
  takeInDocument: (_document: unknown, journal: { drafts: unknown }) =>
    Promise.resolve({ standing: 'agree', drafts: journal.drafts, readopt: [], raiseTo: 0, warning: undefined }),
}));

const { stackFor, undo, undoStacks } = await import('../../src-renderer/editing/edit.ts');
const { pasteCells, planPaste } = await import('../../src-renderer/editing/paste.ts');
const { choiceByKey } = await import('../../src-renderer/screens/sheet/choice-keys.ts');
const { takeIn } = await import('../../src-renderer/workspace/documents.ts');
const { patchSession, itemOf } = await import('../../src-renderer/state/session.ts');
const { textOf } = await import('../../src-renderer/state/texts.ts');

const at = { document: 'doc-1', item: 'one', path: 'indicators.0.2025.plan' } as const;
const text = (path: Parameters<typeof textOf>[0]['path']): string => textOf({ ...at, path });
const grades = { choices: ['Ａ', 'Ｂ', 'Ｃ'], strict: true } as const;

beforeEach(async () => {
  installFakeDesk();
  undoStacks.set({});
  patchSession({ documents: [], openItems: {}, notices: [] });
  await takeIn(
    documentView([
      sheetOf(
        { 'indicators.0.name': '件数' },
        {
          key: 'one',
          indicatorRows: 2,
          fields: {
            'annual.2025.grade': grades,
            'annual.2026.grade': grades,
            'indicators.1.2025.plan': { locked: true },
          },
        },
      ),
    ]),
  );
});

describe('copied cells', () => {
  it('are spread over years and rows, as one step of undo', () => {
    pasteCells(
      at,
      planPaste(
        at,
        [
          ['100', '95', '120', '118'],
          ['1', '2', '3', '4'],
        ],
        'boxes',
      ),
    );
    expect(
      ['plan', 'actual'].flatMap((kind) => [2025, 2026].map((year) => text(`indicators.0.${year}.${kind}` as never))),
    ).toEqual(['100', '120', '95', '118']);
    // The locked one is left out, its neighbours are not.
    expect([text('indicators.1.2025.plan'), text('indicators.1.2025.actual')]).toEqual(['', '2']);
    expect(stackFor('doc-1').done.length).toBe(1);
    undo('doc-1');
    expect(text('indicators.0.2025.plan')).toBe('');
  });

  it('go into the same box of each year, or all into one', () => {
    const years = planPaste(at, [['100', '120', '140']], 'years');
    expect(years.map(({ path, problem }) => path ?? problem)).toEqual([
      'indicators.0.2025.plan',
      'indicators.0.2026.plan',
      'no-box',
    ]);
    expect(
      planPaste(
        at,
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
        'one',
      ),
    ).toEqual([{ path: at.path, before: '', text: 'a　b\nc　d' }]);
  });

  it('make the rows that they need', () => {
    pasteCells(at, planPaste(at, [['1'], ['2'], ['3']], 'boxes'));
    expect(itemOf(at)?.rows['indicators']).toBe(3);
    expect(text('indicators.2.2025.plan')).toBe('3');
  });

  it('write choices as the list does, and refuse others', () => {
    const plan = planPaste({ ...at, path: 'annual.2025.assessment' }, [['進んだ', 'a', '', '特A']], 'boxes');
    expect(plan.map(({ path, text: pasted, problem }) => [path, pasted, problem])).toEqual([
      ['annual.2025.assessment', '進んだ', undefined],
      ['annual.2025.grade', 'Ａ', undefined],
      ['annual.2026.assessment', '', undefined],
      ['annual.2026.grade', '特A', 'not-a-choice'],
    ]);
  });
});

describe('a key on a closed list', () => {
  const press = (key: string, current: string, extra = {}) =>
    choiceByKey(
      { key, ctrlKey: false, metaKey: false, altKey: false, ...extra },
      ['Ａ', 'Ｂ', 'Ｂ２', '完了'],
      current,
    );
  it('empties it, or goes to the next choice with that letter', () => {
    expect(press('Delete', 'Ａ')).toBe('');
    expect(press('b', '')).toBe('Ｂ');
    expect(press('B', 'Ｂ')).toBe('Ｂ２');
    expect(press('b', 'Ｂ２')).toBe('Ｂ');
    expect(press('x', 'Ａ')).toBeUndefined();
    expect(press('Tab', 'Ａ')).toBeUndefined();
    expect(press('b', 'Ａ', { ctrlKey: true })).toBeUndefined();
  });
});
