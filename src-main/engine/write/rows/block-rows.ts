import { parseFieldPath, type FieldPath } from '../../../../src-shared/domain/fields.ts';
import type { ItemSheet, SheetField } from '../../../../src-shared/domain/item.ts';
import type { RowBlock } from '../../../../src-shared/domain/rows.ts';
import { parseArea, type Area } from '../../book/address.ts';

/** One step or indicator row of a sheet: the sheet rows and columns that its boxes take. */
export interface BlockRow {
  readonly area: Area;
  readonly fields: readonly SheetField[];
}

/** The boxes of one row of a block; `undefined` when the sheet does not have it. */
export function blockRow(item: ItemSheet, block: RowBlock, row: number): BlockRow | undefined {
  const fields: SheetField[] = [];
  for (const [path, field] of Object.entries(item.fields) as [FieldPath, SheetField][]) {
    const key = parseFieldPath(path);
    if (key?.block === block && key.row === row) fields.push(field);
  }
  const areas = fields.map((field) => areaOf(field));
  if (areas.length === 0) return undefined;
  return { fields, area: around(areas) };
}

function areaOf(field: SheetField): Area {
  const area = parseArea(field.area);
  if (area === undefined) throw new Error(`a field without an area: ${field.path} ${field.area}`);
  return area;
}

function around(areas: readonly Area[]): Area {
  const pick = (read: (area: Area) => number, better: (a: number, b: number) => number) =>
    areas.map(read).reduce((a, b) => better(a, b));
  return {
    top: pick((a) => a.top, Math.min),
    left: pick((a) => a.left, Math.min),
    bottom: pick((a) => a.bottom, Math.max),
    right: pick((a) => a.right, Math.max),
  };
}
