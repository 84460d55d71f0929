import { parseFieldPath } from '../domain/fields.ts';
import { mergeTexts } from './merge-texts.ts';
import { plainLineEnds } from './text.ts';

/**
 * Whether two people's texts of a field may be joined line by line. Only sentences may, and the list of sections, which has
 * one to a line: two grades, choices, numbers, dates or names in one box are two answers to one question.
 */
export function isLongText(path: string): boolean {
  const key = parseFieldPath(path);
  switch (key?.block) {
    case 'head':
      return key.name === 'sections' || key.name === 'background' || key.name === 'purpose' || key.name === 'actions';
    case 'steps':
      return true;
    case 'progress':
      return key.name === 'text';
    case 'annual':
    case 'overall':
      return key.name !== 'grade';
    default:
      return false;
  }
}

/** What texts of one field make together; `undefined` when a person has to choose. */
export function mergedField(path: string, base: string, texts: readonly string[]): string | undefined {
  const changed = new Set(texts.map(plainLineEnds).filter((text) => text !== plainLineEnds(base)));
  return changed.size <= 1 || isLongText(path) ? mergeTexts(base, texts) : undefined;
}
