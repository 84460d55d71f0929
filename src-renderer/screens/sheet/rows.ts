import { orderedPaths } from '../../../src-shared/checks/order.ts';
import { isBlank } from '../../../src-shared/checks/missing.ts';
import { parseFieldPath, type FieldPath } from '../../../src-shared/fields.ts';
import type { FieldChange } from '../../db/database.ts';
import { editFields } from '../../editing/edit.ts';
import { isEditable } from '../../editing/editable.ts';
import { flushTyping } from '../../editing/pending.ts';
import { goToField } from '../../workspace/go-to.ts';
import { itemOf, type ItemRef } from '../../workspace/session.ts';
import { textOf } from '../../workspace/texts.ts';

type Kind = 'steps' | 'indicators';

const rowCount = (item: ItemRef, kind: Kind): number => {
  const sheet = itemOf(item);
  return (kind === 'steps' ? sheet?.stepRows : sheet?.indicatorRows) ?? 0;
};

/** The paths of one row, in the order of the form. */
function pathsOf(item: ItemRef, kind: Kind, row: number): readonly FieldPath[] {
  const sheet = itemOf(item);
  return (sheet === undefined ? [] : orderedPaths(sheet)).filter((path) => {
    const key = parseFieldPath(path);
    return key?.block === kind && 'row' in key && key.row === row;
  });
}

const movedTo = (path: FieldPath, row: number): FieldPath => path.replace(/\.\d+\./u, `.${row}.`) as FieldPath;

/** Takes a row out: the rows below move up and the last laid-out row is left empty. One step of undo. */
export function removeRow(item: ItemRef, kind: Kind, row: number): void {
  flushTyping();
  const changes: FieldChange[] = [];
  const last = rowCount(item, kind) - 1;
  for (let target = row; target <= last; target += 1) {
    for (const path of pathsOf(item, kind, target)) {
      const ref = { ...item, path };
      if (!isEditable(ref)) continue;
      const after = target === last ? '' : textOf({ ...item, path: movedTo(path, target + 1) });
      changes.push({ item: item.item, path, before: textOf(ref), after });
    }
  }
  editFields(item.document, changes, 'rows');
}

/** The first laid-out row that is wholly empty. */
function emptyRow(item: ItemRef, kind: Kind): number | undefined {
  for (let row = 0; row < rowCount(item, kind); row += 1) {
    if (pathsOf(item, kind, row).every((path) => isBlank(textOf({ ...item, path })))) return row;
  }
  return undefined;
}

export const canAddRow = (item: ItemRef, kind: Kind): boolean => emptyRow(item, kind) !== undefined;

/** Goes to the next free row of the form. */
export function addRow(item: ItemRef, kind: Kind): void {
  const row = emptyRow(item, kind);
  const path = row === undefined ? undefined : pathsOf(item, kind, row)[0];
  if (path !== undefined) goToField({ ...item, path });
}
