import { colourTable, type ColourTable } from './colours.ts';
import { readTree } from '../../xml/xml-tree.ts';
import { workbookPart } from '../../package/open-package.ts';
import type { WorkbookPackage } from '../../types.ts';
import { unlessDamaged } from '../../package/attempt.ts';

const tables = new WeakMap<WorkbookPackage, ColourTable>();

/** The colours of a workbook's theme, read once; Office's where the theme is missing or damaged. */
export function themeColours(pkg: WorkbookPackage): ColourTable {
  let table = tables.get(pkg);
  if (table === undefined) {
    const target = pkg.relationships(workbookPart(pkg)).find((one) => one.type === 'theme' && !one.external)?.target;
    const tree =
      target !== undefined && pkg.has(target)
        ? unlessDamaged(() => readTree(pkg.text(target).text), undefined)
        : undefined;
    table = colourTable(tree, undefined);
    tables.set(pkg, table);
  }
  return table;
}
