import type { FormDescription, LabelLike } from '../../../src-shared/form/description.ts';
import type { DrawnSheet, FormView } from '../../../src-shared/form/form-view.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import type { ByForm, WorkbookPackage } from '../types.ts';
import { columnWidths } from './field-capacity.ts';

/** Columns beyond are no form's: a stray text in XFD would make a sheet of 16,384 columns. */
const mostColumns = 1024;

/** What the window draws of a workbook of another form; items whose sheets lie alike share one sheet. */
export function formView(
  pkg: WorkbookPackage,
  { description, sheets }: ByForm,
  items: readonly ItemSheet[],
): { readonly form: FormView; readonly items: readonly ItemSheet[] } {
  const columns = sheets.map(({ part, cells }) => ({
    part,
    columns: Math.min(mostColumns, Math.max(1, ...cells.map(({ right }) => right))),
  }));
  const widths = columnWidths(pkg, columns);
  const drawn: DrawnSheet[] = [];
  const known = new Map<string, number>();
  const places = sheets.map(({ cells }, i): number => {
    const sheet = { widths: widths[i] ?? [], cells };
    const key = JSON.stringify(sheet);
    let place = known.get(key);
    if (place === undefined) {
      place = drawn.push(sheet) - 1;
      known.set(key, place);
    }
    return place;
  });
  return {
    form: viewOf(description, drawn),
    items: items.map((item) =>
      item.drawn === undefined
        ? item
        : { ...item, drawn: item.drawn.map(({ sheet, index }) => ({ sheet, index: places[index] as number })) },
    ),
  };
}

const textOf = (label: LabelLike | undefined): string =>
  label === undefined ? '' : typeof label === 'string' ? label : label.text;

const viewOf = (description: FormDescription, sheets: readonly DrawnSheet[]): FormView => ({
  id: description.id,
  name: description.name,
  description,
  stages: description.stages ?? [],
  checks: Object.fromEntries(description.editions.map(({ id, checks = [] }) => [id, checks])),
  blocks: Object.fromEntries(
    description.editions.flatMap((edition) =>
      edition.sheets.flatMap((sheet) =>
        sheet.blocks.map((block) => [`${edition.id}/${block.id}`, textOf(block.heading)] as const),
      ),
    ),
  ),
  sheets,
});
