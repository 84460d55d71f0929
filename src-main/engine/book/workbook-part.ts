import { plainList, plainText, plainValue, readPlainList } from '../xml/plain-list.ts';
import { token, XmlScanner } from '../xml/scanner.ts';
import { isRelationshipNamespace, isSpreadsheetNamespace } from '../xml/namespaces.ts';
import { XmlError } from '../xml/xml-error.ts';
import { isTrue } from '../xml/is-true.ts';

/** One `<sheet>` of the workbook part, in the order of the tabs. */
export interface SheetEntry {
  readonly name: string;
  /** As it is written; the calculation chain names sheets by it. */
  readonly sheetId: string;
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

const plainSheet = plainList(
  `<sheet name="(${plainValue})" sheetId="(\\d+)"(?: state="(visible|hidden|veryHidden)")? r:id="(${plainValue})"/>`,
);
const plainDefinedName = plainList(
  `<definedName name="(${plainValue})"(?: localSheetId="(\\d+)")?(?: hidden="([01])")?>(${plainText})</definedName>`,
);

/** Throws `XmlError`; `damaged` also when the root is no SpreadsheetML workbook. */
export function readWorkbookPart(text: string): WorkbookPart {
  const s = new XmlScanner(text);
  const sheets: SheetEntry[] = [];
  const definedNames: DefinedName[] = [];
  const addSheet = (
    name: string | undefined,
    sheetId: string | undefined,
    state: string | undefined,
    relationshipId: string | undefined,
  ): unknown =>
    sheets.push({
      name: name ?? '',
      sheetId: sheetId ?? '',
      relationshipId: relationshipId ?? '',
      state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
    });
  const addName = (
    name: string | undefined,
    local: string | undefined,
    hidden: string | undefined,
    reference: string,
  ): unknown =>
    definedNames.push({
      name: name ?? '',
      reference,
      hidden: isTrue(hidden),
      ...(local === undefined ? {} : { localSheet: Number(local) }),
    });
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
    else if (s.local === 'sheet' && s.depth === 3)
      addSheet(
        s.attribute('name'),
        s.attribute('sheetId'),
        s.attribute('state'),
        s.attributeNS('id', isRelationshipNamespace),
      );
    else if (s.local === 'definedName') {
      const [name, local, hidden] = [s.attribute('name'), s.attribute('localSheetId'), s.attribute('hidden')];
      addName(name, local, hidden, s.readText());
    } else if (s.depth === 2 && s.prefix === '' && !s.selfClosing) {
      if (s.local === 'sheets' && isRelationshipNamespace(s.namespaceOf('r') ?? '')) {
        s.continueAt(
          readPlainList(text, s.end, plainSheet, ([, name, sheetId, state, id]) => addSheet(name, sheetId, state, id)),
        );
      } else if (s.local === 'definedNames') {
        s.continueAt(
          readPlainList(text, s.end, plainDefinedName, ([, name, local, hidden, reference]) =>
            addName(name, local, hidden, reference as string),
          ),
        );
      }
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
  const m =
    /^=?(?:'((?:[^']|'')+)'!|([^'!"(),\s+*/&=<>-]+)!)?(\$?[A-Za-z]{0,3}\$?\d{0,7}(?::\$?[A-Za-z]{0,3}\$?\d{0,7})?)$/.exec(
      formula.trim(),
    );
  if (m === null || m[3] === '' || m[3] === undefined) return undefined;
  const sheet = m[1]?.replaceAll("''", "'") ?? m[2];
  if (sheet?.startsWith('[')) return undefined;
  return { sheet, area: m[3] };
}
