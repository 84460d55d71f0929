import { parseAddress } from '../../../../src-main/engine/book/address.ts';
import { indexSheets } from '../../../../src-main/engine/book/workbook-index.ts';
import { workbookPart } from '../../../../src-main/engine/package/open-package.ts';
import { XmlEdit } from '../../../../src-main/engine/xml/xml-edit.ts';
import type { OpenedWorkbook } from '../../../../src-main/engine/types.ts';

/** A formula that is one reference to an item sheet, with its cached result and what the cell pointed at says. */
export interface Pointed {
  readonly cell: string;
  readonly formula: string;
  readonly cached: string;
  readonly field: string | undefined;
}

/**
 * Roll-up formulas that begin with a reference to one box (`'No.1'!D6`, `IF('No.1'!H19="","",…)`), each with the path of the
 * field that stands at the cell it points at: the same list before and after rows moved.
 */
export function pointedFields(opened: OpenedWorkbook): readonly Pointed[] {
  const pkg = opened.package;
  const found: Pointed[] = [];
  for (const sheet of indexSheets(pkg, workbookPart(pkg))) {
    if (opened.items.some((item) => item.key === sheet.part) || sheet.kind !== 'worksheet') continue;
    let cell = '';
    let formula = '';
    new XmlEdit(pkg.text(sheet.part).text).walk((_, s) => {
      if (s.local === 'c' && s.depth === 4) [cell, formula] = [s.attribute('r') ?? '', ''];
      else if (s.local === 'f' && s.depth === 5) formula = s.readText();
      else if (s.local === 'v' && formula !== '') {
        const m = /'((?:[^']|'')+)'!(\$?[A-Z]+\$?\d+)/.exec(formula);
        const item = opened.items.find((one) => one.sheet === m?.[1]?.replaceAll("''", "'"));
        if (item === undefined || m === null) return;
        const at = parseAddress(m[2] ?? '');
        const field = Object.values(item.fields).find((one) => {
          if (one === undefined) return false;
          const place = parseAddress(one.cell);
          return place?.row === at?.row && place?.column === at?.column;
        });
        found.push({
          cell: `${sheet.name}!${cell}`,
          formula,
          cached: s.readText(),
          field: field && `${item.key} ${field.path}`,
        });
      }
    });
  }
  return found;
}
