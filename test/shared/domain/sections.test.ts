import { expect, test } from 'vitest';
import { parseSections, placedSections, renameSection } from '../../../src-shared/domain/sections.ts';

test.each([
  [
    '学校給食課、教育総務課',
    [
      ['学校給食課', false],
      ['教育総務課', false],
    ],
  ],
  [
    '学校給食課●、教育総務課\n保健課',
    [
      ['学校給食課', true],
      ['教育総務課', false],
      ['保健課', false],
    ],
  ],
  [
    '企画課（総務、財政）\n広報課,統計課',
    [
      ['企画課（総務、財政）', false],
      ['広報課', false],
      ['統計課', false],
    ],
  ],
  ['大都市制度・\n区役所改革推進課', [['大都市制度・区役所改革推進課', false]]],
])('sections of %j', (text, wanted) => {
  expect(parseSections(text).map(({ name, lead }) => [name, lead])).toEqual(wanted);
  expect(placedSections(text).map(({ name, lead }) => [name, lead])).toEqual(wanted);
});

test('one of two on a line is renamed, or taken out, without the other', () => {
  expect(renameSection('学校給食課、教育総務課', 1, '教育企画課')).toBe('学校給食課、教育企画課');
  expect(renameSection('学校給食課、教育総務課', 0, '')).toBe('教育総務課');
  expect(renameSection('学校給食課、教育総務課', 1, '')).toBe('学校給食課');
});
