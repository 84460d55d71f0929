import { beforeEach, describe, expect, it } from 'vitest';
import { actions } from '../../src-renderer/actions/all.ts';
import { actionFor, chordName, chordOf } from '../../src-renderer/actions/shortcuts.ts';
import { commands, menuIds } from '../../src-shared/contract/commands.ts';
import { replaceSpans } from '../../src-renderer/editing/replacing.ts';
import { fieldLabel, stepLabel } from '../../src-renderer/i18n/labels.ts';
import { messages, translate } from '../../src-renderer/i18n/translate.ts';
import { fiscalYearName } from '../../src-renderer/i18n/years.ts';
import { everything, listContents, type ListFilter } from '../../src-renderer/workspace/list.ts';
import { excerpt } from '../../src-renderer/workspace/list-rows.ts';
import type { OpenDocument } from '../../src-renderer/state/session.ts';
import { nextStop } from '../../src-renderer/workspace/walk.ts';
import type { Sentence } from '../../src-shared/failures/language.ts';
import { orderedPaths } from '../../src-shared/checks/order.ts';
import { sheetOf } from '../helpers/sheet.ts';
import { documentView } from './fake-desk.ts';

const key = (init: Partial<KeyboardEvent> & { key: string }): KeyboardEvent =>
  ({
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    keyCode: 0,
    defaultPrevented: false,
    target: null,
    ...init,
  }) as KeyboardEvent;

class FakeElement {}

beforeEach(() => {
  // Shortcuts ask whether the target is a box; in plain Node there are no elements.
  Object.assign(globalThis, { HTMLElement: FakeElement, Element: FakeElement });
});

describe('shortcuts', () => {
  it.each([
    [{ key: 's', ctrlKey: true }, 'save'],
    [{ key: 'S', ctrlKey: true, shiftKey: true }, 'saveAs'],
    [{ key: 'z', ctrlKey: true }, 'undo'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'redo'],
    [{ key: 'F8' }, 'nextIncomplete'],
    [{ key: 'F8', shiftKey: true }, 'previousIncomplete'],
    [{ key: '?', shiftKey: true }, 'keys'],
    [{ key: 'p', ctrlKey: true }, 'print'],
    [{ key: 'P', ctrlKey: true, shiftKey: true }, 'print'],
    [{ key: 'g', ctrlKey: true }, 'goTo'],
    [{ key: '+', ctrlKey: true, shiftKey: true }, 'zoomIn'],
    [{ key: '=', ctrlKey: true }, 'zoomIn'],
    [{ key: '-', ctrlKey: true }, 'zoomOut'],
    [{ key: 'a', ctrlKey: true }, undefined],
  ] as const)('%j is %s', (init, id) => {
    expect(actionFor(key(init))?.id).toBe(id);
  });

  it('are none while an input method composes', () => {
    expect(actionFor(key({ key: 'F8', isComposing: true }))).toBeUndefined();
    expect(actionFor(key({ key: 's', ctrlKey: true, keyCode: 229 }))).toBeUndefined();
  });

  it('belong to one action each', () => {
    const chords = actions.flatMap((action) => action.keys);
    expect(new Set(chords).size).toBe(chords.length);
    expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
  });

  it('and their menus are those of the one table, each once', () => {
    expect(actions.map(({ id }) => id)).toEqual(commands.map(({ id }) => id));
    for (const menu of menuIds) expect(actions.some((action) => action.menu === menu)).toBe(true);
  });

  it('are named as people read them', () => {
    expect(chordName('Mod+Shift+S')).toBe('Ctrl+Shift+S');
    expect(chordOf(key({ key: 'PageDown', ctrlKey: true }))).toBe('Mod+PageDown');
  });
});

describe('words', () => {
  it('are all there in both languages, with the same values', () => {
    const values = (text: string): readonly string[] =>
      [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name as string).toSorted();
    for (const [name, { ja, en }] of Object.entries<Sentence>(messages)) {
      expect([name, ja === '' || en === '']).toEqual([name, false]);
      expect([name, values(en)]).toEqual([name, values(ja)]);
    }
  });

  it('fill in values', () => {
    expect(translate('ja', 'list.countOf', { shown: 3, all: 12 })).toBe('3件 / 全12件');
  });

  it.each([
    [2025, 'ja', 'era', '令和7年度'],
    [2019, 'ja', 'era', '令和元年度'],
    [2018, 'ja', 'era', '平成30年度'],
    [1988, 'ja', 'era', '昭和63年度'],
    [2025, 'ja', 'western', '2025年度'],
    [2025, 'en', 'era', 'FY2025 (R7)'],
    [2025, 'en', 'western', 'FY2025'],
  ] as const)('%i in %s, %s: %s', (year, language, years, expected) => {
    expect(fiscalYearName(year, { language, years })).toBe(expected);
  });

  it('name every box of a form, each once, with block, year and half', () => {
    for (const language of ['ja', 'en'] as const) {
      const labels = orderedPaths(sheetOf({}, { stepRows: 2, indicatorRows: 2 })).map((path) =>
        fieldLabel(path, { language, years: 'era' }),
      );
      expect(new Set(labels).size).toBe(labels.length);
      expect(labels.filter((label) => label.includes('undefined') || label.includes('{'))).toEqual([]);
    }
    expect(fieldLabel('progress.2025.firstHalf.text', { language: 'ja', years: 'era' })).toBe(
      '進捗管理 令和7年度 上半期 取組の状況',
    );
    expect(stepLabel({ kind: 'firstHalf', year: 2026, last: true }, { language: 'ja', years: 'era' })).toBe(
      '令和8年度 上半期・総合評価（仮）',
    );
  });
});

