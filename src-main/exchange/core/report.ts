import { sentence, type Warning } from '../../../src-shared/failures/failures.ts';
import type { Language } from '../../../src-shared/failures/language.ts';
import type { Collection, CollectedFile } from './collect.ts';
import { notTakenOf } from './ledger.ts';
import { countOutside } from './outside.ts';
import { notReturned } from './not-returned.ts';

interface ReportWarning {
  readonly kind: string;
  readonly message: string;
  readonly sheet?: string;
  readonly cell?: string;
}

/** The warnings of one file of a collection, as rows of failures.ts. */
export function warningsOfFile(
  file: Extract<CollectedFile, { kind: 'read' }>,
  collection: Collection,
): readonly Warning[] {
  const name = (hash: string): string => collection.state.files.get(hash)?.name ?? hash.slice(0, 8);
  const outside = countOutside(collection.state.memory.bases.get(file.record.base), file.record);
  return [
    // What the whole plan's files share is told when the plan is opened.
    ...file.problems.filter((problem) => problem.kind !== 'structure-locked' && problem.kind !== 'stale-formula'),
    ...file.warnings.map((reason): Warning => ({ kind: 'returned-file', reason })),
    ...(outside.items > 0 && !file.warnings.includes('outside-items')
      ? [{ kind: 'returned-file', reason: 'outside-items' } as const]
      : []),
    ...(outside.step > 0
      ? [{ kind: 'returned-file', reason: 'outside-step', values: { count: outside.step } } as const]
      : []),
    ...(file.known ? [{ kind: 'returned-file', reason: 'known' } as const] : []),
    ...collection.questions
      .filter((question) => question.file === file.record.hash)
      .map((question): Warning => ({
        kind: 'returned-file',
        reason: 'resubmission',
        values: { file: name(question.file), earlier: name(question.earlier) },
      })),
  ];
}

/**
 * The report of `collect`: for each returned file its items and fields, what is no field, and warnings; then who has not
 * returned anything. `no` is the master's number, `mine` the master's text, `result` the final one.
 */
export function collectReport(collection: Collection, language: Language): object {
  const plain = (warning: Warning): ReportWarning => ({
    kind: warning.kind === 'returned-file' ? warning.reason : warning.kind,
    message: sentence(warning, language),
    ...(warning.sheet === undefined ? {} : { sheet: warning.sheet }),
    ...(warning.cell === undefined ? {} : { cell: warning.cell }),
  });
  return {
    files: collection.files.map((file) => {
      if (file.kind === 'unreadable') {
        const failure = { kind: file.failure.kind, message: sentence({ ...file.failure, file: file.name }, language) };
        return { file: file.name, recognisedBy: null, items: [], other: [], warnings: [failure] };
      }
      return {
        file: file.name,
        sha256: file.record.hash,
        recognisedBy: file.record.recognisedBy,
        ...(file.record.section === undefined ? {} : { section: file.record.section }),
        ...(file.record.who === undefined ? {} : { who: file.record.who }),
        ...(file.record.when === undefined ? {} : { when: file.record.when }),
        items: file.items.map(({ no, returnedNo, sheet, status, fields }) => ({
          no,
          returnedNo,
          sheet,
          status,
          fields: fields.map(({ path, base, mine, theirs, result, outcome, outside }) => ({
            path,
            base,
            mine,
            theirs,
            result,
            outcome,
            ...(outside === true ? { outside } : {}),
          })),
        })),
        other: file.other,
        notTaken: notTakenOf(collection.state, file),
        warnings: warningsOfFile(file, collection).map(plain),
      };
    }),
    notReturned: notReturned(collection.state),
    undecided: collection.undecided,
    notTaken: collection.notTaken,
    ...(collection.record === undefined ? {} : { collecting: collection.record.id }),
    open: collection.open,
  };
}
