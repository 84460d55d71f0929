import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import { goesOnFrom } from '../../src-shared/form/goes-on.ts';
import { itemOf, type FieldRef } from '../state/session.ts';
import { textOf } from '../state/texts.ts';

/** A text that a box can begin from: what the same box said half a year or a year ago. */
export interface EarlierText {
  readonly path: FieldPath;
  readonly text: string;
}

/** The earlier texts of a box that hold something, the likeliest first. */
export function earlierTexts(field: FieldRef): readonly EarlierText[] {
  const sheet = itemOf(field);
  if (sheet === undefined) return [];
  return goesOnFrom(field.path, formOf(sheet), sheet.years).flatMap((path) => {
    const text = textOf({ ...field, path });
    return text.trim() === '' ? [] : [{ path, text }];
  });
}