const items = [
  sheetOf(
    {
      no: '１０',
      title: '窓口サービス',
      sections: '市民課●\n税務課',
      'progress.2025.firstHalf.status': '予定通り\n進捗',
    },
    { key: 'a' },
  ),
  sheetOf(
    {
      no: '2',
      title: 'ｺﾝﾋﾞﾆ交付',
      sections: '税務課●',
      'progress.2025.firstHalf.status': '予定通り進捗',
      'annual.2025.grade': 'Ａ',
    },
    { key: 'b' },
  ),
  sheetOf({ no: '3', title: '施設の再編', purpose: '窓口の削減' }, { key: 'c' }),
];
const view = documentView(items);
const document: OpenDocument = {
  ...view,
  fileItems: items,
  chosenStep: { kind: 'firstHalf', year: 2025, last: false },
};
const listed = (patch: Partial<ListFilter>, section = ''): readonly string[] =>
  listContents([document], document.id, { ...everything, ...patch }, section).rows.map(
    ({ summary }) => summary.ref.item,
  );

describe('the list', () => {
  it('searches all boxes, width and kana aside', () => {
    expect(listed({ query: '窓口' })).toEqual(['a', 'c']);
    expect(listed({ query: 'こんびに' })).toEqual(['b']);
    expect(listed({ query: '10' })).toEqual(['a']);
    expect(listed({ query: '無い' })).toEqual([]);
  });

  it('filters by what sheets hold, whatever its breaks', () => {
    expect(listed({ section: ['税務課'] })).toEqual(['a', 'b']);
    expect(listed({ status: ['予定通り進捗'] })).toEqual(['a', 'b']);
    expect(listed({ grade: ['A'] })).toEqual(['b']);
    // A year says of which year they are to be; alone it narrows nothing.
    expect(listed({ status: ['予定通り進捗'], year: '2025' })).toEqual(['a', 'b']);
    expect(listed({ status: ['予定通り進捗'], year: '2026' })).toEqual([]);
    expect(listed({ grade: ['A'], year: '2025' })).toEqual(['b']);
    expect(listed({ year: '2026' })).toEqual(['a', 'b', 'c']);
    // Any of several, and all kinds together.
    expect(listed({ grade: ['A', 'B'], section: ['税務課'] })).toEqual(['b']);
    expect(listed({ section: ['税務課', '市民課'] })).toEqual(['a', 'b']);
    expect(listed({ mine: true }, '市 民 課')).toEqual(['a']);
    expect(listed({ state: 'incomplete' })).toEqual(['a', 'b', 'c']);
    expect(listed({ state: 'changed' })).toEqual([]);
  });

  it('sorts numbers as numbers', () => {
    expect(listed({ sort: 'no' })).toEqual(['b', 'c', 'a']);
    expect(listed({ sort: 'missing' })).toEqual(['c', 'a', 'b']);
  });

  it('cuts an excerpt around the hit', () => {
    expect(excerpt('前置きの長い文章の中で窓口を減らす取組', '窓口')).toEqual({
      text: '…の長い文章の中で窓口を減らす取組',
      span: { start: 9, end: 11 },
    });
  });
});

describe('walking', () => {
  const summaries = listContents([document], document.id, everything, '').rows.map(({ summary }) => summary);

  it('goes from box to box, then from sheet to sheet, and around', () => {
    const stop = (
      index: number,
      path: Parameters<typeof nextStop>[3]['path'],
      direction: 'next' | 'previous' = 'next',
    ): string => {
      const next = nextStop(summaries, 'incomplete', direction, { index, path });
      return `${next?.item} ${next?.path}`;
    };
    expect(stop(0, undefined)).toBe('a progress.2025.firstHalf.text');
    expect(stop(0, 'progress.2025.firstHalf.text')).toBe('b progress.2025.firstHalf.text');
    expect(stop(2, 'progress.2025.firstHalf.text')).toBe('c progress.2025.firstHalf.status');
    expect(stop(2, 'progress.2025.firstHalf.status')).toBe('a progress.2025.firstHalf.text');
    expect(stop(0, 'progress.2025.firstHalf.text', 'previous')).toBe('c progress.2025.firstHalf.status');
  });

  it('stops nowhere when nothing is open', () => {
    expect(nextStop([], 'incomplete', 'next', { index: -1, path: undefined })).toBeUndefined();
  });
});

it('replaces spans and nothing else', () => {
  expect(
    replaceSpans(
      '窓口と窓口',
      [
        { start: 0, end: 2 },
        { start: 3, end: 5 },
      ],
      '受付',
    ),
  ).toBe('受付と受付');
  expect(replaceSpans('そのまま', [], 'x')).toBe('そのまま');
});
