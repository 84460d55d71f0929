import type { ItemSheet } from '../../../../src-shared/domain/item.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

/** Something on a sheet that cannot come into another workbook. */
export interface LeftBehind {
  readonly sheet: string;
  readonly cell: string;
  /** A picture inside a cell (Excel's «place in cell», WPS's DISPIMG) lives in tables of its own workbook. */
  readonly what: 'picture-in-cell';
}

export function leftBehind(source: OpenedWorkbook, items: readonly ItemSheet[]): readonly LeftBehind[] {
  return items.flatMap(({ key, sheet }) => {
    const { text } = source.package.text(key);
    if (!/\svm\s*=|DISPIMG/.test(text)) return [];
    const found: LeftBehind[] = [];
    let cell = '';
    const note = (): unknown => found.push({ sheet, cell, what: 'picture-in-cell' });
    new XmlEdit(text).walk((_, s) => {
      if (s.depth === 4 && s.local === 'c') {
        cell = s.attribute('r') ?? '';
        if (s.attribute('vm') !== undefined) note();
      } else if (s.depth === 5 && s.local === 'f' && /DISPIMG\(/.test(s.readText())) note();
    });
    return found;
  });
}
