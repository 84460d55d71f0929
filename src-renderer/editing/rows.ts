import { isBlank } from '../../src-shared/checks/missing.ts';
import { orderedPaths } from '../../src-shared/checks/order.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { pathsOfRow, rowCount, rowOf, type RowBlock } from '../../src-shared/form/rows.ts';
import type { FieldChange } from '../db/database.ts';
import { desk } from '../desk.ts';
import { goToField } from '../state/go-to.ts';
import { fileItemOf, itemOf, notify, type ItemRef } from '../state/session.ts';
import { askForRows, dropEmptyRows } from '../state/shape.ts';
import { textOf } from '../state/texts.ts';
import { editFields } from './edit.ts';
import { isEditable } from './editable.ts';
import { flushTyping } from './pending.ts';

const rowsOf = (item: ItemRef, block: RowBlock): number => {
  const sheet = itemOf(item);
  return sheet === undefined ? 0 : rowCount(sheet, block);
};

/** The paths of one shown row, in the order of the form. */
function pathsOf(item: ItemRef, block: RowBlock, row: number): readonly FieldPath[] {
  const sheet = itemOf(item);
  return (sheet === undefined ? [] : orderedPaths(sheet)).filter((path) => {
    const place = sheet && rowOf(sheet, path);
    return place?.block === block && place.row === row;
  });
}

const movedTo = (path: FieldPath, row: number): FieldPath => path.replace(/\.\d+\./u, `.${row}.`) as FieldPath;

/**
 * Takes a row out: the texts below move up, and the last row goes, out of the workbook too when it is saved. A block's
 * only row stays and is emptied, as rows do that hold a locked box. One step of undo. False when nothing can go: all that is
 * open from this row on is empty already.
 */
export function removeRow(item: ItemRef, block: RowBlock, row: number): boolean {
  flushTyping();
  const changes: FieldChange[] = [];
  const last = rowsOf(item, block) - 1;
  for (let target = row; target <= last; target += 1) {
    for (const path of pathsOf(item, block, target)) {
      const ref = { ...item, path };
      if (!isEditable(ref)) continue;
      const after = target === last ? '' : textOf({ ...item, path: movedTo(path, target + 1) });
      changes.push({ item: item.item, path, before: textOf(ref), after });
    }
  }
  const paths = pathsOf(item, block, last);
  const inFile = fileItemOf(item)?.fields[paths[0] ?? 'no'] !== undefined;
  const goes = last > 0 && paths.every((path) => isEditable({ ...item, path }));
  if (!goes && changes.every(({ before, after }) => before === after)) return false;
  const sign = changes.findIndex(({ path }) => path === paths[0]);
  if (goes) dropEmptyRows(item, block, last);
  editFields(
    item.document,
    goes && inFile ? changes.with(sign, { ...(changes[sign] as FieldChange), row: 'gone' }) : changes,
    'rows',
  );
  // The row with the cursor may be the one that went.
  const left = rowsOf(item, block);
  const next = row < left ? undefined : pathsOf(item, block, left - 1)[0];
  if (next !== undefined) goToField({ ...item, path: next });
  return true;
}

/** The first row below the last one with text; `undefined` while the form has none free. */
function freeRow(item: ItemRef, block: RowBlock): number | undefined {
  let free: number | undefined;
  for (let row = rowsOf(item, block) - 1; row >= 0; row -= 1) {
    if (!pathsOf(item, block, row).every((path) => isBlank(textOf({ ...item, path })))) break;
    free = row;
  }
  return free;
}

/** Rows cannot be added where sheet protection locks those that are there. */
export function canAddRow(item: ItemRef, block: RowBlock): boolean {
  const paths = pathsOf(item, block, rowsOf(item, block) - 1);
  return paths.some((path) => itemOf(item)?.fields[path]?.locked !== true);
}

/** Goes to the next free row: one that the form has, or a new one, which the workbook gets when it is saved with text in it. */
export async function addRow(item: ItemRef, block: RowBlock): Promise<void> {
  flushTyping();
  const free = freeRow(item, block);
  const row = free ?? rowsOf(item, block);
  if (free === undefined) {
    const removed = removedAgain(item, block, row);
    if (removed === undefined) askForRows(item, block, row + 1);
    else editFields(item.document, [removed], 'rows');
  }
  const path = pathsOf(item, block, row)[0];
  if (path !== undefined) goToField({ ...item, path });
  if (path === undefined || fileItemOf(item)?.fields[path] !== undefined) return;
  // Whether the workbook can take it is worked out meanwhile; a row that it cannot take is better not begun.
  const checked = await desk('checkNewRow', { document: item.document, item: item.item, block });
  if (checked.ok) return;
  dropEmptyRows(item, block, row);
  notify({ id: 'new-row', tone: 'error', content: { kind: 'failure', failure: checked.failure } });
}

/** The change that brings a row of the file back that was removed since; its text stays removed. */
function removedAgain(item: ItemRef, block: RowBlock, row: number): FieldChange | undefined {
  const sheet = fileItemOf(item);
  const path =
    sheet === undefined ? undefined : orderedPaths(sheet).find((each) => pathsOfRow(sheet, block, row).includes(each));
  return path === undefined ? undefined : { item: item.item, path, before: '', after: '', row: 'back' };
}
