import { pairKey } from './knowledge.ts';
import type { ExchangeState } from './exchange-state.ts';
import type { FileRecord } from './records.ts';

/** «差し替えですか»: two files of one sending, and nothing says whether the later one takes the other's place. */
export interface Question {
  readonly file: string;
  readonly earlier: string;
}

/**
 * The open questions, one per file: files of one export that neither descend from each other nor have been answered. Which
 * is called the later goes by the files' own dates, for the question's wording only.
 */
export function openQuestions(state: ExchangeState): readonly Question[] {
  const groups = new Map<string, FileRecord[]>();
  for (const file of state.files.values()) {
    if (file.exportId === undefined || state.replaced.has(file.hash) || state.knowledge.isHeld(file)) continue;
    groups.set(file.exportId, [...(groups.get(file.exportId) ?? []), file]);
  }
  const answered = new Set(
    state.knowledge.records.flatMap((record) =>
      record.kind === 'resubmission' ? pairKey(record.file, record.earlier) : [],
    ),
  );
  const questions: Question[] = [];
  for (const files of groups.values()) {
    const sorted = files.toSorted((a, b) => compare(a.when ?? '', b.when ?? '') || compare(a.hash, b.hash));
    for (const [index, file] of sorted.entries()) {
      const earlier = sorted
        .slice(0, index)
        .findLast((other) => differ(file, other) && !answered.has(pairKey(file.hash, other.hash)));
      if (earlier !== undefined) questions.push({ file: file.hash, earlier: earlier.hash });
    }
  }
  return questions;
}

/** Two saves of the same texts ask nothing. */
const differ = (a: FileRecord, b: FileRecord): boolean => JSON.stringify(a.items) !== JSON.stringify(b.items);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
