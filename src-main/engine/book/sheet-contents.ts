import type { MergeList } from './merge-list.ts';
import type { Validation } from './validations.ts';

/** What a sheet says beside its cells. */
export interface SheetPart {
  /** Like the cells good until the next sheet is read. */
  readonly merges: MergeList;
  readonly validations: readonly Validation[];
  /** Sheet protection is on: cells whose format locks them are read-only. */
  readonly protected: boolean;
  /** Formats of cells that do not exist: by row, and per stretch of columns three numbers: from, to, style. */
  readonly rowStyles: ReadonlyMap<number, number>;
  readonly columnStyles: readonly number[];
}
