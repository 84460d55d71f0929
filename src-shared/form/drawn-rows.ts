import type { ItemSheet } from '../domain/item.ts';
import type { DrawnCell, DrawnSheet } from './form-view.ts';
import { formOf } from './forms.ts';
import { inRow, rowCount, rowOf } from './rows.ts';

interface Record {
  readonly top: number;
  readonly bottom: number;
  readonly cells: readonly DrawnCell[];
}

const known = new WeakMap<DrawnSheet, Map<string, DrawnSheet>>();

/**
 * How a sheet lies with the rows that an item has now: those to come below the ones that the file has, without those that were
 * removed, and below each list a strip where a row is added. Pure; kept for all items that lie alike.
 */
export function withRowsDrawn(drawn: DrawnSheet, sheet: ItemSheet): DrawnSheet {
  // Rows come and go in the window in the first form only.
  if (sheet.edition !== undefined) return drawn;
  const lists = formOf(sheet).lists.filter(({ description }) => description.repeat?.grow === true);
  const key = JSON.stringify([sheet.form ?? '', ...lists.map(({ id }) => rowCount(sheet, id))]);
  let byRows = known.get(drawn);
  if (byRows === undefined) known.set(drawn, (byRows = new Map()));
  let made = byRows.get(key);
  if (made === undefined) {
    let cells = drawn.cells;
    for (const { id } of lists) cells = growList(cells, sheet, id);
    byRows.set(key, (made = { ...drawn, cells }));
  }
  return made;
}

function growList(cells: readonly DrawnCell[], sheet: ItemSheet, list: string): readonly DrawnCell[] {
  const wanted = rowCount(sheet, list);
  const shown = cells.filter(({ path }) => {
    const place = path === undefined ? undefined : rowOf(sheet, path);
    return place?.block !== list || place.row < wanted;
  });
  const records = recordsOf(shown, sheet, list);
  const last = records.at(-1);
  if (last === undefined) return shown;
  const height = last.bottom - last.top + 1;
  const added = Math.max(0, wanted - records.length);
  const room = insertRows(shown, records, added * height + 1);
  const strip = {
    top: last.bottom + added * height + 1,
    bottom: last.bottom + added * height + 1,
    left: Math.min(...last.cells.map(({ left }) => left)),
    right: Math.max(...last.cells.map(({ right }) => right)),
    grows: list,
  };
  const toCome = Array.from({ length: added }, (_, i) =>
    last.cells.map((cell) => ({
      ...cell,
      top: cell.top + (i + 1) * height,
      bottom: cell.bottom + (i + 1) * height,
      path: inRow(sheet, cell.path as string, records.length + i),
    })),
  ).flat();
  return [...room, ...toCome, strip].toSorted((a, b) => a.top - b.top || a.left - b.left);
}

function recordsOf(cells: readonly DrawnCell[], sheet: ItemSheet, list: string): readonly Record[] {
  const byRow = new Map<number, DrawnCell[]>();
  for (const cell of cells) {
    const place = cell.path === undefined ? undefined : rowOf(sheet, cell.path);
    if (place?.block === list) byRow.set(place.row, [...(byRow.get(place.row) ?? []), cell]);
  }
  return [...byRow]
    .toSorted(([a], [b]) => a - b)
    .map(([, own]) => ({
      top: Math.min(...own.map(({ top }) => top)),
      bottom: Math.max(...own.map(({ bottom }) => bottom)),
      cells: own,
    }));
}

/** Makes room below the last record: what stands below moves down, what reaches over the list or stands beside all of it reaches on. */
function insertRows(cells: readonly DrawnCell[], records: readonly Record[], count: number): readonly DrawnCell[] {
  const first = records[0] as Record;
  const { bottom: after } = records.at(-1) as Record;
  const left = Math.min(...first.cells.map((cell) => cell.left));
  return cells.map((cell) => {
    if (cell.top > after) return { ...cell, top: cell.top + count, bottom: cell.bottom + count };
    const isBeside = cell.path === undefined && cell.bottom === after && cell.top <= first.top && cell.right < left;
    return cell.bottom > after || isBeside ? { ...cell, bottom: cell.bottom + count } : cell;
  });
}
