import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { contentTypesPart } from './content-types.ts';
import { failureOfForeignFile, isSpreadsheetType, startsLikeZip } from './container.ts';
import { damaged, notAWorkbook, PackageError, unsafe } from './package-error.ts';
import { OpenedPackage } from './opened-package.ts';
import { readZipDirectory } from './zip-directory.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { WorkbookPackage } from '../types.ts';

/**
 * Opens the bytes of a file as the package of a workbook: the zip's directory is checked, the workbook part found,
 * and its own relationships looked through. Parts are read (and checked) when they are asked for.
 *
 * Fails with `not-a-workbook`, `legacy-format`, `encrypted`, `damaged`, `unsafe` or `too-large`.
 */
export function openPackage(bytes: Uint8Array): Result<WorkbookPackage, Failure> {
  try {
    const opened = new OpenedPackage(bytes, readDirectory(bytes));
    checkWorkbook(opened, workbookPart(opened));
    return ok(opened);
  } catch (error) {
    if (error instanceof PackageError) return err(error.failure);
    throw error;
  }
}

/** A file that does not begin like a zip may still be one behind a few bytes of junk. */
function readDirectory(bytes: Uint8Array) {
  if (startsLikeZip(bytes)) return readZipDirectory(bytes);
  const foreign = failureOfForeignFile(bytes);
  if (foreign.kind !== 'not-a-workbook' || bytes.length < 22) throw new PackageError(foreign);
  try {
    return readZipDirectory(bytes);
  } catch (error) {
    throw error instanceof PackageError && error.failure.kind === 'unsafe' ? error : new PackageError(foreign);
  }
}

/**
 * The name of the workbook part: the target of the package's `officeDocument` relationship (ECMA-376 part 1, 12.2.23).
 * Throws `PackageError` where there is none, or where it is no SpreadsheetML.
 */
export function workbookPart(pkg: WorkbookPackage): string {
  if (!pkg.has(contentTypesPart)) {
    if (isOpenDocument(pkg)) throw new PackageError({ kind: 'legacy-format', reason: 'ods' });
    throw looksLikeWorkbook(pkg) ? damaged(contentTypesPart) : notAWorkbook();
  }
  const relationship = pkg.relationships('').find((one) => one.type === 'officeDocument');
  if (relationship === undefined) throw looksLikeWorkbook(pkg) ? damaged('_rels/.rels') : notAWorkbook();
  if (relationship.external) throw unsafe(`_rels/.rels: ${relationship.target}`);
  const type = pkg.contentType(relationship.target)?.toLowerCase() ?? '';
  if (type.includes('sheet.binary') || relationship.target.toLowerCase().endsWith('.bin'))
    throw new PackageError({ kind: 'legacy-format', reason: 'xlsb' });
  if (/wordprocessingml|ms-word|presentationml|ms-powerpoint|visio/.test(type)) throw notAWorkbook();
  if (!pkg.has(relationship.target)) throw damaged(relationship.target);
  return relationship.target;
}

/** An OpenDocument package says what it is in its first entry (ODF 1.3 part 2, 3.3). */
const isOpenDocument = (pkg: WorkbookPackage): boolean =>
  pkg.has('mimetype') && isSpreadsheetType(Buffer.from(pkg.read('mimetype').subarray(0, 200)).toString('latin1'));

const looksLikeWorkbook = (pkg: WorkbookPackage): boolean =>
  pkg.entryNames.some((name) => /^xl\//i.test(name)) || pkg.has(contentTypesPart);

/** Parts that a workbook is read from; hyperlinks and linked data may lie outside, these never. */
const inner = new Set(['worksheet', 'chartsheet', 'dialogsheet', 'styles', 'sharedStrings', 'theme', 'calcChain']);

function checkWorkbook(pkg: WorkbookPackage, workbook: string): void {
  for (const relationship of pkg.relationships(workbook)) {
    if (relationship.external && inner.has(relationship.type)) {
      throw unsafe(`${workbook}: ${relationship.type} ${relationship.target}`);
    }
  }
}
