import type { Failure } from '../../../../src-shared/failures/failures.ts';
import type { ItemSheet, SheetField } from '../../../../src-shared/domain/item.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { rowCount, type RowBlock } from '../../../../src-shared/form/rows.ts';
import { openWorkbook } from '../../read/open.ts';
import { workbookPart } from '../../package/open-package.ts';
import { columnName, formatAddress, maxRow, type Area } from '../../book/address.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { attempt } from '../../package/attempt.ts';
import { PackageDraft } from '../draft/package-draft.ts';
import { readBack } from '../references/read-back.ts';
import { lostReferences } from '../shift/shift-formula.ts';
import { lastGone, shiftArea, type RowShift } from '../shift/row-shift.ts';
import type { SheetShift } from '../shift/shift-sheet.ts';
import { findObstacle, shiftWorkbook } from '../shift/shift-workbook.ts';
import { signedFailure } from '../../book/signed.ts';
import { indexSheets, type IndexedSheet } from '../../book/workbook-index.ts';
import { blockRow, type BlockRow } from './block-rows.ts';
import { emptyCopy, readSheetRows, type SheetRows } from './sheet-rows.ts';

/** A workbook after a row came or went: its bytes, read again. */
export interface ChangedRows {
  readonly bytes: Uint8Array;
  readonly opened: OpenedWorkbook;
}

export interface RowOptions {
  /** Remove rows whose boxes sheet protection locks. */
  readonly unlock?: boolean;
}

/**
 * Adds an empty step or indicator row below the block's last one: sheet rows with that one's heights, formats and merged
 * areas come in, labels and boxes beside the block grow over them, and everything that points below moves down.
 *
 * Fails with `unknown-item`, `unknown-field` (the block has no row that could be copied), `structure` (a table, an array
 * formula or a pivot table lies across; a reference would break), `damaged`.
 */
export function addRow(opened: OpenedWorkbook, itemKey: string, block: RowBlock): Result<ChangedRows, Failure> {
  const item = opened.items.find((one) => one.key === itemKey);
  if (item === undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no: itemKey } });
  const count = rowCount(item, block);
  const template = blockRow(item, block, count - 1);
  if (template === undefined) return err(unknownRow(item, block, 0));
  const { area } = template;
  const height = area.bottom - area.top + 1;
  const shift: RowShift = { at: area.bottom + 1, count: height };
  return change(opened, item, block, shift, (draft, sheet) => {
    const rows = readSheetRows(draft.text(sheet.part), area.top, area.bottom);
    if (rows.lastRow + height > maxRow) return err({ kind: 'structure', reason: 'no-room', sheet: sheet.name });
    return ok(additionOf(sheet, item, template, rows, shift));
  });
}

/**
 * Removes one step or indicator row with its text, its sheet rows, and the shapes that lie in them. Labels and boxes beside
 * the block shrink and keep their text; formulas that pointed at the row show `#REF!`, as after deleting it in Excel.
 *
 * Fails with `unknown-item`, `unknown-field` (no such row), `structure` (the block's only row; a table, an array formula or
 * a pivot table lies across), `locked`, `damaged`.
 */
export function removeRow(
  opened: OpenedWorkbook,
  itemKey: string,
  block: RowBlock,
  row: number,
  options: RowOptions = {},
): Result<ChangedRows, Failure> {
  const item = opened.items.find((one) => one.key === itemKey);
  if (item === undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no: itemKey } });
  const going = blockRow(item, block, row);
  if (going === undefined) return err(unknownRow(item, block, row));
  if (rowCount(item, block) === 1) return err({ kind: 'structure', reason: 'last-row', sheet: item.sheet });
  const locked = going.fields.find((field) => field.locked);
  if (locked !== undefined && !options.unlock) {
    return err({ kind: 'locked', reason: 'cell', sheet: item.sheet, cell: locked.cell });
  }
  const shift: RowShift = { at: going.area.top, count: going.area.top - going.area.bottom - 1 };
  return change(opened, item, block, shift, (draft, sheet) => {
    const rows = readSheetRows(draft.text(sheet.part), going.area.top, going.area.bottom);
    return ok(removalOf(sheet, rows, shift));
  });
}

function change(
  opened: OpenedWorkbook,
  item: ItemSheet,
  block: RowBlock,
  shift: RowShift,
  plan: (draft: PackageDraft, sheet: IndexedSheet) => Result<SheetShift, Failure>,
): Result<ChangedRows, Failure> {
  return attempt(() => changeUnchecked(opened, item, block, shift, plan));
}

