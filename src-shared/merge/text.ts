import type { ChangeKind } from '../domain/exchange.ts';

/** What counts as a difference between two texts of one field. */

/** One `\n` for each line end. Line-end encodings are no edits, so every text passes here before it is compared. */
export const plainLineEnds = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

export const sameText = (a: string, b: string): boolean => a === b || plainLineEnds(a) === plainLineEnds(b);

const withoutBlanks = (text: string): string => text.replace(/\s+/gu, '');

/** Classifies a change. An emptied box is one that held more than blanks and holds only blanks now. */
export function changeKind(before: string, after: string): ChangeKind {
  if (sameText(before, after)) return 'none';
  const left = withoutBlanks(before);
  const right = withoutBlanks(after);
  if (left === right) return 'blanks-only';
  if (right === '') return 'emptied';
  return left === '' ? 'filled' : 'edited';
}
