import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { ExchangeState } from './exchange-state.ts';
import type { FileRecord } from './records.ts';

/** A row that somebody typed right below a list of the form, where the form has none. */
export interface OpenRow {
  readonly file: FileRecord;
  readonly sheet: string;
  /** The sheet's row. */
  readonly row: number;
  /** The item of the plan. */
  readonly item: number;
  readonly cells: readonly { readonly cell: string; readonly path: FieldPath; readonly text: string }[];
}

/** The rows that nobody has said anything about yet. */
export function openRows(state: ExchangeState): readonly OpenRow[] {
  return [...state.files.values()]
    .filter((file) => !state.replaced.has(file.hash) && !state.knowledge.isHeld(file))
    .flatMap((file) =>
      (file.rows ?? []).flatMap(({ sheet, row, cells }): OpenRow[] => {
        if (state.answer(file.hash, `${sheet}/${row}`) !== undefined) return [];
        const reading = file.items.find((one) => one.status !== 'missing' && one.sheet === sheet);
        const item = reading === undefined ? undefined : state.itemOf(file, reading);
        return item === undefined ? [] : [{ file, sheet, row, item, cells }];
      }),
    );
}
