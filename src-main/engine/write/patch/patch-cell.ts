import type { Failure } from '../../../../src-shared/failures/failures.ts';
import type { RawValue } from '../../../../src-shared/domain/item.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { PackageError } from '../../package/package-error.ts';
import { readXml } from '../../package/read-xml.ts';
import { cellContext } from '../formulas/cell-context.ts';
import { packedAddress, unpackAddress } from '../../book/address.ts';
import { CellTable } from '../../book/cell-table.ts';
import { rawCell } from '../../book/cell-value.ts';
import { readSheetPart } from '../../book/sheet-part.ts';
import { contentFor } from './content-for.ts';
import { patchPackage, type PatchedPackage } from './patch-package.ts';
import type { PatchOptions, WorkbookPackage } from '../../types.ts';

/**
 * Changes any one cell of a workbook, field of a form or not, as a person would type into it. `sheetPart` is an entry
 * name, `address` like `J15`. Sheet protection is not asked here. Fails as `patchWorkbook` does.
 */
export function patchCell(
  pkg: WorkbookPackage,
  sheetPart: string,
  address: string,
  text: string,
  options: PatchOptions = {},
): Result<PatchedPackage, Failure> {
  const packed = packedAddress(address, 0, address.length);
  if (packed < 0) throw new Error(`no address: ${address}`);
  try {
    const { content } = contentFor(rawValueAt(pkg, sheetPart, packed), text);
    return ok(patchPackage(pkg, new Map([[sheetPart, new Map([[packed, content]])]]), options));
  } catch (error) {
    if (error instanceof PackageError) return err({ cell: address, ...error.failure });
    throw error;
  }
}

function rawValueAt(pkg: WorkbookPackage, part: string, packed: number): RawValue {
  const { row, column } = unpackAddress(packed);
  const bytes = pkg.utf8(part);
  return readXml(part, () => {
    const table = new CellTable();
    readSheetPart(bytes, table);
    for (let n = 0; n < table.count; n++) {
      if (table.row[n] === row && table.column[n] === column) return rawCell(table, n, cellContext(pkg));
    }
    return { kind: 'blank' };
  });
}
