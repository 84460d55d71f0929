import { describe, expect, it } from 'vitest';
import type { ReviewFieldView, ReviewFileView, ReviewView } from '../../src-shared/domain/exchange.ts';
import {
  countFile,
  countWrites,
  fits,
  inOrder,
  leftOutAtFirst,
  reviewKey,
} from '../../src-renderer/workspace/review-choice.ts';
import { noticesFor } from '../../src-renderer/screens/frame/notices-order.ts';
import { visiblePlace } from '../../src-main/app/window-place.ts';

const field = (patch: Partial<ReviewFieldView>): ReviewFieldView => ({
  path: 'purpose',
  base: '前',
  mine: '前',
  theirs: '後',
  result: '後',
  outcome: 'theirs',
  change: 'changed' as ReviewFieldView['change'],
  ...patch,
});

const fileOf = (hash: string, fields: readonly ReviewFieldView[]): Extract<ReviewFileView, { kind: 'read' }> => ({
  kind: 'read',
  name: `${hash}.xlsx`,
  hash,
  recognisedBy: 'export',
  warnings: [],
  other: [],
  items: [{ key: 'one', no: '1', returnedNo: '1', sheet: '1', status: 'matched', fields }],
});

const asked = fileOf('asked', [field({}), field({ path: 'actions', outcome: 'conflict' })]);
const besides = fileOf('besides', [
  field({ path: 'title', outside: true }),
  field({ path: 'purpose', outside: true, outcome: 'conflict' }),
  field({ path: 'background', outcome: 'mine', theirs: '前' }),
]);
const same = fileOf('same', [field({ outcome: 'same', theirs: '前' })]);
const broken: ReviewFileView = {
  kind: 'unreadable',
  name: 'broken.xlsx',
  failure: { kind: 'damaged', reason: 'package', values: { part: 'zip' } },
};
const review: ReviewView = { id: 'r', files: [same, asked, besides, broken], writes: 3, undecided: 1 };

describe('a review', () => {
  const leftOut = leftOutAtFirst(review);

  it('leaves out at first exactly the boxes that nobody asked for', () => {
    expect(leftOut).toEqual(
      new Set(
        [besides.items[0]!.fields[0]!, besides.items[0]!.fields[1]!].map((one) =>
          reviewKey(besides, besides.items[0]!, one),
        ),
      ),
    );
  });

  it('counts what would be written with and without them', () => {
    expect(countWrites(review, leftOut)).toBe(1);
    expect(countWrites(review, new Set())).toBe(2);
    expect(countFile(besides, leftOut)).toEqual({ changed: 2, brought: 0, undecided: 0, outside: 2 });
    expect(countFile(besides, new Set())).toEqual({ changed: 2, brought: 1, undecided: 1, outside: 2 });
  });

  it('puts what asks for a person first, and filters', () => {
    expect(inOrder(review.files, leftOut).map((index) => review.files[index]!.name)).toEqual([
      'broken.xlsx',
      'asked.xlsx',
      'besides.xlsx',
      'same.xlsx',
    ]);
    const shown = (filter: Parameters<typeof fits>[2]): readonly string[] =>
      review.files.filter((file) => fits(file, countFile(file, leftOut), filter)).map(({ name }) => name);
    expect(shown('undecided')).toEqual(['asked.xlsx']);
    expect(shown('outside')).toEqual(['besides.xlsx']);
    expect(shown('unreadable')).toEqual(['broken.xlsx']);
    expect(shown('unchanged')).toEqual(['same.xlsx']);
    expect(shown('all').length).toBe(4);
  });
});

it('notices are those of the workbook in front and of the program, the most urgent first', () => {
  const count = { count: 1 };
  const notices = [
    { id: '1', tone: 'info', content: { kind: 'replaced', ...count } },
    { id: '2', tone: 'warning', content: { kind: 'warnings', document: 'a', ...count } },
    { id: '3', tone: 'warning', content: { kind: 'warnings', document: 'b', ...count } },
    { id: '4', tone: 'info', content: { kind: 'recovered', document: 'a', ...count } },
    { id: '5', tone: 'error', content: { kind: 'failure', failure: { kind: 'not-found', reason: 'file' } } },
  ] as const;
  expect(noticesFor(notices, 'a').map(({ id }) => id)).toEqual(['5', '2', '4', '1']);
  expect(noticesFor(notices, 'b').map(({ id }) => id)).toEqual(['5', '3', '1']);
});

describe('the place of the window', () => {
  const laptop = { x: 0, y: 0, width: 1366, height: 728 };
  const beside = { x: 1366, y: -200, width: 1920, height: 1080 };
  const place = { x: 1500, y: 100, width: 1600, height: 900, maximized: false };

  it('is kept on a screen that is there', () => {
    expect(visiblePlace(place, [laptop, beside])).toEqual(place);
  });
  it('is given up on one that is gone', () => {
    expect(visiblePlace(place, [laptop])).toBeUndefined();
  });
  it('is no larger than its screen', () => {
    expect(visiblePlace({ ...place, x: 0, y: 0 }, [laptop])).toMatchObject({ width: 1366, height: 728 });
  });
  it('is not kept where no one could take hold of it', () => {
    expect(visiblePlace({ ...place, x: 0, y: 700 }, [laptop])).toBeUndefined();
    expect(visiblePlace({ ...place, x: 1300, y: 0 }, [laptop])).toBeUndefined();
  });
});
