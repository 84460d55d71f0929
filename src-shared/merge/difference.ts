import { changedRanges, type ChangedRange } from './ranges.ts';
import { plainLineEnds } from './text.ts';

/** A stretch of text for marking a difference: `removed` stands only in the first text, `added` only in the second. */
export interface Segment {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond this many characters a pair of changed stretches is marked whole. */
const maxCharacters = 4_000;

const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** Characters as a reader sees them: a kanji stays together with its variation selector, か with its voiced mark. */
const charactersOf = (text: string): readonly string[] =>
  /^[\x20-\x7e\n\u3000-\u9fff\uff00-\uff9d]*$/u.test(text) && !/[\u3099\u309a]/u.test(text)
    ? [...text]
    : [...graphemes.segment(text)].map((part) => part.segment);

/**
 * The difference of two texts by lines, and inside changed lines by characters, for showing it marked. Joined without
 * `added` the segments are the first text, without `removed` the second.
 */
export function difference(before: string, after: string): readonly Segment[] {
  const left = lines(plainLineEnds(before));
  const right = lines(plainLineEnds(after));
  return assemble(left, right, changedRanges(left, right), (a, b) => byCharacters(a, b));
}

/** Lines with their own line end, so that they join to the text again. */
const lines = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

function byCharacters(before: string, after: string): readonly Segment[] {
  const whole: readonly Segment[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  if (before === '' || after === '' || before.length + after.length > maxCharacters) return whole;
  const left = charactersOf(before);
  const right = charactersOf(after);
  const ranges = changedRanges(left, right);
  if (ranges === undefined) return whole;
  const removed = ranges.reduce((sum, range) => sum + range.length, 0);
  // Two sentences that share only scattered characters are easier to read one after the other.
  if (removed > left.length * 0.7 && ranges.length > 2) return whole;
  return assemble(left, right, ranges, (a, b) => [
    { kind: 'removed', text: a },
    { kind: 'added', text: b },
  ]);
}

function assemble(
  left: readonly string[],
  right: readonly string[],
  ranges: readonly ChangedRange[] | undefined,
  inside: (before: string, after: string) => readonly Segment[],
): readonly Segment[] {
  const found = ranges ?? [{ start: 0, length: left.length, from: 0, count: right.length }];
  const segments: Segment[] = [];
  let at = 0;
  for (const range of found) {
    segments.push({ kind: 'same', text: left.slice(at, range.start).join('') });
    const before = left.slice(range.start, range.start + range.length).join('');
    const after = right.slice(range.from, range.from + range.count).join('');
    segments.push(...inside(before, after));
    at = range.start + range.length;
  }
  segments.push({ kind: 'same', text: left.slice(at).join('') });
  return joined(segments);
}

function joined(segments: readonly Segment[]): readonly Segment[] {
  const result: Segment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (segment.text === '') continue;
    if (last?.kind === segment.kind) result[result.length - 1] = { ...last, text: last.text + segment.text };
    else result.push(segment);
  }
  return result;
}
