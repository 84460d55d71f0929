import { isMarkSheet } from '../../book/marks.ts';
import type { Failure, Warning } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { openBy } from '../../read/open-by.ts';
import { workbookPart } from '../../package/open-package.ts';
import { contentTypesPart } from '../../package/content-types.ts';
import { readWorkbookPart } from '../../book/workbook-part.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { blankStrings } from '../extract/blank-strings.ts';
import { collectGarbage } from '../extract/collect-garbage.ts';
import { cutDrawings } from '../extract/cut-drawings.ts';
import { cutPivots, cutSlicers, withoutEmpty } from '../extract/cut-pivots.ts';
import { usesGone, type Gone } from '../extract/gone.ts';
import { cutWorkbook } from '../extract/sheets-of-workbook.ts';
import { Secrets } from '../extract/secrets.ts';
import { stringTexts } from '../extract/sheet-texts.ts';
import { TaintedCells } from '../extract/taint.ts';
import { valuesForFormulas } from '../extract/values-for-formulas.ts';
import { tokenizeFormula } from '../../write/formulas/formula-tokens.ts';
import { attempt, unlessDamaged } from '../../package/attempt.ts';
import { PackageDraft } from '../../write/draft/package-draft.ts';
import { ReadParts } from '../../write/draft/read-parts.ts';
import { readBack, referencesOf } from '../../write/references/read-back.ts';
import { findLeaks, type Leak } from '../../write/search/find-foreign.ts';
import { freshPackage } from '../../package/fresh-package.ts';
import { signedFailure } from '../../book/signed.ts';
import { indexSheets, type IndexedSheet } from '../../book/workbook-index.ts';
import type { XmlScanner } from '../../xml/scanner.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { cleanContentTypes, cleanParts, cleanProperties, tellPartNames } from './clean-parts.ts';
import { PublishingReport, strippedNames, type Kept, type Removal, type Stripped } from './kinds.ts';
import { stripNotes } from './strip-notes.ts';
import { personsIn, searchFor } from './persons.ts';
import { sortLeaks } from './shown-texts.ts';

export { strippedNames } from './kinds.ts';

export interface PublishedWorkbook {
  readonly bytes: Uint8Array;
  readonly opened: OpenedWorkbook;
  readonly stripped: readonly { readonly kind: Stripped; readonly count: number }[];
  /** Every removal by part, element and attribute. */
  readonly removed: readonly Removal[];
  /** Texts outside cells and shapes that stay, since they are printed or used: a person has to look at them. */
  readonly kept: readonly Kept[];
  /** Those of `kept` that are names of persons or paths in what a page shows, each with its sheet. */
  readonly shown: readonly Kept[];
  /** Hidden sheets that stay, since choices and formulas may need them: a person has to look at them. */
  readonly hiddenSheets: readonly string[];
}

/** What a person is told of a name or path that a page shows. */
export const shownWarning = ({ sheet, cell, text }: Kept): Warning => ({
  kind: 'personal',
  reason: 'shown',
  ...(sheet === undefined ? {} : { sheet }),
  ...(cell === undefined ? {} : { cell }),
  values: { text: text.slice(0, 60) },
});

export interface PublishOptions {
  /** Names and paths that may stand in the workbook: a person said so. */
  readonly keep?: readonly string[];
}

/**
 * The workbook for the public (公開用に保存). What may stay is listed by part, element and attribute (allowed-*.ts); everything
 * else goes, and each removal is named. Cells, formats and drawings stay as they are seen; formulas that read other
 * workbooks become their last value. The result is searched for names of persons and paths: none is given with one that stands
 * behind the pages; those that a page itself shows are told (`shown`).
 *
 * Fails with `unsafe` (signed; a name or a path that could not be taken out), `structure`, `damaged`.
 */
export function publishWorkbook(
  opened: OpenedWorkbook,
  options: PublishOptions = {},
): Result<PublishedWorkbook, Failure> {
  const published = attempt(() => publish(opened, options));
  if (published.ok || published.failure.kind !== 'damaged') return published;
  return err(damagedSheet(opened) ?? published.failure);
}

