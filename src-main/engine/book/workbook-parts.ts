import { packageLimits } from '../package/limits.ts';
import { damaged, tooLarge } from '../package/package-error.ts';
import { readXml } from '../package/read-xml.ts';
import type { Relationship, WorkbookPackage } from '../types.ts';
import { noStyles, readStyles } from './styles/styles-part.ts';
import { themeColours } from './styles/theme-colours.ts';
import type { CellContext } from './cell-value.ts';
import { SharedStrings } from './shared-strings.ts';
import { readWorkbookPart, type WorkbookPart } from './workbook-part.ts';

/** A sheet of the workbook and the part it is in; `part` is `''` when its relationship is missing or another sheet has the part. */
export interface SheetLocation {
  readonly name: string;
  readonly index: number;
  readonly part: string;
  readonly hidden: boolean;
  readonly isWorksheet: boolean;
}

/** The parts that all sheets share, and where the sheets are. */
export interface WorkbookParts {
  readonly workbook: WorkbookPart;
  readonly context: CellContext;
  readonly sheets: readonly SheetLocation[];
  /** A worksheet in UTF-8 as `read` reads it; `undefined` for charts, dialogs and macro sheets. Throws `PackageError` for a missing part. */
  bytesOf(sheet: SheetLocation, read: (part: string) => Buffer): Buffer | undefined;
  bytesOfSheet(name: string): Buffer | undefined;
}

/**
 * Reads the workbook part, styles and string table. Throws `PackageError`: a workbook without one of them that its
 * relationships name, or with a damaged one, is damaged as a whole.
 */
export function openWorkbookParts(pkg: WorkbookPackage, part: string): WorkbookParts {
  const workbook = readXml(part, () => readWorkbookPart(pkg.text(part).text));
  const relationships = pkg.relationships(part);
  const shared = <T>(type: string, read: (target: string) => T): T | undefined => {
    const target = relationships.find((one) => one.type === type && !one.external)?.target;
    return target === undefined ? undefined : readXml(target, () => read(target));
  };
  const context: CellContext = {
    strings: shared('sharedStrings', (target) => SharedStrings.read(pkg.utf8(target))) ?? SharedStrings.empty,
    styles: shared('styles', (target) => readStyles(pkg.text(target).text, () => themeColours(pkg))) ?? noStyles,
    date1904: workbook.date1904,
  };
  const byId = new Map(relationships.map((one) => [one.id, one]));
  if (workbook.sheets.length > packageLimits.entries) throw tooLarge(`${workbook.sheets.length} sheets`);
  const taken = new Set<string>();
  const sheets = workbook.sheets.map((sheet, index): SheetLocation => {
    const relationship = byId.get(sheet.relationshipId);
    const target = relationship?.target ?? '';
    const isOwn = !taken.has(target);
    taken.add(target);
    return {
      name: sheet.name,
      index,
      part: isOwn ? target : '',
      hidden: sheet.state !== 'visible',
      isWorksheet: isWorksheet(sheet.relationshipId, relationship),
    };
  });
  const bytesOf = (sheet: SheetLocation, read: (part: string) => Buffer): Buffer | undefined => {
    if (!sheet.isWorksheet) return undefined;
    if (sheet.part === '') throw damaged(sheet.name);
    return read(sheet.part);
  };
  const bytesOfSheet = (name: string): Buffer | undefined => {
    const sheet = sheets.find((one) => one.name.toLowerCase() === name.toLowerCase());
    return sheet && bytesOf(sheet, (part) => pkg.utf8(part));
  };
  return { workbook, context, sheets, bytesOf, bytesOfSheet };
}

/**
 * A sheet whose relationship is missing is treated as a worksheet, so that it is called damaged. Modules of old macros
 * have an empty id and no part (seen in .xlsm of Excel 97 origin).
 */
const isWorksheet = (id: string, relationship: Relationship | undefined): boolean =>
  relationship === undefined ? id !== '' : relationship.type === 'worksheet';
