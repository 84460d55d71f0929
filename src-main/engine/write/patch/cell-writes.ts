import type { CellContent } from '../cells/cell-content.ts';

/** New contents by sheet part and packed address (see sheet/address.ts). */
export type CellWrites = ReadonlyMap<string, ReadonlyMap<number, CellContent>>;
