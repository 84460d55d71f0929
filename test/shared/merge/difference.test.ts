import { expect, test } from 'vitest';
import { difference } from '../../../src-shared/merge/difference.ts';
import { changeKind } from '../../../src-shared/merge/text.ts';

const marked = (before: string, after: string): string =>
  difference(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('');

test('a figure in a sentence', () => {
  expect(marked('1日平均34件を受付', '1日平均37件を受付')).toBe('1日平均3[-4-]{+7+}件を受付');
});
test('a line put in', () => expect(marked('い\nは', 'い\nろ\nは')).toBe('い\n{+ろ\n+}は'));
test('only blanks', () => expect(marked('い', '　い')).toBe('{+　+}い'));
test('a variation sequence stays whole', () => {
  expect(marked('葛󠄀城', '葛城')).toBe('[-葛󠄀-]{+葛+}城');
  expect(marked('𠮷田', '吉田')).toBe('[-𠮷-]{+吉+}田');
});
test('nothing and something', () => {
  expect(marked('', 'い')).toBe('{+い+}');
  expect(marked('い', '')).toBe('[-い-]');
  expect(marked('い', 'い')).toBe('い');
});

test('kinds of change', () => {
  expect(changeKind('い\r\nろ', 'い\nろ')).toBe('none');
  expect(changeKind('い', '')).toBe('emptied');
  expect(changeKind('い', '　\n')).toBe('emptied');
  expect(changeKind('い ろ', 'い　ろ')).toBe('blanks-only');
  expect(changeKind('', '　')).toBe('blanks-only');
  expect(changeKind('', 'い')).toBe('filled');
  expect(changeKind('い', 'ろ')).toBe('edited');
});
