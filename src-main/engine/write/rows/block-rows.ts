import type { ItemSheet, SheetField } from '../../../../src-shared/domain/item.ts';
import { rowOf, type RowBlock } from '../../../../src-shared/form/rows.ts';
import { parseArea, type Area } from '../../book/address.ts';

/** One step or indicator row of a sheet: the sheet rows and columns that its boxes take. */
export interface BlockRow {
  readonly area: Area;
  readonly fields: readonly SheetField[];
}

/** The boxes of one row of a block; `undefined` when the sheet does not have it. */
export function blockRow(item: ItemSheet, block: RowBlock, row: number): BlockRow | undefined {
  const fields: SheetField[] = [];
  for (const field of Object.values(item.fields)) {
    const place = field && rowOf(item, field.path);
    if (field !== undefined && place?.block === block && place.row === row) fields.push(field);
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
