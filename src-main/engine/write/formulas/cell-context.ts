import { workbookPart } from '../../package/open-package.ts';
import { openWorkbookParts } from '../../book/workbook-parts.ts';
import type { CellContext } from '../../book/cell-value.ts';
import type { WorkbookPackage } from '../../types.ts';

const contexts = new WeakMap<WorkbookPackage, CellContext>();

/** The string table and styles of an opened workbook, read once. Throws `PackageError`. */
export function cellContext(pkg: WorkbookPackage): CellContext {
  const known = contexts.get(pkg);
  if (known) return known;
  const { context } = openWorkbookParts(pkg, workbookPart(pkg));
  contexts.set(pkg, context);
  return context;
}
