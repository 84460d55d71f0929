import type { FormDescription } from './description.ts';
import { modelOf, type FormModel } from './model.ts';
import { shippedDescription } from './shipped.ts';

/**
 * The forms that this process has met. A description comes with a workbook, a plan folder or an option; whoever opens it
 * registers it, and its items name it by a short key, so that they stay plain data on every way.
 */
const models = new Map<string, FormModel>();
const keys = new WeakMap<FormDescription, ReadonlyMap<string, string>>();

let shipped: FormModel | undefined;

/** The form that the program ships: items that name no form are of it. */
export const shippedForm = (): FormModel =>
  (shipped ??= modelOf(shippedDescription, shippedDescription.editions[0] as never, ''));

/** The keys of a description's editions; their models are known from then on. */
export function formKeys(description: FormDescription): ReadonlyMap<string, string> {
  const known = keys.get(description);
  if (known !== undefined) return known;
  const print = fingerprint(JSON.stringify(description));
  const made = new Map(
    description.editions.map((edition): [string, string] => {
      const key = `${description.id}/${edition.id}/${print}`;
      if (!models.has(key)) models.set(key, modelOf(description, edition, key));
      return [edition.id, key];
    }),
  );
  keys.set(description, made);
  return made;
}

/** The form of an item. One that this process has not met knows no field: its paths are kept and shown as they are. */
export function formOf(item: { readonly form?: string | undefined }): FormModel {
  const { form = '' } = item;
  return form === '' ? shippedForm() : (models.get(form) ?? unknown(form));
}

const unknown = (key: string): FormModel =>
  modelOf({ kohyoForm: 1, id: key, name: '', editions: [] }, { id: '', sheets: [] }, key);

/** 53 bits of a text (FNV-1a in two halves): tells descriptions apart that bear one name. */
function fingerprint(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x1000193;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193) >>> 0;
    high = Math.imul(high ^ (code + i), 0x85ebca6b) >>> 0;
  }
  return `${low.toString(36)}${high.toString(36)}`;
}