/** Names the sheet that cannot be read: it cannot be told to name nobody. */
function damagedSheet({ package: pkg }: OpenedWorkbook): Failure | undefined {
  const draft = new PackageDraft(pkg);
  const isWhole = (part: string): boolean =>
    unlessDamaged(() => (new XmlEdit(draft.text(part)).walk(() => undefined), true), false);
  const damaged = indexSheets(draft, workbookPart(pkg)).find(({ part }) => draft.has(part) && !isWhole(part));
  return damaged === undefined ? undefined : { kind: 'damaged', reason: 'sheet', sheet: damaged.name };
}

function publish(opened: OpenedWorkbook, options: PublishOptions): Result<PublishedWorkbook, Failure> {
  const signed = signedFailure(opened.package);
  if (signed !== undefined) return err(signed);
  // Every sheet is gone over several times.
  const draft = new PackageDraft(opened.package, new ReadParts());
  const book = workbookPart(opened.package);
  const report = new PublishingReport();
  const offices = opened.items.flatMap((item) => item.sections.map((section) => section.name));
  const persons = personsIn(draft, offices);
  const sheets = indexSheets(draft, book);
  for (const { part } of sheets) if (draft.has(part)) stripOutside(draft, part, report);
  stripStrings(draft, book, sheets, report);
  stripBase(draft, book, sheets, report);
  const left = indexSheets(draft, book);
  leaveOthersBehind(draft, book, left, report);
  report.removed('pivots', book, 'pivotCache', cutPivots(draft, book, left, { goes: () => true, emptyCells: false }));
  report.removed('slicers', book, 'slicer', cutSlicers(draft, book, left));
  for (const sheet of left) if (draft.has(sheet.part)) stripNotes(draft, sheet, report);
  stripNames(draft, book, report);
  // LibreOffice moves the base's texts into the string table.
  if (left.length < sheets.length) stripStrings(draft, book, left, new PublishingReport());
  stripPath(draft, book, report);
  cleanParts(draft, book, report);
  cleanProperties(draft, report);
  const before = new Set(draft.names());
  collectGarbage(draft);
  const kept = new Set(draft.names());
  for (const name of before) if (!kept.has(name) && !isKnownGone(name)) noteGarbage(name, report);
  cleanContentTypes(draft, report);
  tellPartNames(draft, report);
  const broken = readBack(draft, left);
  if (broken !== undefined) return err(broken);
  // Types of parts are the format's own words.
  const searched = draft.names().filter((name) => name !== contentTypesPart);
  const search = searchFor(persons, new Set(options.keep));
  const { shown, behind } = sortLeaks(draft, left, findLeaks(draft, searched, search, textsOf(draft, book)));
  if (behind !== undefined) return err(leakFailure(behind, left));
  const { bytes, spare } = freshPackage(opened.package, draft);
  report.removed('archive', '', 'comment', spare);
  const again = openBy(bytes, opened.byForm?.description);
  if (!again.ok || !saysTheSame(opened, again.value)) return err({ kind: 'write-failed', reason: 'check' });
  const counts = report.counts();
  const order = Object.keys(strippedNames) as Stripped[];
  return ok({
    bytes,
    opened: again.value,
    stripped: order.flatMap((kind) => (counts.has(kind) ? [{ kind, count: counts.get(kind) ?? 0 }] : [])),
    removed: report.removals,
    kept: [...report.staying, ...namesStaying(draft, book), ...shown],
    shown,
    hiddenSheets: left.filter((sheet) => sheet.state !== 'visible').map((sheet) => sheet.name),
  });
}

/** Letters between the head and the root: no program shows them, and no reader of XML takes them. */
function stripOutside(draft: PackageDraft, part: string, report: PublishingReport): void {
  const text = draft.text(part);
  const outside = /^(\uFEFF?(?:<\?xml[^>]*\?>)?\s*)([^<\s][^<]*)</.exec(text);
  if (outside === null) return;
  report.removed('extensions', part, 'text outside the root');
  draft.put(part, `${outside[1] ?? ''}${text.slice(outside[0].length - 1)}`);
}

/** Every field of every item reads as it did. */
function saysTheSame(before: OpenedWorkbook, after: OpenedWorkbook): boolean {
  const said = ({ items }: OpenedWorkbook) =>
    items.map(({ sheet, fields }) => [sheet, ...Object.values(fields).map((field) => `${field?.path} ${field?.text}`)]);
  return JSON.stringify(said(before)) === JSON.stringify(said(after));
}

