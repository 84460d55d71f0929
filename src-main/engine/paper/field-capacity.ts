import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { ItemSheet, SheetField } from '../../../src-shared/domain/item.ts';
import { capacityOf } from '../../../src-shared/text-metrics/capacity.ts';
import { cellPadding } from '../../../src-shared/text-metrics/column-width.ts';
import type { CellStyle } from '../../../src-shared/paper/sheet.ts';
import { plainStyle, readCellStyles, type StyleTable } from './cell-styles.ts';
import { colourTable } from '../book/styles/colours.ts';
import { flag, numeric, readTree } from '../xml/xml-tree.ts';
import { workbookPart } from '../package/open-package.ts';
import { parseArea } from '../book/address.ts';
import { boundedRow, columnRanges } from '../book/sheet-limits.ts';
import type { WorkbookPackage } from '../types.ts';
import { sheetGrid, type GridColumns, type GridRow, type SheetGrid } from './grid.ts';

/**
 * Adds to every field what its box shows (lines, characters a line) at its size and font. A second, shallow look at
 * the sheets of items that have been read and checked already: only `row`, `col` and `c` tags are looked at, so that
 * reading itself stays as fast as it is.
 */
export function withCapacities(
  pkg: WorkbookPackage,
  items: readonly ItemSheet[],
  shapes = new SheetShapes(pkg, items),
): readonly ItemSheet[] {
  return items.map((item) => (item.row === undefined ? withCapacity(item, shapes) : item));
}

function withCapacity(item: ItemSheet, shapes: SheetShapes): ItemSheet {
  const fields: Partial<Record<FieldPath, SheetField>> = {};
  for (const field of Object.values(item.fields)) {
    if (field === undefined) continue;
    const area = parseArea(field.area);
    const { grid, padding, styleOf } = shapes.of(field.part ?? item.key);
    const style = styleOf(field.cell);
    fields[field.path] =
      area === undefined
        ? field
        : { ...field, capacity: capacityOf(grid.box(area), { ...style, font: style.font.font, padding }) };
  }
  return { ...item, fields };
}

interface SheetShape {
  readonly grid: SheetGrid;
  readonly padding: number;
  readonly styleOf: (cell: string) => CellStyle;
}

/** How the sheets of items lie, each looked at once. Rows of lists are not asked for. */
export class SheetShapes {
  readonly #pkg: WorkbookPackage;
  readonly #styles: StyleTable;
  readonly #wanted = new Map<string, Set<string>>();
  readonly #known = new Map<string, SheetShape>();

  constructor(pkg: WorkbookPackage, items: readonly ItemSheet[]) {
    this.#pkg = pkg;
    const part = workbookPart(pkg);
    const target = pkg.relationships(part).find((one) => one.type === 'styles' && !one.external)?.target;
    const tree = target === undefined || !pkg.has(target) ? undefined : readTree(pkg.text(target).text);
    this.#styles = readCellStyles(tree, colourTable(undefined, tree));
    for (const item of items) {
      if (item.row !== undefined) continue;
      for (const field of Object.values(item.fields))
        if (field !== undefined) this.#want(field.part ?? item.key, field.cell);
    }
  }

  #want(part: string, cell: string): void {
    let cells = this.#wanted.get(part);
    if (cells === undefined) this.#wanted.set(part, (cells = new Set()));
    cells.add(cell);
  }

  of(part: string): SheetShape {
    let shape = this.#known.get(part);
    if (shape === undefined) {
      const sheet = shallowSheet(this.#pkg.text(part).text, this.#wanted.get(part) ?? new Set());
      const grid = sheetGrid({ defaultFont: this.#styles.normal.font, ...sheet });
      const styleOf = (cell: string): CellStyle => this.#styles.cells[sheet.styles.get(cell) ?? 0] ?? plainStyle;
      this.#known.set(part, (shape = { grid, padding: cellPadding(grid.digit), styleOf }));
    }
    return shape;
  }
}

/** The widths of a sheet's first columns in points; hidden ones have none. */
export function columnWidths(shapes: SheetShapes, part: string, columns: number): readonly number[] {
  const { grid } = shapes.of(part);
  return Array.from({ length: columns }, (_, i) => grid.columnWidth(i + 1));
}

/** Tags whose attributes matter, whatever prefix the writer chose. */
const tags = /<(?:[\w.-]+:)?(sheetFormatPr|col|row|c)\s([^>]*)>/gu;
const attribute = (source: string, name: string): string | undefined =>
  new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u')
    .exec(source)
    ?.slice(1)
    .find((value) => value !== undefined);
const cellReference = /(?:^|\s)r\s*=\s*["']([A-Z]+\d+)["']/u;

function shallowSheet(text: string, wanted: ReadonlySet<string>) {
  const columns: GridColumns[] = [];
  const rangeOf = columnRanges();
  const rows = new Map<number, GridRow>();
  const styles = new Map<string, number>();
  let defaults: {
    defaultColumnWidth?: number;
    baseColumnWidth?: number;
    defaultRowHeight?: number;
    rowsHidden?: boolean;
  } = {};
  let row = 0;
  for (const [, name, source = ''] of text.matchAll(tags)) {
    if (name === 'c') {
      const reference = cellReference.exec(source)?.[1];
      if (reference !== undefined && wanted.has(reference)) styles.set(reference, numeric(attribute(source, 's')) ?? 0);
    } else if (name === 'row') {
      row = boundedRow(numeric(attribute(source, 'r')) ?? row + 1);
      const height = numeric(attribute(source, 'ht'));
      rows.set(row, { hidden: flag(attribute(source, 'hidden')), ...(height === undefined ? {} : { height }) });
    } else if (name === 'col') {
      const width = numeric(attribute(source, 'width'));
      const min = numeric(attribute(source, 'min')) ?? 1;
      const range = rangeOf(min, numeric(attribute(source, 'max')) ?? min);
      if (range === undefined) continue;
      columns.push({
        ...range,
        hidden: flag(attribute(source, 'hidden')),
        ...(width === undefined ? {} : { width }),
      });
    } else {
      const width = numeric(attribute(source, 'defaultColWidth'));
      const height = numeric(attribute(source, 'defaultRowHeight'));
      defaults = {
        ...(width === undefined ? {} : { defaultColumnWidth: width }),
        baseColumnWidth: numeric(attribute(source, 'baseColWidth')) ?? 8,
        ...(height === undefined ? {} : { defaultRowHeight: height }),
        rowsHidden: flag(attribute(source, 'zeroHeight')),
      };
    }
  }
  return { ...defaults, columns, rows, styles };
}
