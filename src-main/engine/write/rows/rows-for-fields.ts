import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { parseFieldPath } from '../../../../src-shared/domain/fields.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { rowCount, type RowBlock } from '../../../../src-shared/domain/rows.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { addRow, removeRow, type RowOptions } from './change-rows.ts';

/** What changed in rows before fields are written. */
export interface RowsForFields {
  readonly opened: OpenedWorkbook;
  /** `indicators.2` for each row that came in, in order. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** `indicators.1` taken apart; `undefined` for a text that names no row. */
function parseRowPath(path: string): { readonly block: RowBlock; readonly row: number } | undefined {
  const m = /^(steps|indicators)\.(\d{1,4})$/.exec(path);
  return m === null ? undefined : { block: m[1] as RowBlock, row: Number(m[2]) };
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
  const sheet = opened.items.find((item) => item.key === itemKey)?.sheet ?? '';
  const going = [];
  for (const path of new Set(removeRows)) {
    const row = parseRowPath(path);
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
    const key = parseFieldPath(field);
    const item = current.items.find((one) => one.key === itemKey);
    if (item === undefined || (key?.block !== 'steps' && key?.block !== 'indicators')) continue;
    if (key.row !== rowCount(item, key.block) || key.row === 0) continue;
    if ('year' in key && !item.years.includes(key.year)) continue;
    const changed = addRow(current, itemKey, key.block);
    if (!changed.ok) return changed;
    current = changed.value.opened;
    added.push(`${key.block}.${key.row}`);
  }
  return ok({ opened: current, added, removed: going.map(({ path }) => path) });
}
