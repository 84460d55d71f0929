import { headPaths, type FieldPath } from '../../../../src-shared/domain/fields.ts';
import { formatAddress, formatArea } from '../../book/address.ts';
import type { Box } from './boxes.ts';

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

const blocks = [...headPaths, 'steps', 'indicators', 'progress', 'annual', 'overall'];
const ranks = new Map<string, number>(blocks.map((name, i) => [name, i]));

/** The order of the form; within a block fields stay in the order in which they were met. */
export function inFormOrder(boxes: ReadonlyMap<FieldPath, Box>): PlacedField[] {
  const ordered: PlacedField[][] = Array.from({ length: ranks.size }, () => []);
  for (const [path, box] of boxes) {
    const dot = path.indexOf('.');
    const rank = ranks.get(dot < 0 ? path : path.slice(0, dot)) as number;
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
