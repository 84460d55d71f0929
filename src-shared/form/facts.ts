import type { FieldPath, FiscalYear } from '../domain/fields.ts';
import type { ItemSheet, SheetField } from '../domain/item.ts';
import type { Traits } from './description.ts';
import { formOf } from './forms.ts';

/** What a sheet and its form's description say of one box. Fields of one kind share the object. */
export interface FieldFacts {
  /** The words beside the box, as on the sheet. */
  readonly label: string;
  /** Headings over it, outer first. */
  readonly headings: readonly string[];
  /** What the description calls it, where those words do not say it. */
  readonly shown?: string;
  /** The id of its block. */
  readonly block: string;
  readonly year?: number;
  readonly traits: Traits;
}

/** What is known of a field; `undefined` for fields of the first form and for no field. Rooms below the form's do not know its words. */
export const factsOf = (field: Pick<SheetField, 'facts'> | undefined): FieldFacts | undefined =>
  field?.facts as FieldFacts | undefined;

/** The year that a box is about, by its sheet's headings or its path. */
export const yearOfBox = (sheet: ItemSheet, path: FieldPath): FiscalYear | undefined =>
  factsOf(sheet.fields[path])?.year ?? formOf(sheet).keyOf(path)?.year;

/** What the form says of a box. */
export const traitsOfBox = (sheet: ItemSheet, path: FieldPath): Traits | undefined =>
  factsOf(sheet.fields[path])?.traits ?? formOf(sheet).keyOf(path)?.field.traits;

/** The id of the block that a box stands in. */
export const blockOfBox = (sheet: ItemSheet, path: FieldPath): string | undefined =>
  factsOf(sheet.fields[path])?.block ?? formOf(sheet).keyOf(path)?.field.block.id;

/** The name of a box in one line, as lists and screen readers say it: what the description calls it, else headings, then its label; words that repeat are said once. */
export function factsName({ headings, label, shown }: Pick<FieldFacts, 'headings' | 'label' | 'shown'>): string {
  if (shown !== undefined) return shown;
  const words = [...headings, label].map((text) => text.replace(/\s+/gu, ' ').trim());
  return words.filter((text, i) => text !== '' && words.indexOf(text) === i).join(' ');
}
