import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { rowCount, type RowBlock } from '../../../../src-shared/form/rows.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { addRow, removeRow, type RowOptions } from './change-rows.ts';
import { formOf } from '../../../../src-shared/form/forms.ts';
import { recordPath, type FormModel } from '../../../../src-shared/form/model.ts';

/** What changed in rows before fields are written. */
export interface RowsForFields {
  readonly opened: OpenedWorkbook;
  /** `costs.2` for each row that came in, in order. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** `costs.1` taken apart; `undefined` for a text that names no row. */
function parseRowPath(form: FormModel, path: string): { readonly block: RowBlock; readonly row: number } | undefined {
  for (const list of form.lists) {
    const [before = '', after = ''] = list.record.split('{row}');
    const row = path.slice(before.length);
    if (path.startsWith(before) && after === '' && /^\d{1,4}$/.test(row)) return { block: list.id, row: Number(row) };
  }
  return undefined;
}

/**
 * Removes rows, given by their numbers before anything changes, and then adds a row for each field path that is one past
 * a block's last row. Other paths that the item does not have are the patcher's to refuse.
 */
export function rowsForFields(
  opened: OpenedWorkbook,
  itemKey: string,
  fields: readonly string[],
  removeRows: readonly string[] = [],
  options: RowOptions = {},
): Result<RowsForFields, Failure> {
  let current = opened;
  const one = opened.items.find((item) => item.key === itemKey);
  const form = formOf(one ?? {});
  const sheet = one?.sheet ?? '';
  const going = [];
  for (const path of new Set(removeRows)) {
    const row = parseRowPath(form, path);
    if (row === undefined) return err({ kind: 'unknown-field', reason: 'none', sheet, values: { field: path } });
    going.push({ ...row, path });
  }
  for (const { block, row } of going.toSorted((a, b) => b.row - a.row)) {
    const changed = removeRow(current, itemKey, block, row, options);
    if (!changed.ok) return changed;
    current = changed.value.opened;
  }
  const added: string[] = [];
  for (const field of fields) {
    const key = form.keyOf(field);
    const list = key?.field.table;
    const item = current.items.find(({ key: other }) => other === itemKey);
    if (item === undefined || key?.row === undefined || list?.repeats !== true) continue;
    if (key.row !== rowCount(item, list.id) || key.row === 0) continue;
    if (key.year !== undefined && !item.years.includes(key.year)) continue;
    const changed = addRow(current, itemKey, list.id);
    if (!changed.ok) return changed;
    current = changed.value.opened;
    added.push(recordPath(list, key.row));
  }
  return ok({ opened: current, added, removed: going.map(({ path }) => path) });
}
