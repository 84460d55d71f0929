import type { ReviewFieldView, ReviewFileView, ReviewItemView, ReviewView } from '../../src-shared/domain/exchange.ts';

type ReadFile = Extract<ReviewFileView, { readonly kind: 'read' }>;

/** Names one changed box of one returned file: the file's hash, the plan's item by `ItemSheet.key`, the path. */
export type ReviewKey = string;

export const reviewKey = (file: ReadFile, item: ReviewItemView, field: ReviewFieldView): ReviewKey =>
  `${file.hash}\n${item.key ?? ''}\n${field.path}`;

/** What taking in would write into the plan: a text that the file brings and that the plan has not got. */
export const brings = ({ outcome }: ReviewFieldView): boolean => outcome === 'theirs' || outcome === 'merged';

/** Whether a person may leave a box out: what changes nothing or is asked about needs no tick. */
export const canLeaveOut = (item: ReviewItemView, field: ReviewFieldView): boolean =>
  item.key !== undefined && (brings(field) || (field.outcome === 'conflict' && field.outside === true));

export interface FileCount {
  readonly changed: number;
  readonly brought: number;
  readonly undecided: number;
  readonly outside: number;
}

/** What one file holds, counted by box. */
export function countFile(file: ReviewFileView, leftOut: ReadonlySet<ReviewKey>): FileCount {
  if (file.kind === 'unreadable') return { changed: 0, brought: 0, undecided: 0, outside: 0 };
  let [changed, brought, undecided, outside] = [0, 0, 0, 0];
  for (const item of file.items) {
    if (item.status !== 'matched') undecided += 1;
    for (const field of item.fields) {
      if (field.theirs !== field.base) changed += 1;
      if (field.outside === true) outside += 1;
      const isLeft = leftOut.has(reviewKey(file, item, field));
      if (brings(field) && !isLeft) brought += 1;
      if (field.outcome === 'conflict' && !isLeft) undecided += 1;
    }
  }
  return { changed, brought, undecided, outside };
}

/** Boxes that nobody asked the section for are left out until a person ticks them. */
export function leftOutAtFirst(review: ReviewView): ReadonlySet<ReviewKey> {
  return new Set(
    review.files.flatMap((file) =>
      file.kind === 'unreadable'
        ? []
        : file.items.flatMap((item) =>
            item.fields.flatMap((field) =>
              field.outside === true && canLeaveOut(item, field) ? [reviewKey(file, item, field)] : [],
            ),
          ),
    ),
  );
}

/** Distinct boxes of the plan that taking in would write: two files may bring the same one. */
export function countWrites(review: ReviewView, leftOut: ReadonlySet<ReviewKey>): number {
  const boxes = new Set<string>();
  for (const file of review.files) {
    if (file.kind === 'unreadable') continue;
    for (const item of file.items) {
      for (const field of item.fields) {
        const key = reviewKey(file, item, field);
        if (brings(field) && !leftOut.has(key)) boxes.add(`${item.key ?? ''}\n${field.path}`);
      }
    }
  }
  return boxes.size;
}

export type FileFilter = 'all' | 'undecided' | 'outside' | 'unreadable' | 'unchanged';

export const fileFilters = [
  'all',
  'undecided',
  'outside',
  'unreadable',
  'unchanged',
] as const satisfies readonly FileFilter[];

export function fits(file: ReviewFileView, count: FileCount, filter: FileFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'undecided':
      return count.undecided > 0;
    case 'outside':
      return count.outside > 0;
    case 'unreadable':
      return file.kind === 'unreadable';
    case 'unchanged':
      return file.kind === 'read' && count.changed === 0 && count.undecided === 0;
  }
}

/** What asks for a person comes first: files that cannot be read, then questions, then boxes nobody asked for. */
export function inOrder(files: readonly ReviewFileView[], leftOut: ReadonlySet<ReviewKey>): readonly number[] {
  const rank = (file: ReviewFileView): number => {
    if (file.kind === 'unreadable') return 0;
    const { undecided, outside, changed } = countFile(file, leftOut);
    return undecided > 0 ? 1 : outside > 0 ? 2 : changed > 0 ? 3 : 4;
  };
  const ranks = files.map(rank);
  return files.map((_, index) => index).toSorted((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
}
