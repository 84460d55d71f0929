import { workbookPart } from '../package/open-package.ts';
import { PackageError } from '../package/package-error.ts';
import { cellKind, CellTable } from '../sheet/cell-table.ts';
import { maxColumn } from '../sheet/address.ts';
import { readSheetPart } from '../sheet/sheet-part.ts';
import { SharedStrings } from '../sheet/shared-strings.ts';
import { readRichText } from '../sheet/rich-text.ts';
import { decodeText } from '../xml/entities.ts';
import { XmlError } from '../xml/xml-error.ts';
import { XmlScanner } from '../xml/scanner.ts';
import { decodeXstring } from '../xml/xstring.ts';
import type { CellResult } from './cell-result.ts';
import type { WorkbookPackage } from '../types.ts';

/** The values that cells of other sheets hold in the file; each sheet is read when the first of its cells is asked for. */
export class StoredValues {
  readonly #pkg: WorkbookPackage;
  readonly #sheets = new Map<string, ReadonlyMap<number, () => CellResult | undefined>>();
  #strings: SharedStrings | undefined;

  constructor(pkg: WorkbookPackage) {
    this.#pkg = pkg;
  }

  /** `undefined` for errors, dates in ISO form and cells that cannot be read. */
  get(part: string, row: number, column: number): CellResult | undefined {
    try {
      let cells = this.#sheets.get(part);
      if (cells === undefined) this.#sheets.set(part, (cells = this.#read(part)));
      const cell = cells.get(row * maxColumn + column - 1);
      return cell === undefined ? { kind: 'blank' } : cell();
    } catch (error) {
      if (error instanceof PackageError || error instanceof XmlError) return undefined;
      throw error;
    }
  }

  #read(part: string): ReadonlyMap<number, () => CellResult | undefined> {
    const table = new CellTable();
    readSheetPart(this.#pkg.text(part).text, table);
    const cells = new Map<number, () => CellResult | undefined>();
    for (let n = 0; n < table.count; n++) {
      const key = (table.row[n] as number) * maxColumn + (table.column[n] as number) - 1;
      if (table.kind[n] !== cellKind.blank) cells.set(key, () => this.#result(table, n));
    }
    return cells;
  }

  #result(table: CellTable, index: number): CellResult | undefined {
    const start = table.valueStart[index] as number;
    const raw = table.text.slice(start, table.valueEnd[index]);
    const text = (): string => table.oddValues.get(index) ?? decodeText(raw, start);
    switch (table.kind[index]) {
      case cellKind.shared: {
        const found = this.#sharedStrings().rich(start);
        return found && { kind: 'text', text: found.text };
      }
      case cellKind.inline: {
        const s = new XmlScanner(raw, true);
        s.next();
        return { kind: 'text', text: readRichText(s).text };
      }
      case cellKind.text:
        return { kind: 'text', text: decodeXstring(text()) };
      case cellKind.boolean:
        return { kind: 'boolean', value: /^\s*(?:1|true)\s*$/.test(text()) };
      case cellKind.number: {
        const value = Number(text());
        return Number.isNaN(value) ? undefined : { kind: 'number', value };
      }
      default:
        return undefined;
    }
  }

  #sharedStrings(): SharedStrings {
    return (this.#strings ??= sharedStringsOf(this.#pkg));
  }
}

/** The workbook's string table, empty where it has none. Throws `PackageError` and `XmlError`. */
export function sharedStringsOf(pkg: WorkbookPackage): SharedStrings {
  const found = pkg.relationships(workbookPart(pkg)).find((one) => one.type === 'sharedStrings' && pkg.has(one.target));
  return found ? SharedStrings.read(pkg.text(found.target).text) : SharedStrings.empty;
}
