import { findSpans, type Span } from '../../src-shared/domain/normal.ts';
import { orderedPaths } from '../../src-shared/checks/order.ts';
import type { FieldChange } from '../db/database.ts';
import type { FieldRef, ItemRef } from '../state/session.ts';
import { itemOf } from '../state/session.ts';
import { textOf } from '../state/texts.ts';
import { isEditable } from './editable.ts';

/** One box in which the text to be replaced was found. */
export interface Occurrence {
  readonly field: FieldRef;
  readonly text: string;
  readonly spans: readonly Span[];
}

/** The plain places of a text, as typed. */
function exactSpans(text: string, find: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(find); at >= 0; at = text.indexOf(find, at + find.length)) {
    spans.push({ start: at, end: at + find.length });
  }
  return spans;
}

/** Where a text stands in the boxes of some sheets; boxes that cannot be typed in are left out. */
export function findOccurrences(items: readonly ItemRef[], find: string, exact: boolean): readonly Occurrence[] {
  if (find === '') return [];
  const found: Occurrence[] = [];
  for (const item of items) {
    const sheet = itemOf(item);
    for (const path of sheet === undefined ? [] : orderedPaths(sheet)) {
      const field = { ...item, path };
      const text = textOf(field);
      if (text === '') continue;
      const spans = exact ? exactSpans(text, find) : findSpans(text, find);
      if (spans.length > 0 && isEditable(field)) found.push({ field, text, spans });
    }
  }
  return found;
}

/** A text with its spans replaced. */
export function replaceSpans(text: string, spans: readonly Span[], replacement: string): string {
  let result = '';
  let from = 0;
  for (const { start, end } of spans) {
    result += text.slice(from, start) + replacement;
    from = end;
  }
  return result + text.slice(from);
}

/** The changes that a replacement makes; a box whose text has changed since it was found is left alone. */
export const replacementChanges = (occurrences: readonly Occurrence[], replacement: string): readonly FieldChange[] =>
  occurrences
    .filter(({ field, text }) => textOf(field) === text)
    .map(({ field, text, spans }) => ({
      item: field.item,
      path: field.path,
      before: text,
      after: replaceSpans(text, spans, replacement),
    }));
