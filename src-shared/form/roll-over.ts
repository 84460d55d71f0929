import type { FormField, FormModel } from './model.ts';

/** What a person may let go on in the next plan: a text, or the names of a list's rows. */
export interface CarriedField {
  /** Its path, or its list's id. */
  readonly id: string;
  readonly field: FormField;
  /** It goes on unless a person says otherwise. */
  readonly usual: boolean;
}

/** The texts that go on at a person's choice; number, title, sections and groups always do. */
export const carriedBlocks = (form: FormModel): readonly CarriedField[] =>
  form.fields.flatMap((field): readonly CarriedField[] => {
    const { rollOver } = field.traits;
    if (field.role !== undefined || (rollOver !== 'keep' && rollOver !== 'ask')) return [];
    const id = field.table?.repeats === true ? field.table.id : field.template;
    return [{ id, field, usual: rollOver === 'keep' }];
  });
