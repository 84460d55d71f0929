import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import fc from 'fast-check';
import { bulletOnEnter } from '../../src-renderer/editing/bullets.ts';
import { isComposing } from '../../src-renderer/editing/composing.ts';
import { flushTyping, typing } from '../../src-renderer/editing/pending.ts';
import { diffTexts } from '../../src-renderer/editing/text-diff.ts';
import { withPhrase } from '../../src-renderer/editing/with-phrase.ts';
import { createTypingSession, pauseMilliseconds } from '../../src-renderer/editing/typing-session.ts';

/** The text after Enter at `|`. */
function enter(text: string): string {
  const caret = text.indexOf('|');
  const plain = text.replace('|', '');
  const bullet = bulletOnEnter(plain, caret);
  if (bullet === undefined) return 'plain';
  const { start, end, insert } = bullet;
  return `${plain.slice(0, start)}${insert}|${plain.slice(end)}`;
}

describe('bullets', () => {
  it.each([
    ['・一つ目|', '・一つ目\n・|'],
    ['・一つ目|残り', '・一つ目\n・|残り'],
    ['　・字下げ|', '　・字下げ\n　・|'],
    ['前\n・二行目|', '前\n・二行目\n・|'],
    ['・一\n・|', '・一\n|'],
    ['①試行|', '①試行\n②|'],
    ['1. 試行|', '1. 試行\n2. |'],
    ['（９）試行|', '（９）試行\n（10）|'.replace('10', '１０')],
    ['●試行|', '●試行\n●|'],
    ['- 試行|', '- 試行\n- |'],
    ['-5%の削減|', 'plain'],
    ['10.5時間|', 'plain'],
    ['ただの文|', 'plain'],
    ['|・先頭', 'plain'],
    ['', 'plain'],
  ])('%s', (before, after) => {
    expect(enter(before)).toBe(after);
  });
});

describe('keys of an input method', () => {
  it('are those while it composes and those it has taken', () => {
    expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
  });
});

describe('a typing session', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const start = () => {
    const commits: string[] = [];
    const box = { value: '' };
    const session = createTypingSession((text, source) => commits.push(`${source}: ${text}`));
    const type = (text: string): void => {
      box.value += text;
      session.typed(box);
    };
    return { commits, box, session, type };
  };

  it('makes one edit of what was typed before a pause', () => {
    const { commits, type } = start();
    type('窓');
    vi.advanceTimersByTime(pauseMilliseconds - 1);
    type('口');
    expect(typing.get()).toBe(true);
    vi.advanceTimersByTime(pauseMilliseconds - 1);
    expect(commits).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(commits).toEqual(['typing: 窓口']);
    expect(typing.get()).toBe(false);
  });

  it('never makes an edit while an input method composes', () => {
    const { commits, session, type } = start();
    session.compositionStarted();
    type('ま');
    type('ど');
    vi.advanceTimersByTime(10 * pauseMilliseconds);
    session.flush();
    flushTyping();
    expect(commits).toEqual([]);
    session.compositionEnded();
    vi.advanceTimersByTime(pauseMilliseconds);
    expect(commits).toEqual(['typing: まど']);
  });

  it('hands over at once when asked, and only once', () => {
    const { commits, session, type } = start();
    type('窓');
    flushTyping();
    session.flush();
    vi.advanceTimersByTime(pauseMilliseconds);
    expect(commits).toEqual(['typing: 窓']);
  });

  it('hands over even out of a composition when its box goes', () => {
    const { commits, session, type } = start();
    session.compositionStarted();
    type('ま');
    session.finish();
    expect(commits).toEqual(['typing: ま']);
    expect(session.busy()).toBe(false);
  });

  it('makes nothing of a composition that was given up', () => {
    const { commits, session } = start();
    session.compositionStarted();
    session.compositionEnded();
    vi.advanceTimersByTime(pauseMilliseconds);
    expect(commits).toEqual([]);
    expect(typing.get()).toBe(false);
  });
});

describe('differences', () => {
  it('shows what came and what went', () => {
    expect(
      diffTexts('窓口を設置する。', '窓口を3か所に設置した。')
        .filter(({ kind }) => kind !== 'same')
        .map(({ kind }) => kind),
    ).toContain('added');
    expect(diffTexts('同じ', '同じ')).toEqual([{ kind: 'same', text: '同じ' }]);
    expect(diffTexts('', '新')).toEqual([{ kind: 'added', text: '新' }]);
    expect(diffTexts('旧', '')).toEqual([{ kind: 'removed', text: '旧' }]);
  });

  it('loses no character of either text', () => {
    const text = fc.string({ unit: fc.constantFrom('窓', '口', 'の', '設', '置', '、', '\n', '1', '𠮷') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffTexts(before, after);
        expect(
          parts
            .filter(({ kind }) => kind !== 'added')
            .map((part) => part.text)
            .join(''),
        ).toBe(before);
        expect(
          parts
            .filter(({ kind }) => kind !== 'removed')
            .map((part) => part.text)
            .join(''),
        ).toBe(after);
      }),
    );
  });
});

describe('a phrase of one’s own', () => {
  it('goes in at the cursor, in place of what is marked, or on a line of its own', () => {
    expect(withPhrase('前後', '中', { start: 1, end: 1 })).toBe('前中後');
    expect(withPhrase('前の文', '次', { start: 0, end: 1 })).toBe('次の文');
    expect(withPhrase('', '・計画どおり', undefined)).toBe('・計画どおり');
    expect(withPhrase('・一', '・計画どおり', undefined)).toBe('・一\n・計画どおり');
  });
});
