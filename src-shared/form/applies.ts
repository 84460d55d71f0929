import type { Applies } from './description.ts';
import { foldLabel } from './fold.ts';

/** Whether a field is to be filled in where the field that its rule names holds `text`; while that is blank nothing is ruled out by `is`. */
export function ruleHolds({ is, not }: Applies, text: string): boolean {
  const folded = foldLabel(text);
  const holds = (words: readonly string[] | undefined): boolean =>
    words?.some((word) => foldLabel(word) === folded) === true;
  if (is !== undefined && is.length > 0) return folded === '' || holds(is);
  return !holds(not);
}
