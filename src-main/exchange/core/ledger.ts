import type { OtherDifference } from './compare-contents.ts';
import type { ExchangeState } from './exchange-state.ts';
import type { FileRecord } from './records.ts';

/**
 * The ledger of a returned file: whatever differs from its base is in the plan, or a conflict, or a question, or a line of
 * what is no field. What of these lines somebody has typed, text, number or note, is counted, so that nobody takes a file
 * for wholly taken in while a remark beside the form waits to be read. Formats, drawings and the form's own layout are none.
 */
export function notTakenOf(
  state: ExchangeState,
  { record, other }: { readonly record: FileRecord; readonly other: readonly OtherDifference[] },
): number {
  // What a person has left out, or a later file replaces, is settled; a file that seems to be another plan's is one question.
  if (state.knowledge.leftOut.has(record.hash) || state.replaced.has(record.hash)) return 0;
  if (state.knowledge.isHeld(record) && record.strange !== 'lost') return 0;
  const seen = new Set(
    state.knowledge.records.flatMap((one) => (one.kind === 'kept' && one.file === record.hash ? [one.sheet] : [])),
  );
  return other.filter((line) => !seen.has(line.sheet) && isTyped(line)).length;
}

function isTyped({ kind, theirs }: OtherDifference): boolean {
  switch (kind) {
    case 'cell':
    case 'note':
    case 'sheet-added':
      return theirs !== undefined && theirs.trim() !== '';
    default:
      return false;
  }
}
