import { formOf, shippedForm } from './forms.ts';
import type { FormModel } from './model.ts';
import { eraYear } from '../domain/era-year.ts';
import type { FieldPath } from '../domain/fields.ts';

/** What people call a field: its block or table, record, year and line, and its own name. */
function labelParts(path: FieldPath, form: FormModel): { readonly place: string; readonly name: string } {
  const key = form.keyOf(path);
  if (key === undefined) return { place: '', name: path };
  const { field, row, slot, year } = key;
  const number = row ?? slot ?? 0;
  const block = field.table?.repeats === true ? field.table.shown : field.block.shown;
  const place = [`${block}${number > 0 ? number + 1 : ''}`, year === undefined ? '' : eraYear(year), field.lineShown];
  return { place: place.filter((word) => word !== '').join(' '), name: field.shown };
}

/** A field's name in one line: `令和8年度 上半期 進捗状況`. */
export function fieldLabel(path: FieldPath, form: FormModel = shippedForm()): string {
  const { place, name } = labelParts(path, form);
  return [place, name].filter((word) => word !== '').join(' ');
}

/** The names of several boxes in short, those of one place together: `総合評価（評価、評価区分）`. */
export function shortLabels(paths: Iterable<FieldPath>, item: Parameters<typeof formOf>[0]): readonly string[] {
  const places = new Map<string, Set<string>>();
  for (const path of paths) {
    const { place, name } = labelParts(path, formOf(item));
    const key = place === '' ? name : place;
    const names = places.get(key) ?? new Set<string>();
    if (place !== '') names.add(name);
    places.set(key, names);
  }
  return [...places].map(([place, names]) => (names.size === 0 ? place : `${place}（${[...names].join('、')}）`));
}
