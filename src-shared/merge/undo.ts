import { sameText } from './text.ts';

/** What one taking-in did to one field of the master. `field` names item and path. */
export interface FieldWrite {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What an undo does: fields that go back, and fields that were changed since and stay as they are. */
export interface UndoPlan {
  readonly back: readonly { readonly field: string; readonly from: string; readonly to: string }[];
  readonly kept: readonly { readonly field: string; readonly text: string }[];
}

/**
 * Takes one collecting out again: a field that still holds what the collecting wrote goes back to what it held before,
 * every other one is listed and left alone, so that nothing typed since is touched.
 *
 * @param current the master's text of a field now; `undefined` when the field is gone.
 */
export function undoPlan(writes: readonly FieldWrite[], current: (field: string) => string | undefined): UndoPlan {
  const back: { field: string; from: string; to: string }[] = [];
  const kept: { field: string; text: string }[] = [];
  for (const { field, before, after } of writes) {
    const text = current(field);
    if (text !== undefined && sameText(text, after)) back.push({ field, from: text, to: before });
    else kept.push({ field, text: text ?? '' });
  }
  return { back, kept };
}
