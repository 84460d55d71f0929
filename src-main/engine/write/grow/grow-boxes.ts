import type { Failure, Warning } from '../../../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../../../src-shared/domain/item.ts';
import { growRows } from '../../../../src-shared/paper/grow.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { openPaperBook } from '../../paper/paper-book.ts';
import { openBy } from '../../read/open-by.ts';
import { formatAddress } from '../../book/address.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { attempt } from '../../package/attempt.ts';
import { PackageDraft } from '../draft/package-draft.ts';
import { readRowHeights } from '../shift/row-heights.ts';
import { keepSizes } from '../shift/shift-drawing.ts';
import { signedFailure } from '../../book/signed.ts';
import { setRowHeights } from './set-row-heights.ts';

/** A row that was raised; heights in points. */
export interface GrownRow {
  readonly sheet: string;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

export interface GrownWorkbook {
  readonly bytes: Uint8Array;
  readonly opened: OpenedWorkbook;
  readonly grown: readonly GrownRow[];
}

/** The height that Excel allows a row (Excel specifications and limits). */
const highestRow = 409.5;

/**
 * Raises rows of item sheets so that no text of a box is cut on paper, measured by the same tables as the printed page;
 * never lowers one. Shapes keep their size and stay at their cells. Cells beside the form do not count. `keys` are
 * `ItemSheet.key`; without them all items. A workbook in which everything fits comes back as it is.
 *
 * Fails with `unknown-item`, `unsafe` (signed), `damaged`.
 */
export function growBoxes(opened: OpenedWorkbook, keys?: readonly string[]): Result<GrownWorkbook, Failure> {
  return attempt(() => grow(opened, keys));
}

function grow(opened: OpenedWorkbook, keys: readonly string[] | undefined): Result<GrownWorkbook, Failure> {
  const items: ItemSheet[] = [];
  for (const key of keys ?? opened.items.map((item) => item.key)) {
    const item = opened.items.find((one) => one.key === key);
    if (item === undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no: key } });
    items.push(item);
  }
  const book = openPaperBook(opened.package);
  const draft = new PackageDraft(opened.package);
  const grown: GrownRow[] = [];
  for (const [part, sheet] of boxesByPart(items)) grown.push(...growSheet(book, draft, part, sheet));
  if (grown.length === 0) return ok({ bytes: opened.package.bytes, opened, grown });
  const signed = signedFailure(opened.package);
  if (signed !== undefined) return err(signed);
  const bytes = draft.bytes();
  const again = openBy(bytes, opened.byForm?.description);
  if (!again.ok || again.value.items.length !== opened.items.length)
    return err({ kind: 'write-failed', reason: 'check' });
  return ok({ bytes, opened: again.value, grown });
}

/** What a person is told of rows that grew, one line a sheet. */
export function grownWarnings(grown: readonly GrownRow[]): readonly Warning[] {
  return [...new Set(grown.map(({ sheet }) => sheet))].map((sheet) => {
    const rows = grown.filter((one) => one.sheet === sheet).map(({ row, from, to }) => `${row}: ${from} → ${to} pt`);
    return { kind: 'rows-grown', reason: 'some', sheet, values: { rows: rows.join('、') } };
  });
}

interface SheetBoxes {
  readonly name: string;
  readonly boxes: Set<string>;
}

/** The boxes of items by their sheet's part: an item may stand on several sheets, and a sheet may hold many. */
function boxesByPart(items: readonly ItemSheet[]): ReadonlyMap<string, SheetBoxes> {
  const parts = new Map<string, SheetBoxes>();
  for (const item of items)
    for (const field of Object.values(item.fields)) {
      if (field === undefined) continue;
      const part = field.part ?? item.key;
      const known = parts.get(part) ?? { name: field.sheet ?? item.sheet, boxes: new Set() };
      known.boxes.add(field.cell);
      parts.set(part, known);
    }
  return parts;
}

function growSheet(
  book: ReturnType<typeof openPaperBook>,
  draft: PackageDraft,
  part: string,
  { name, boxes }: SheetBoxes,
): readonly GrownRow[] {
  const geometry = book.geometry(part);
  const cells = geometry.cells.filter((cell) => boxes.has(formatAddress(cell.row, cell.column)));
  const rows = growRows({ ...geometry, cells }, 'grow')
    .grown.map(({ row, from, to }) => ({ sheet: name, row, from, to: Math.min(to, highestRow) }))
    .filter(({ from, to }) => to > from);
  if (rows.length === 0) return [];
  const text = draft.text(part);
  const before = readRowHeights(text);
  draft.put(part, setRowHeights(text, new Map(rows.map(({ row, to }) => [row, to]))));
  const after = readRowHeights(draft.text(part));
  for (const { type, target, external } of draft.relationships(part)) {
    if (type === 'drawing' && !external && draft.has(target))
      draft.edit(target, (edit) => keepSizes(edit, before, after));
  }
  return rows;
}
