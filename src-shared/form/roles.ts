import type { FieldRole } from './description.ts';
import { formOf } from './forms.ts';
import { pathOf, type FormField, type FormModel } from './model.ts';

/** What names its form: an item as read, or as it was at another time. */
interface OfForm {
  readonly form?: string | undefined;
}
interface Texts extends OfForm {
  readonly texts: Readonly<Record<string, string>>;
}
interface Fields extends OfForm {
  readonly fields: Readonly<Partial<Record<string, { readonly text: string }>>>;
}

/** Where an item has the field: the first one of what counts slots, rows and parts. */
const first = (field: FormField): string => pathOf(field, { row: 0, slot: 0, part: 0 });

/** The path of the first field of a role; `undefined` where the form has none. */
export function rolePath(form: FormModel, role: FieldRole): string | undefined {
  const [field] = form.withRole(role);
  return field && first(field);
}

/** Whether a path is an item's own number. */
export const isNumberPath = (item: OfForm, path: string): boolean => rolePath(formOf(item), 'no') === path;

/** The groups of an item, from the outermost. */
export const groupPaths = (item: OfForm): readonly string[] => formOf(item).withRole('group').map(first);

/** The levels above an item by their paths; a code and the name behind it are one level. */
export function groupLevels(form: FormModel): readonly { readonly id: string; readonly heading: string }[] {
  const groups = form.withRole('group');
  return groups.flatMap((field, i) =>
    field.kind === 'code' && groups[i + 1] !== undefined && groups[i + 1]?.kind !== 'code'
      ? []
      : [{ id: field.template, heading: field.shown }],
  );
}

const textAt = ({ fields }: Fields, path: string | undefined): string =>
  path === undefined ? '' : (fields[path]?.text ?? '');

/** Of an item that is a list's row alone the title stands in the list: the first field of the role that it has. */
const titlePath = (item: OfForm, has: (path: string) => boolean): string | undefined =>
  formOf(item).withRole('title').map(first).find(has);

export const titleOf = (item: Fields): string =>
  textAt(
    item,
    titlePath(item, (path) => item.fields[path] !== undefined),
  );

/** The outermost group of an item: 改革項目. */
export const mainGroupOf = (item: Fields): string => textAt(item, groupPaths(item)[0]);

/** The title of an item by its texts. */
export function titleIn(item: Texts): string {
  const path = titlePath(item, (one) => item.texts[one] !== undefined);
  return path === undefined ? '' : (item.texts[path] ?? '');
}
