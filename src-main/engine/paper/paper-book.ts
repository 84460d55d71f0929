import type { SheetGeometry } from '../../../src-shared/paper/sheet.ts';
import { pictureReader } from './pictures.ts';
import { workbookPart } from '../package/open-package.ts';
import { parseArea, type Area } from '../book/address.ts';
import { readWorkbookPart, type WorkbookPart } from '../book/workbook-part.ts';
import type { WorkbookPackage } from '../types.ts';
import { displayNumber } from '../book/styles/number-format.ts';
import { readCellStyles } from './cell-styles.ts';
import { BookValues } from './book-values.ts';
import { paperString, type PaperString } from './cell-text.ts';
import { colourTable } from '../book/styles/colours.ts';
import { sheetGeometry } from './sheet-geometry.ts';
import { readTree, type XmlNode } from '../xml/xml-tree.ts';
import type { BookContext, PaperSheet } from './book-context.ts';

/** A workbook opened for paper: what its sheets share, and each sheet's geometry when asked for. */
export interface PaperBook {
  readonly sheets: readonly PaperSheet[];
  /** Geometry of a sheet by its part name. Throws `PackageError` or `XmlError` when its part is damaged. */
  geometry(part: string): SheetGeometry;
}

/**
 * Opens a checked package for paper. Throws `PackageError` or `XmlError` when shared parts are damaged, as
 * `openWorkbook` would have refused.
 */
export function openPaperBook(pkg: WorkbookPackage, options: { readonly digitEms?: number } = {}): PaperBook {
  const part = workbookPart(pkg);
  const workbook = readWorkbookPart(pkg.text(part).text);
  const relationships = pkg.relationships(part);
  const tree = (type: string): XmlNode | undefined => {
    const target = relationships.find((one) => one.type === type && !one.external)?.target;
    return target !== undefined && pkg.has(target) ? readTree(pkg.text(target).text) : undefined;
  };
  const styleTree = tree('styles');
  const colours = colourTable(tree('theme'), styleTree);
  const strings = tree('sharedStrings')?.children ?? [];
  const styles = readCellStyles(styleTree, colours);
  const string = (index: number): PaperString => {
    const node = strings[index];
    return node === undefined ? { text: '' } : paperString(node);
  };
  const shared = { styles, string, date1904: workbook.date1904 };
  const context: BookContext = {
    package: pkg,
    ...shared,
    colours,
    ...options,
    picture: pictureReader(pkg),
    today: todaySerial(new Date()),
    words: (value, format) => displayNumber(value, format, workbook.date1904),
    values: new BookValues(shared, (name) => textOf(name), areaNames(workbook)),
    printNames: (sheet) => printNames(workbook, sheet),
  };
  const textOf = (name: string): string | undefined => {
    const sheet = sheets.find((one) => one.name === name);
    return sheet === undefined ? undefined : pkg.text(sheet.part).text;
  };
  const targets = new Map(relationships.filter((one) => !one.external).map((one) => [one.id, one]));
  const sheets = workbook.sheets.flatMap((sheet): PaperSheet[] => {
    const relationship = targets.get(sheet.relationshipId);
    return relationship?.type === 'worksheet' && pkg.has(relationship.target)
      ? [{ name: sheet.name, part: relationship.target, state: sheet.state }]
      : [];
  });
  return {
    sheets,
    geometry: (wanted) => {
      const sheet = sheets.find((one) => one.part === wanted);
      if (sheet === undefined) throw new Error(`no worksheet ${wanted}`);
      return sheetGeometry(sheet, context);
    },
  };
}

const todaySerial = (now: Date): number =>
  (Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(1899, 11, 30)) / 86_400_000;

/** Names of the workbook that stand for areas. */
const areaNames = (workbook: WorkbookPart): ReadonlyMap<string, string> =>
  new Map(workbook.definedNames.map(({ name, reference }) => [name.toLowerCase(), reference]));

/** `'No.1'!$A$1:$O$24,'No.1'!$Q$1:$T$9`: a list of areas, sheet names with commas and quotes inside quotes. */
function printNames(workbook: WorkbookPart, sheet: string): { areas: Area[]; titles: Area[] } {
  const index = workbook.sheets.findIndex((one) => one.name === sheet);
  const find = (name: string): Area[] => {
    const defined = workbook.definedNames.find((one) => one.name.toLowerCase() === name && one.localSheet === index);
    if (defined === undefined || defined.reference.includes('#REF!')) return [];
    return defined.reference
      .replace(/'(?:[^']|'')*'!/gu, '')
      .split(',')
      .flatMap((reference) => parseArea((reference.split('!').at(-1) ?? '').trim()) ?? []);
  };
  return { areas: find('_xlnm.print_area'), titles: find('_xlnm.print_titles') };
}
