import { orderedPaths } from './order.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { formOf } from '../form/forms.ts';
import { pathOf, type FieldKey, type FormModel } from '../form/model.ts';
import { isBlank, type TextOf } from './missing.ts';
import { parseSections } from '../domain/sections.ts';

export type ContradictionKind =
  | 'grade-without-text'
  | 'text-without-grade'
  | 'status-without-text'
  | 'text-without-status'
  | 'actual-without-plan'
  | 'no-lead-section'
  | 'several-lead-sections';

export interface Contradiction {
  readonly kind: ContradictionKind;
  /** The field to go to: the empty one of a pair. */
  readonly path: FieldPath;
}

/** Another field of a check, in the place of the one that was met. */
interface Other {
  readonly kind: 'together' | 'needs';
  readonly template: string;
}

const others = new WeakMap<FormModel, ReadonlyMap<string, readonly Other[]>>();

/** What the form's checks want beside a field, by its template. */
function othersOf(form: FormModel): ReadonlyMap<string, readonly Other[]> {
  let known = others.get(form);
  if (known !== undefined) return known;
  const made = new Map<string, Other[]>();
  for (const check of form.checks) {
    if (check.kind !== 'together' && check.kind !== 'needs') continue;
    const [first, ...rest] = check.fields;
    const { kind } = check;
    if (first !== undefined)
      made.set(first, [...(made.get(first) ?? []), ...rest.map((template) => ({ kind, template }))]);
  }
  others.set(form, (known = made));
  return known;
}

/** What is said of a mark that stands without its text, and of a text that lacks its mark. */
const pairKinds = {
  status: { onlyMark: 'status-without-text', onlyText: 'text-without-status' },
  grade: { onlyMark: 'grade-without-text', onlyText: 'text-without-grade' },
} as const;

/** What on a sheet contradicts itself, in the order of the form. A pair with both boxes empty is merely unfilled. */
export function contradictions(sheet: ItemSheet, textOf: TextOf): readonly Contradiction[] {
  const form = formOf(sheet);
  const wanted = othersOf(form);
  const found: Contradiction[] = [];
  for (const path of orderedPaths(sheet)) {
    const key = form.keyOf(path);
    if (key === undefined) continue;
    if (key.field.role === 'section' && key.field.kind === 'person') {
      const sections = parseSections(textOf(path));
      const leads = sections.filter((section) => section.lead).length;
      if (sections.length > 0 && leads === 0) found.push({ kind: 'no-lead-section', path });
      if (leads > 1) found.push({ kind: 'several-lead-sections', path });
      continue;
    }
    for (const other of wanted.get(key.field.template) ?? []) {
      const contradiction = between(sheet, textOf, form, key, path, other);
      if (contradiction !== undefined) found.push(contradiction);
    }
  }
  return found;
}

function between(
  sheet: ItemSheet,
  textOf: TextOf,
  form: FormModel,
  key: FieldKey,
  path: FieldPath,
  { kind, template }: Other,
): Contradiction | undefined {
  const other = pathOf({ template }, key);
  if (sheet.fields[other] === undefined) return undefined;
  const hasText = !isBlank(textOf(path));
  const hasOther = !isBlank(textOf(other));
  if (kind === 'needs') return hasText && !hasOther ? { kind: 'actual-without-plan', path: other } : undefined;
  const role = form.keyOf(other)?.field.role;
  const { onlyMark, onlyText } = pairKinds[role === 'status' ? 'status' : 'grade'];
  if (hasOther && !hasText) return { kind: onlyMark, path };
  return hasText && !hasOther ? { kind: onlyText, path: other } : undefined;
}
