import { ruleHolds } from '../../../../src-shared/form/applies.ts';
import { fieldValue, type FieldValue } from '../../../../src-shared/form/values.ts';
import type { AnyField, AnyItem } from './any-item.ts';

/** Whether the field is to be filled in for the item: a choice elsewhere may say that it is not. */
export function appliesTo(item: Pick<AnyItem, 'fields'>, field: AnyField): boolean {
  const { applies } = field.traits;
  return applies === undefined || ruleHolds(applies, item.fields.get(applies.path)?.text ?? '');
}

/** What the field says beside its text. */
export const valueOfField = (field: AnyField, applies: boolean): FieldValue =>
  fieldValue({
    text: field.text,
    number: field.raw.kind === 'number' ? field.raw.value : undefined,
    traits: {
      ...field.traits,
      ...(field.choices === undefined || field.traits.choices !== undefined ? {} : { choices: field.choices }),
      // A total that somebody has typed over is a number like any other.
      ...(field.traits.kind === 'computed' && field.formula === undefined && field.raw.kind === 'number'
        ? { kind: 'number' as const }
        : {}),
    },
    year: field.year,
    label: field.label,
    headings: field.headings,
    applies,
  });