/** The texts of the string table, to name the cell that says one. */
function textsOf(
  draft: PackageDraft,
  book: string,
): { readonly part: string; readonly texts: readonly string[] } | undefined {
  const part = draft.relationships(book).find((one) => one.type === 'sharedStrings' && draft.has(one.target))?.target;
  return part === undefined ? undefined : { part, texts: stringTexts(draft.text(part)) };
}

function leakFailure(leak: Leak, sheets: readonly IndexedSheet[]): Failure {
  const sheet = sheets.find((one) => one.part.toLowerCase() === (leak.sheet ?? leak.part).toLowerCase())?.name;
  return {
    kind: 'unsafe',
    reason: 'personal',
    ...(sheet === undefined ? {} : { sheet }),
    ...(leak.cell === undefined ? {} : { cell: leak.cell }),
    values: { text: leak.text.slice(0, 60), part: leak.part },
  };
}

/** Sheets that are pages; others hold macros and dialogs of old versions. */
const pages = new Set(['worksheet', 'chartsheet']);

/** Takes out the sheet that carries the base of an exchange, and those that are no pages. */
function stripBase(draft: PackageDraft, book: string, sheets: readonly IndexedSheet[], report: PublishingReport): void {
  const isGoing = (sheet: IndexedSheet) => isMarkSheet(sheet.name) || (sheet.kind !== '' && !pages.has(sheet.kind));
  const going = sheets.filter(isGoing);
  if (going.length === 0) return;
  for (const sheet of going) report.removed(isMarkSheet(sheet.name) ? 'base' : 'macros', sheet.part, 'sheet');
  const keep = (sheet: IndexedSheet) => !isGoing(sheet);
  let active = 0;
  new XmlEdit(draft.text(book)).walk((_, s) => {
    if (s.local === 'workbookView') active = Number(s.attribute('activeTab') ?? 0);
  });
  const gone = { sheets: new Set(going.map((sheet) => sheet.name.toUpperCase())), names: new Set<string>() };
  const shown = sheets[active];
  const first = sheets.find((sheet) => keep(sheet) && sheet.state === 'visible')?.index ?? 0;
  draft.edit(book, (edit) =>
    cutWorkbook(edit, {
      sheets,
      keep,
      gone,
      secrets: Secrets.none,
      active: shown === undefined || isGoing(shown) ? first : active,
    }),
  );
  const ids = new Set(going.map((sheet) => sheet.relationshipId));
  draft.unrelate(book, (one) => ids.has(one.id));
  draft.remove(...going.map((sheet) => sheet.part));
}

/** Formulas, charts and names that read other workbooks become what they showed last; the list of those workbooks goes. */
function leaveOthersBehind(
  draft: PackageDraft,
  book: string,
  sheets: readonly IndexedSheet[],
  report: PublishingReport,
): void {
  const books: Gone = { sheets: new Set(), names: new Set(), books: true };
  const names = new Set(
    readWorkbookPart(draft.text(book)).definedNames.flatMap((one) =>
      usesGone(one.reference, books) ? [one.name.toUpperCase()] : [],
    ),
  );
  const links = draft.relationships(book).filter((one) => one.type === 'externalLink').length;
  if (
    links === 0 &&
    names.size === 0 &&
    !sheets.some(({ part }) => draft.has(part) && draft.text(part).includes('[') && /\[\d+\]/.test(draft.text(part)))
  )
    return;
  const gone: Gone = { sheets: new Set(), names, books: true };
  const secrets = Secrets.none;
  let valued = 0;
  for (const sheet of sheets) {
    if (sheet.kind !== 'worksheet' || !draft.has(sheet.part)) continue;
    const { text, cells } = valuesForFormulas(draft.text(sheet.part), {
      gone,
      secrets,
      tainted: () => false,
      keepResults: true,
    });
    report.removed('external', sheet.part, 'f', cells.size);
    valued += cells.size;
    if (text !== draft.text(sheet.part)) draft.put(sheet.part, text);
  }
  // It names cells with formulas; Excel makes it anew.
  const chain = draft.relationships(book).find((one) => one.type === 'calcChain' && draft.has(one.target));
  if (valued > 0 && chain !== undefined) {
    draft.unrelate(book, (one) => one.id === chain.id);
    draft.remove(chain.target);
  }
  const everySheet = new Set(sheets.map((sheet) => sheet.name.toUpperCase()));
  cutDrawings(draft, sheets, { gone, tainted: new TaintedCells(), whole: everySheet });
  draft.edit(book, (edit) =>
    edit.walk((e, s) => {
      if (s.local !== 'definedName') return;
      const { start } = s;
      if (usesGone(s.readText(), gone)) e.splice(start, s.end, '');
    }),
  );
  draft.put(book, withoutEmpty(draft.text(book), ['definedNames']));
}

