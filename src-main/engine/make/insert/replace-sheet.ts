import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { openWorkbook } from '../../read/open.ts';
import { workbookPart } from '../../package/open-package.ts';
import { readWorkbookPart } from '../../book/workbook-part.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { attempt } from '../../package/attempt.ts';
import { collectGarbage } from '../extract/collect-garbage.ts';
import { PackageDraft } from '../../write/draft/package-draft.ts';
import { signedFailure } from '../../book/signed.ts';
import { indexSheets } from '../../book/workbook-index.ts';
import { withWorksheetChild } from '../../write/draft/schema-order.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { danglingIn, readBack } from '../../write/references/read-back.ts';
import { adoptParts } from './adopt-parts.ts';
import { adoptFormula, adoptSheet } from './adopt-sheet.ts';
import { dateSystem } from './date-system.ts';
import { asUtf8, PartCopier } from './copy-parts.ts';
import { mergerOfStrings, mergerOfStyles, namesOf, partOf, spillingHere, textOf } from './insert-items.ts';
import { convertClass, isStrict } from './namespaces.ts';

/**
 * Puts what a sheet of another workbook shows in the place of a sheet of this one: cells, rows, formats, drawings, notes.
 * Name, place among the tabs, names that point at it and sheet protection stay this workbook's own; so does the part's
 * name, which is the item's key. Formulas that use what is not here become their last value.
 *
 * Fails with `unsafe` (signed), `damaged`, `unknown-item`.
 */
export function replaceSheet(
  target: OpenedWorkbook,
  key: string,
  source: OpenedWorkbook,
  sourceKey: string,
): Result<OpenedWorkbook, Failure> {
  return attempt(() => {
    const signed = signedFailure(target.package);
    if (signed !== undefined) return err(signed);
    const item = source.items.find((one) => one.key === sourceKey);
    if (item === undefined || !target.items.some((one) => one.key === key))
      return err({ kind: 'unknown-item', reason: 'none', values: { no: item?.no ?? '' } });
    const draft = new PackageDraft(target.package);
    const from = new PackageDraft(source.package);
    const [book, fromBook] = [workbookPart(target.package), workbookPart(source.package)];
    const sheets = indexSheets(draft, book);
    const own = sheets.find((sheet) => sheet.part.toLowerCase() === key.toLowerCase());
    const theirs = indexSheets(from, fromBook).find((sheet) => sheet.part.toLowerCase() === sourceKey.toLowerCase());
    if (own === undefined || theirs === undefined)
      return err({ kind: 'unknown-item', reason: 'none', values: { no: item.no } });
    const strict = isStrict(draft.text(book));
    const styles = mergerOfStyles(from, fromBook, draft, book);
    const strings = mergerOfStrings(from, fromBook, draft, book, styles, strict);
    const names = namesOf(
      draft,
      book,
      sheets,
      [{ sheet: theirs, name: own.name }],
      readWorkbookPart(from.text(fromBook)).definedNames,
    );
    const before = draft.text(own.part);
    draft.unrelate(own.part, () => true);
    const missing = new PartCopier(from, draft, (text) => convertClass(text, strict)).relate(theirs.part, own.part);
    const choices = new Map(
      Object.values(item.fields).flatMap((field) =>
        field?.choices === undefined ? [] : [[field.cell, field.choices] as const],
      ),
    );
    const dates = dateSystem(from.text(fromBook), draft.text(book), textOf(from, partOf(from, fromBook, 'styles')));
    const metadata = spillingHere(from, fromBook, draft, book);
    const adopted = adoptSheet(asUtf8(from.text(theirs.part)), {
      styles,
      strings,
      names,
      missing,
      choices,
      dates,
      metadata,
    });
    draft.put(own.part, withOwnState(asUtf8(before), convertClass(adopted, strict)));
    adoptParts(draft, [own.part], (formula) => adoptFormula(formula, names));
    const stylesPart = partOf(draft, book, 'styles');
    if (stylesPart !== undefined) draft.put(stylesPart, styles.result());
    const stringsPart = partOf(draft, book, 'sharedStrings');
    if (stringsPart !== undefined) draft.put(stringsPart, strings.result());
    // It names cells with formulas; Excel makes it anew, and offers a repair where it names others.
    const chain = partOf(draft, book, 'calcChain');
    if (chain !== undefined) {
      draft.unrelate(book, (one) => one.target === chain);
      draft.remove(chain);
    }
    collectGarbage(draft);
    const broken = readBack(draft, sheets, { accepted: danglingIn(source), replaced: own.part });
    if (broken !== undefined) return err(broken);
    const again = openWorkbook(draft.bytes());
    if (!again.ok || again.value.items.length !== target.items.length)
      return err({ kind: 'write-failed', reason: 'check' });
    return ok(again.value);
  });
}

/** The new sheet with the old one's protection, and whether its tab is chosen. */
function withOwnState(before: string, after: string): string {
  let protection = '';
  let selected = false;
  const old = new XmlEdit(before);
  old.walk((_, s) => {
    if (s.depth === 2 && s.local === 'sheetProtection') {
      const { start } = s;
      s.skip();
      protection = before.slice(start, s.end);
    } else if (s.local === 'sheetView') selected ||= s.attribute('tabSelected') === '1';
  });
  const edit = new XmlEdit(after);
  edit.walk((e, s) => {
    if (s.depth === 3 && s.local === 'sheetView' && selected) e.set('tabSelected', '1');
    else if (s.depth === 2 && s.local === 'sheetProtection') e.remove();
  });
  const own = edit.result();
  return protection === '' ? own : withWorksheetChild(own, 'sheetProtection', () => protection);
}
