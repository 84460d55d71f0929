import { foldLabel } from '../../../../src-shared/form/fold.ts';
import { fieldValue, type FieldValue } from '../../../../src-shared/form/values.ts';
import type { AnyField, AnyItem } from './any-item.ts';

/** Whether the field is to be filled in for the item: a choice elsewhere may say that it is not. */
export function appliesTo(item: Pick<AnyItem, 'fields'>, field: AnyField): boolean {
  const { applies } = field.traits;
  if (applies === undefined) return true;
  const text = foldLabel(item.fields.get(applies.path)?.text ?? '');
  const holds = (words: readonly string[] | undefined): boolean =>
    words?.some((word) => foldLabel(word) === text) === true;
  if (applies.is !== undefined && applies.is.length > 0) return text === '' || holds(applies.is);
  return !holds(applies.not);
}

/** What the field says beside its text. */
export const valueOfField = (field: AnyField, applies: boolean): FieldValue =>
  fieldValue({
    text: field.text,
    number: field.raw.kind === 'number' ? field.raw.value : undefined,
    traits:
      field.choices === undefined || field.traits.choices !== undefined
        ? field.traits
        : { ...field.traits, choices: field.choices },
    year: field.year,
    label: field.label,
    headings: field.headings,
    applies,
  });
