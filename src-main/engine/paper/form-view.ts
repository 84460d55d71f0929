import type { FormDescription, LabelLike } from '../../../src-shared/form/description.ts';
import type { DrawnCell, DrawnSheet, FormView } from '../../../src-shared/form/form-view.ts';
import { columnWidths, type SheetShapes } from './field-capacity.ts';

/** Columns beyond are no form's: a stray text in XFD would make a sheet of 16,384 columns. */
const mostColumns = 1024;

/** What the window draws of a workbook's sheets: those that lie alike are one; `places` says which one each is. */
export function drawnSheets(
  shapes: SheetShapes,
  seen: readonly { readonly part: string; readonly cells: readonly DrawnCell[] }[],
): { readonly sheets: readonly DrawnSheet[]; readonly places: readonly number[] } {
  const sheets: DrawnSheet[] = [];
  const known = new Map<string, number>();
  const texts = new Map<readonly DrawnCell[], string>();
  const places = seen.map(({ part, cells }): number => {
    const columns = Math.min(mostColumns, Math.max(1, ...cells.map(({ right }) => right)));
    const widths = columnWidths(shapes, part, columns);
    let text = texts.get(cells);
    if (text === undefined) texts.set(cells, (text = JSON.stringify(cells)));
    const key = `${widths.join()} ${text}`;
    let place = known.get(key);
    if (place === undefined) {
      place = sheets.push({ widths, cells }) - 1;
      known.set(key, place);
    }
    return place;
  });
  return { sheets, places };
}

const textOf = (label: LabelLike | undefined): string =>
  label === undefined ? '' : typeof label === 'string' ? label : label.text;

/** What the window is told of a described form. */
export const formView = (description: FormDescription): FormView => ({
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
});
