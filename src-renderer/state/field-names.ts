import type { FieldPath } from '../../src-shared/domain/fields.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { factsName, factsOf, type FieldFacts } from '../../src-shared/form/facts.ts';
import type { FormView } from '../../src-shared/form/form-view.ts';
import { activeDocument } from './session.ts';

const known = new WeakMap<readonly ItemSheet[], ReadonlyMap<FieldPath, string>>();

/** The name of a box of the workbook in front, where a description has read it. */
export function describedName(path: FieldPath): string | undefined {
  const document = activeDocument();
  return document?.form === undefined ? undefined : namesOf(document.fileItems, document.form).get(path);
}

/**
 * The names of all boxes of a workbook: the words of the sheet. Where several boxes have the same ones, their blocks tell them apart,
 * and records are counted as people count.
 */
function namesOf(items: readonly ItemSheet[], form: FormView): ReadonlyMap<FieldPath, string> {
  const made = known.get(items);
  if (made !== undefined) return made;
  const facts = new Map<FieldPath, { readonly facts: FieldFacts; readonly edition: string }>();
  for (const { fields, edition = '' } of items)
    for (const field of Object.values(fields)) {
      const own = factsOf(field);
      if (field !== undefined && own !== undefined && !facts.has(field.path))
        facts.set(field.path, { facts: own, edition });
    }
  const first = new Map([...facts].map(([path, each]) => [path, factsName(each.facts)]));
  const withBlock = distinct(first, (path, name) => {
    const each = facts.get(path);
    const heading = each === undefined ? '' : (form.blocks[`${each.edition}/${each.facts.block}`] ?? '');
    return `${heading.replace(/\s+/gu, ' ').trim()} ${name}`.trim();
  });
  const names = distinct(withBlock, (path, name) => {
    const record = /\.(\d{1,3})(?:\.|$)/u.exec(path)?.[1];
    return record === undefined ? name : `${name} (${Number(record) + 1})`;
  });
  known.set(items, names);
  return names;
}

/** Names that several boxes have are made longer. */
function distinct(
  names: ReadonlyMap<FieldPath, string>,
  longer: (path: FieldPath, name: string) => string,
): ReadonlyMap<FieldPath, string> {
  const times = new Map<string, number>();
  for (const name of names.values()) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(
    [...names].map(([path, name]) => [path, (times.get(name) ?? 0) > 1 || name === '' ? longer(path, name) : name]),
  );
}
