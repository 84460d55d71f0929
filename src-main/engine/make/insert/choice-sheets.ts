import { tokenizeFormula } from '../../write/formulas/formula-tokens.ts';
import { readWorkbookPart } from '../../book/workbook-part.ts';
import { sheetTexts, stringTexts } from '../extract/sheet-texts.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

interface Book {
  readonly draft: PackageDraft;
  readonly book: string;
  readonly sheets: readonly IndexedSheet[];
}

/**
 * The sheets of choices that have to come along: those that validations of the incoming sheets point at, directly or by
 * a name, unless this workbook has a sheet of that name with the same texts. Sheets of items never do.
 */
export function choiceSheets(
  from: Book,
  into: Book,
  incoming: readonly IndexedSheet[],
  items: ReadonlySet<string>,
): readonly IndexedSheet[] {
  const names = new Map(
    readWorkbookPart(from.draft.text(from.book)).definedNames.map((one) => [one.name.toUpperCase(), one.reference]),
  );
  const wanted = new Set<string>();
  const note = (formula: string, depth = 0): void => {
    for (const one of tokenizeFormula(formula)) {
      if (one.kind === 'sheet' && !one.book) wanted.add(one.sheet.toUpperCase());
      else if (one.kind === 'name' && depth < 3) note(names.get(one.raw.toUpperCase()) ?? '', depth + 1);
    }
  };
  for (const sheet of incoming) {
    new XmlEdit(from.draft.text(sheet.part)).walk((_, s) => {
      if (s.local !== 'formula1' && s.local !== 'f') return;
      const inValidation = s.local === 'formula1' || s.depth > 5;
      if (inValidation && !/^\s*<[^/!]/.test(s.text.slice(s.end, s.end + 50))) note(s.readText());
    });
  }
  return from.sheets.filter((sheet) => {
    if (!wanted.has(sheet.name.toUpperCase()) || items.has(sheet.part.toLowerCase()) || sheet.kind !== 'worksheet')
      return false;
    const known = into.sheets.find(
      (one) => one.name.toUpperCase() === sheet.name.toUpperCase() && one.kind === 'worksheet',
    );
    return known === undefined || textsOf(from, sheet) !== textsOf(into, known);
  });
}

function textsOf({ draft, book }: Book, sheet: IndexedSheet): string {
  const strings = draft
    .relationships(book)
    .find((one) => one.type === 'sharedStrings' && draft.has(one.target))?.target;
  return sheetTexts(draft.text(sheet.part), strings === undefined ? [] : stringTexts(draft.text(strings))).texts.join(
    '\n',
  );
}
