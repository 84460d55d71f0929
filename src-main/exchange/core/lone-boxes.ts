import { parseAddress } from '../../engine/book/address.ts';
import type { SnapshotItem } from './snapshot.ts';

/** Where a box lies: the sheet as `cells` write it, `''` for the item's own. */
interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

function placeOf(cell: string | undefined): Place | undefined {
  if (cell === undefined) return undefined;
  const bang = cell.lastIndexOf('!');
  const found = parseAddress(cell.slice(bang + 1));
  return found === undefined ? undefined : { sheet: cell.slice(0, Math.max(0, bang)), ...found };
}

/**
 * Whether a box of a returned sheet lies elsewhere than in its base although neither rows nor columns were put in or taken out:
 * where they are, what stands below or to the right moves with it. A box that moved alone is another cell: merged cells were
 * parted, and what somebody wrote into the one beside was read in its place.
 */
export function movedAlone(base: SnapshotItem, other: SnapshotItem, path: string): boolean {
  const [before, after] = [placeOf(base.cells[path]), placeOf(other.cells[path])];
  if (before === undefined || after === undefined || before.sheet !== after.sheet) return false;
  const [down, right] = [after.row - before.row, after.column - before.column];
  if (down === 0 && right === 0) return false;
  const others = Object.keys(base.cells).flatMap((at) => {
    const [from, to] = [placeOf(base.cells[at]), placeOf(other.cells[at])];
    return at === path || from === undefined || to === undefined || from.sheet !== before.sheet
      ? []
      : [{ from, down: to.row - from.row, right: to.column - from.column }];
  });
  const alone = (moved: number, behind: readonly number[]): boolean =>
    moved !== 0 && behind.length > 0 && !behind.includes(moved);
  return (
    alone(
      down,
      others.flatMap((one) => (one.from.row >= before.row ? [one.down] : [])),
    ) ||
    alone(
      right,
      others.flatMap((one) => (one.from.column >= before.column ? [one.right] : [])),
    )
  );
}