const isHiddenName = (s: XmlScanner): boolean =>
  /^(?:1|true)$/.test(s.attribute('hidden') ?? '') && !/^_xlnm\./i.test(s.attribute('name') ?? '');

/** Names of ours, and hidden ones that nothing uses. */
function stripNames(draft: PackageDraft, book: string, report: PublishingReport): void {
  const { definedNames } = readWorkbookPart(draft.text(book));
  if (definedNames.length === 0) return;
  let hiddenNames = 0;
  new XmlEdit(draft.text(book)).walk((_, s) => {
    if (s.local === 'definedName' && isHiddenName(s)) hiddenNames++;
  });
  const used = new Set<string>();
  const note = (formula: string): void => {
    for (const one of tokenizeFormula(formula)) {
      if (one.kind === 'name') used.add(one.raw.toUpperCase());
      else if (one.kind === 'string') used.add(one.value.toUpperCase());
    }
  };
  for (const part of hiddenNames === 0 ? [] : draft.names())
    if (/\.(xml|vml)$/i.test(part) && part !== book) for (const { text } of referencesOf(draft.text(part))) note(text);
  for (const { reference } of definedNames) note(reference);
  draft.edit(book, (edit) =>
    edit.walk((e, s) => {
      if (s.local !== 'definedName') return;
      const name = s.attribute('name') ?? '';
      if (/^_?kohyo/i.test(name)) report.removed('itemIds', book, 'definedName');
      else if (isHiddenName(s) && !used.has(name.toUpperCase())) report.removed('names', book, 'definedName');
      else return;
      e.remove();
    }),
  );
  draft.put(book, withoutEmpty(draft.text(book), ['definedNames']));
}

const namesStaying = (draft: PackageDraft, book: string): readonly Kept[] =>
  readWorkbookPart(draft.text(book)).definedNames.flatMap((one) =>
    /^_xlnm\./i.test(one.name) ? [] : [{ part: book, what: 'definedName', text: `${one.name} = ${one.reference}` }],
  );

/** Strings that no cell uses any more, such as those that were deleted from a sheet. */
function stripStrings(
  draft: PackageDraft,
  book: string,
  sheets: readonly IndexedSheet[],
  report: PublishingReport,
): void {
  const part = draft.relationships(book).find((one) => one.type === 'sharedStrings' && draft.has(one.target))?.target;
  if (part === undefined) return;
  const before = stringTexts(draft.text(part));
  blankStrings(draft, part, sheets);
  const after = stringTexts(draft.text(part));
  report.removed('strings', part, 'si', before.filter((text, i) => text !== (after[i] ?? '')).length);
}

/** Where the workbook lay when Excel saved it last (`x15ac:absPath`): counted as what it is. */
function stripPath(draft: PackageDraft, book: string, report: PublishingReport): void {
  draft.edit(book, (edit) =>
    edit.walk((e, s) => {
      if (s.local !== 'AlternateContent') return;
      const close = s.text.indexOf(`</${s.qualifiedName}`, s.end);
      report.removed(
        /:absPath\b/.test(s.text.slice(s.end, close)) ? 'paths' : 'extensions',
        book,
        'mc:AlternateContent',
      );
      e.remove();
    }),
  );
}

/** Parts that hang on one that was named already. */
const isKnownGone = (name: string): boolean => name.endsWith('.rels') || name.endsWith('/');

function noteGarbage(name: string, report: PublishingReport): void {
  if (/^customxml\/itemprops/i.test(name)) return;
  if (report.removals.some((one) => one.part.toLowerCase() === name.toLowerCase())) return;
  report.removed(/^customxml\//i.test(name) ? 'customXml' : 'otherParts', name, 'part');
}
