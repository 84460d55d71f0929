import type { ExchangeEdit } from '../../../src-shared/domain/exchange.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { rowCount } from '../../../src-shared/form/rows.ts';
import type { MasterPlace } from './base-places.ts';
import type { MasterNow } from './read-returned.ts';
import type { RecordOf } from './records.ts';
import { rowsIn } from './rows-to-come.ts';
import type { Snapshot } from './snapshot.ts';
import { rowOf } from '../../../src-shared/form/rows.ts';

type Write = RecordOf<'collected'>['writes'][number];

const rowKey = (item: number, block: string, row: number): string => `${item} ${block}.${row}`;

/** The rows of the master that a collecting has added: those behind the last row of the base that it wrote from. */
export function addedRowsOf(
  record: RecordOf<'collected'>,
  bases: ReadonlyMap<string, Snapshot>,
  placeOf: (write: Write) => MasterPlace | undefined,
): ReadonlySet<string> {
  const rows = new Set<string>();
  for (const write of record.writes) {
    const base = bases.get(write.base)?.items[write.item];
    const inBase = base && rowOf(base, write.path);
    const place = placeOf(write);
    const now = base && place && rowOf(base, place.path);
    if (base === undefined || inBase === undefined || place === undefined || now === undefined) continue;
    if (inBase.row >= rowsIn(base, inBase.block)) rows.add(rowKey(place.item, now.block, now.row));
  }
  return rows;
}

/**
 * The edits of an undo, with the rows marked that go with it: rows that the collecting had added and in which nothing is
 * left once its texts are out. A row that lives in drafts alone goes by itself.
 */
export function withRowsGone(
  back: readonly ExchangeEdit[],
  {
    items,
    master,
    addedRows,
  }: { readonly items: readonly ItemSheet[]; readonly master: MasterNow; readonly addedRows: ReadonlySet<string> },
): readonly ExchangeEdit[] {
  const emptied = new Set(back.filter(({ after }) => after === '').map(({ item, path }) => `${item}\n${path}`));
  return back.map((edit) => {
    const index = master.keys.indexOf(edit.item);
    const sheet = items.find(({ key }) => key === edit.item);
    const row = sheet && rowOf(sheet, edit.path);
    if (
      row === undefined ||
      sheet === undefined ||
      !addedRows.has(rowKey(index, row.block, row.row)) ||
      row.row >= rowCount(sheet, row.block)
    )
      return edit;
    const left = Object.entries(master.snapshot.items[index]!.texts).filter(
      ([path, text]) => text.trim() !== '' && isInRow(sheet, path, row),
    );
    return left.every(([path]) => emptied.has(`${edit.item}\n${path}`)) ? { ...edit, gone: true } : edit;
  });
}

function isInRow(
  sheet: ItemSheet,
  path: string,
  { block, row }: { readonly block: string; readonly row: number },
): boolean {
  const place = rowOf(sheet, path);
  return place?.block === block && place.row === row;
}
