import { token, XmlScanner } from '../xml/scanner.ts';
import { isRelationshipNamespace, isSpreadsheetNamespace } from '../xml/namespaces.ts';
import { XmlError } from '../xml/xml-error.ts';

/** One `<sheet>` of the workbook part, in the order of the tabs. */
export interface SheetEntry {
  readonly name: string;
  readonly relationshipId: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
}

export interface DefinedName {
  readonly name: string;
  /** The formula without `=`. */
  readonly reference: string;
  readonly hidden: boolean;
  /** Index of the sheet that the name is local to. */
  readonly localSheet?: number;
}

/** What reading needs of the workbook part (ECMA-376 part 1, 18.2.27). */
export interface WorkbookPart {
  readonly sheets: readonly SheetEntry[];
  readonly definedNames: readonly DefinedName[];
  readonly date1904: boolean;
  readonly structureLocked: boolean;
}

export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true' || value === 'on';

/** Throws `XmlError`; `damaged` also when the root is no SpreadsheetML workbook. */
export function readWorkbookPart(text: string): WorkbookPart {
  const s = new XmlScanner(text);
  const sheets: SheetEntry[] = [];
  const definedNames: DefinedName[] = [];
  let date1904 = false;
  let structureLocked = false;
  let rooted = false;
  for (let t = s.next(); t !== token.end; t = s.next()) {
    if (t !== token.open) continue;
    if (s.depth === 1) {
      if (s.local !== 'workbook' || !isSpreadsheetNamespace(s.namespace)) {
        throw new XmlError('damaged', 'the root is no workbook', s.start);
      }
      rooted = true;
    } else if (!isSpreadsheetNamespace(s.namespace)) continue;
    else if (s.local === 'workbookPr') date1904 = isTrue(s.attribute('date1904'));
    else if (s.local === 'workbookProtection') structureLocked = isTrue(s.attribute('lockStructure'));
    else if (s.local === 'sheet' && s.depth === 3) {
      const state = s.attribute('state');
      sheets.push({
        name: s.attribute('name') ?? '',
        relationshipId: s.attributeNS('id', isRelationshipNamespace) ?? '',
        state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
      });
    } else if (s.local === 'definedName') {
      const local = s.attribute('localSheetId');
      const name = s.attribute('name') ?? '';
      const hidden = isTrue(s.attribute('hidden'));
      const reference = s.readText();
      definedNames.push({ name, reference, hidden, ...(local === undefined ? {} : { localSheet: Number(local) }) });
    }
  }
  if (!rooted) throw new XmlError('damaged', 'the workbook part is empty', 0);
  return { sheets, definedNames, date1904, structureLocked };
}

/**
 * Takes `'No.1'!$A$2:$A$7` apart; sheet `undefined` for a reference on the same sheet. `undefined` for formulas and for
 * references into other workbooks.
 */
export function parseSheetReference(formula: string): { sheet: string | undefined; area: string } | undefined {
  const m = /^=?(?:'((?:[^']|'')+)'!|([^'!"(),\s+*/&=<>-]+)!)?(\$?[A-Za-z]{0,3}\$?\d{0,7}(?::\$?[A-Za-z]{0,3}\$?\d{0,7})?)$/.exec(
    formula.trim(),
  );
  if (m === null || m[3] === '' || m[3] === undefined) return undefined;
  const sheet = m[1]?.replaceAll("''", "'") ?? m[2];
  if (sheet?.startsWith('[')) return undefined;
  return { sheet, area: m[3] };
}
