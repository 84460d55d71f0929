import type { RawValue } from '../../../../src-shared/domain/item.ts';
import { PackageError } from '../../package/package-error.ts';
import { maxColumn } from '../../book/address.ts';
import { CellTable } from '../../book/cell-table.ts';
import { rawCell } from '../../book/cell-value.ts';
import { readSheetPart } from '../../book/sheet-part.ts';
import { XmlError } from '../../xml/xml-error.ts';
import { cellContext } from './cell-context.ts';
import type { CellResult } from './cell-result.ts';
import type { WorkbookPackage } from '../../types.ts';

interface StoredSheet {
  readonly table: CellTable;
  /** Place in the table by packed address. */
  readonly places: ReadonlyMap<number, number>;
}

/** The values that cells hold in the file; each sheet is read when the first of its cells is asked for. */
export class StoredValues {
  readonly #pkg: WorkbookPackage;
  readonly #sheets = new Map<string, StoredSheet>();

  constructor(pkg: WorkbookPackage) {
    this.#pkg = pkg;
  }

  /** `undefined` for errors and for cells that cannot be read. */
  get(part: string, row: number, column: number): CellResult | undefined {
    try {
      const { table, places } = this.#sheet(part);
      const place = places.get(row * maxColumn + column - 1);
      return place === undefined ? { kind: 'blank' } : resultOf(rawCell(table, place, cellContext(this.#pkg)));
    } catch (error) {
      if (error instanceof PackageError || error instanceof XmlError) return undefined;
      throw error;
    }
  }

  #sheet(part: string): StoredSheet {
    const known = this.#sheets.get(part);
    if (known) return known;
    const table = new CellTable();
    readSheetPart(this.#pkg.utf8(part), table);
    const places = new Map<number, number>();
    for (let n = 0; n < table.count; n++)
      places.set((table.row[n] as number) * maxColumn + (table.column[n] as number) - 1, n);
    const sheet = { table, places };
    this.#sheets.set(part, sheet);
    return sheet;
  }
}

const resultOf = (raw: RawValue): CellResult | undefined => (raw.kind === 'error' ? undefined : raw);
