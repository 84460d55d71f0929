import { shippedForm } from '../form/forms.ts';
import type { FormModel } from '../form/model.ts';
import { mergeTexts } from './merge-texts.ts';
import { plainLineEnds } from './text.ts';

/**
 * Whether two people's texts of a field may be joined line by line. Only sentences may, and the list of sections, which has
 * one to a line: two grades, choices, numbers, dates or names in one box are two answers to one question.
 */
export function isLongText(path: string, form: FormModel = shippedForm()): boolean {
  const kind = form.keyOf(path)?.field.kind;
  return kind === 'text' || kind === 'person';
}

/** What texts of one field make together; `undefined` when a person has to choose. */
export function mergedField(
  path: string,
  base: string,
  texts: readonly string[],
  form: FormModel = shippedForm(),
): string | undefined {
  const changed = new Set(texts.map(plainLineEnds).filter((text) => text !== plainLineEnds(base)));
  return changed.size <= 1 || isLongText(path, form) ? mergeTexts(base, texts) : undefined;
}