function changeUnchecked(
  opened: OpenedWorkbook,
  item: ItemSheet,
  block: RowBlock,
  shift: RowShift,
  plan: (draft: PackageDraft, sheet: IndexedSheet) => Result<SheetShift, Failure>,
): Result<ChangedRows, Failure> {
  const signed = signedFailure(opened.package);
  if (signed !== undefined) return err(signed);
  const draft = new PackageDraft(opened.package);
  const sheets = indexSheets(draft, workbookPart(opened.package));
  const sheet = sheets.find((one) => one.part.toLowerCase() === item.key.toLowerCase());
  if (sheet === undefined) throw new Error(`no sheet with the part ${item.key}`);
  const obstacle = findObstacle(draft, sheet, shift);
  if (obstacle !== undefined) {
    return err({ kind: 'structure', reason: obstacle.what, sheet: sheet.name, values: { area: obstacle.area } });
  }
  const job = plan(draft, sheet);
  if (!job.ok) return job;
  shiftWorkbook(draft, sheets, sheet, job.value);
  const lost = (formula: string, own: boolean): number => lostReferences(formula, shift, { sheet: sheet.name, own });
  const broken = readBack(draft, sheets, { moved: { sheet: sheet.name, lost } });
  if (broken !== undefined) return err(broken);
  const bytes = draft.bytes();
  const again = openWorkbook(bytes);
  if (!again.ok) return err({ kind: 'write-failed', reason: 'check', sheet: sheet.name });
  const read = again.value.items.find((one) => one.key.toLowerCase() === item.key.toLowerCase());
  if (read === undefined || rowCount(read, block) !== rowCount(item, block) + Math.sign(shift.count)) {
    return err({ kind: 'write-failed', reason: 'check', sheet: sheet.name });
  }
  return ok({ bytes, opened: again.value });
}

function additionOf(
  sheet: IndexedSheet,
  item: ItemSheet,
  template: BlockRow,
  rows: SheetRows,
  shift: RowShift,
): SheetShift {
  const { area } = template;
  const inBlock = (one: Area) => one.left >= area.left && one.right <= area.right;
  const inRows = (one: Area) => one.top >= area.top && one.bottom <= area.bottom;
  const down = (one: Area): Area => ({ ...one, top: one.top + shift.count, bottom: one.bottom + shift.count });
  const grows = (one: Area) => one.bottom === area.bottom && one.top <= area.top && !(inBlock(one) && inRows(one));
  const addMerges: Area[] = rows.merges.filter((one) => inBlock(one) && inRows(one)).map(down);
  for (const one of boxesBeside(item, template, rows)) addMerges.push({ ...one, bottom: one.bottom + shift.count });
  let newRows = '';
  for (let row = area.top; row <= area.bottom; row++) {
    const at = row + shift.count;
    newRows += emptyCopy(rows.rows.get(row), at, (column) => formatAddress(at, column), rows.prefix);
  }
  return {
    shift,
    place: { sheet: sheet.name, own: true },
    template: area,
    newRows,
    merge: (one) => (grows(one) ? { ...one, bottom: one.bottom + shift.count } : shiftArea(shift, one)),
    addMerges,
  };
}

/**
 * Single cells beside the block that are as high as its last row and have to grow with it: the label at the left
 * (指標 where there is one indicator), and boxes of other blocks at the side.
 */
function boxesBeside(item: ItemSheet, { area }: BlockRow, rows: SheetRows): readonly Area[] {
  if (area.top !== area.bottom) return [];
  const merged = (column: number) =>
    rows.merges.some(
      (one) => one.top <= area.top && one.bottom >= area.top && one.left <= column && one.right >= column,
    );
  const boxes = new Set(Object.values(item.fields as Record<string, SheetField>).map((field) => field.cell));
  const cells = rows.rows.get(area.top)?.cells ?? [];
  return cells
    .filter(({ column, filled }) => {
      if ((column >= area.left && column <= area.right) || merged(column)) return false;
      return column < area.left ? filled : boxes.has(formatAddress(area.top, column));
    })
    .map(({ column }) => ({ top: area.top, bottom: area.bottom, left: column, right: column }));
}

function removalOf(sheet: IndexedSheet, rows: SheetRows, shift: RowShift): SheetShift {
  const end = lastGone(shift);
  const kept = new Set<string>();
  for (const merge of rows.merges) {
    if (merge.top >= shift.at && merge.top <= end && merge.bottom > end)
      kept.add(`${columnName(merge.left)}${merge.top}`);
  }
  return {
    shift,
    place: { sheet: sheet.name, own: true, kept },
    merge: (one) => shiftArea(shift, one),
    addMerges: [],
  };
}

const unknownRow = (item: ItemSheet, block: RowBlock, row: number): Failure => ({
  kind: 'unknown-field',
  reason: 'none',
  sheet: item.sheet,
  values: { field: `${block}.${row}` },
});
