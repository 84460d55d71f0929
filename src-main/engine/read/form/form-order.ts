import type { FieldPath } from '../../../../src-shared/domain/fields.ts';
import { formatAddress, formatArea } from '../../book/address.ts';
import type { Box } from './boxes.ts';
import { lane } from './form-lane.ts';

/** Where a field's box lies; rows and columns count from 1. */
export interface PlacedField {
  readonly path: FieldPath;
  readonly row: number;
  readonly column: number;
  /** `D7`, its top left cell. */
  readonly cell: string;
  /** `D7:O7`. */
  readonly area: string;
}

/** What paths begin with, in the order of the form. */
const beginnings = [...new Set(lane.model.fields.map(({ template }) => beginningOf(template)))];
const ranks = new Map(beginnings.map((name, i) => [name, i]));

function beginningOf(path: string): string {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

/** The order of the form; within a block fields stay in the order in which they were met. */
export function inFormOrder(boxes: ReadonlyMap<FieldPath, Box>): PlacedField[] {
  const ordered: PlacedField[][] = Array.from({ length: ranks.size }, () => []);
  for (const [path, box] of boxes) {
    const rank = ranks.get(beginningOf(path)) as number;
    ordered[rank]?.push({
      path,
      row: box.top,
      column: box.left,
      cell: formatAddress(box.top, box.left),
      area: formatArea(box),
    });
  }
  return ordered.flat();
}
