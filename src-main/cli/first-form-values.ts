import type { SheetField } from '../../src-shared/domain/item.ts';
import { shippedForm } from '../../src-shared/form/forms.ts';
import { fieldValue, type FieldValue } from '../../src-shared/form/values.ts';

/** `--values` of the first form: what its description says of each field. */
export function firstFormValue({ path, text, raw, choices }: SheetField): FieldValue {
  const { field, year } = shippedForm().keyOf(path) ?? {};
  const { kind = 'text', role, words = '', table, headings = [] } = field ?? {};
  return fieldValue({
    text,
    number: raw.kind === 'number' ? raw.value : undefined,
    traits: {
      kind,
      ...(role === undefined ? {} : { role }),
      ...(choices === undefined ? {} : { choices }),
    },
    year,
    label: words,
    headings: table?.repeats === true ? headings.slice(-1) : [],
    applies: true,
  });
}
