import type { NumberRange } from '../../src-shared/contract/number-range.ts';
import type { JournalRecord } from './record.ts';
import type { ParsedSegment } from './segment.ts';

/** What a heap of segments tells of its records' numbers. */
export interface Numbers {
  readonly records: ReadonlyMap<number, JournalRecord>;
  /** Numbers that were spent and never acknowledged, as the headers say. */
  readonly never: readonly NumberRange[];
  /** The lowest and highest number that some record has, or that a header says was acknowledged (0 and 0: none). */
  readonly first: number;
  readonly last: number;
}

export function numbersOf(segments: readonly ParsedSegment[]): Numbers {
  const records = new Map<number, JournalRecord>();
  const never: NumberRange[] = [];
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { header, records: own } of segments) {
    if (header !== undefined && header.after + 1 < header.first) never.push([header.after + 1, header.first - 1]);
    last = Math.max(last, header?.after ?? 0);
    for (const record of own) {
      if (!records.has(record.seq)) records.set(record.seq, record);
      first = Math.min(first, record.seq);
      last = Math.max(last, record.seq);
    }
  }
  return { records, never, first: Number.isFinite(first) ? first : 0, last };
}

/** The numbers above `from` up to `to` that were acknowledged, or may have been, and of which there is no record; in ranges, ascending. */
export function missingNumbers({ records, never }: Numbers, from: number, to: number): readonly NumberRange[] {
  const known = [...records.keys()].filter((seq) => seq > from && seq <= to).toSorted((a, b) => a - b);
  const gaps: NumberRange[] = [];
  let next = from + 1;
  for (const seq of [...known, to + 1]) {
    if (seq > next) gaps.push([next, seq - 1]);
    next = seq + 1;
  }
  return gaps.flatMap((gap) => without(gap, never));
}

function without(gap: NumberRange, taken: readonly NumberRange[]): readonly NumberRange[] {
  let left: readonly NumberRange[] = [gap];
  for (const [first, last] of taken) {
    left = left.flatMap(([from, to]): readonly NumberRange[] => {
      if (last < from || first > to) return [[from, to]];
      const parts: readonly NumberRange[] = [
        [from, first - 1],
        [last + 1, to],
      ];
      return parts.filter(([a, b]) => a <= b);
    });
  }
  return left;
}

export const countOf = (ranges: readonly NumberRange[]): number =>
  ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
