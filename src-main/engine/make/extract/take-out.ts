import { isMarkSheet, isMarkXml } from '../../book/marks.ts';
import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { workbookPart } from '../../package/open-package.ts';
import { readWorkbookPart } from '../../book/workbook-part.ts';
import type { WorkbookPackage } from '../../types.ts';
import { PackageDraft } from '../../write/draft/package-draft.ts';
import { signedFailure } from '../../book/signed.ts';
import { indexSheets, type IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { calculateOnLoad } from '../../write/formulas/calculate-on-load.ts';
import { isRelationshipNamespace } from '../../xml/namespaces.ts';
import { stripMetadata } from '../../write/media/strip-metadata.ts';
import { readBack } from '../../write/references/read-back.ts';
import { textsOfBinary } from '../../write/search/binary-texts.ts';
import { withoutRemark } from '../../package/fresh-package.ts';
import { findLeaks, type Leak } from '../../write/search/find-foreign.ts';
import { tidyLists } from '../../write/draft/tidy-lists.ts';
import { blankStrings } from './blank-strings.ts';
import { collectGarbage } from './collect-garbage.ts';
import { cutDrawings } from './cut-drawings.ts';
import { cutPivots } from './cut-pivots.ts';
import { detachPart } from './detach-part.ts';
import { emptyRows, rowsToEmpty, type RowsToEmpty } from './empty-rows.ts';
import type { Gone } from './gone.ts';
import { PlanTexts } from './plan-texts.ts';
import { keptOf, Secrets } from './secrets.ts';
import { cutWorkbook, goneNames } from './sheets-of-workbook.ts';
import { stringsUsed } from './sheet-texts.ts';
import { sweep } from './sweep.ts';
import { tableNames, tablesOf } from './tables-of.ts';
import { taintedCells, type TaintedCells } from './taint.ts';
import { valuesByCell } from './values-for-formulas.ts';

/** What stays of a workbook. Parts of sheets are in lower case. */
export interface Staying {
  /** Sheets that hold items; every other sheet stays. */
  readonly itemSheets: ReadonlySet<string>;
  /** Those of them that stay. */
  readonly wanted: ReadonlySet<string>;
  /** Rows that go of list sheets that stay: they hold other items. */
  readonly rows: ReadonlyMap<string, ReadonlySet<number>>;
  /** Words that belong to the plan, whoever chose them. */
  readonly choices: readonly string[];
  /** Names of sheets that could not be read: what cannot be read cannot be told to hold nothing of the others. */
  readonly damaged: ReadonlySet<string>;
  /** The plan that the workbook was itself taken out of in an earlier step: no text of its other items stays either. */
  readonly plan?: WorkbookPackage | undefined;
  /** Others are taken out of the result, which is never sent itself: it is not searched for texts of others as they are. */
  readonly onTheWay?: boolean | undefined;
}

export interface TakenOut {
  readonly bytes: Uint8Array;
  /** Names of the sheets taken out. */
  readonly removed: readonly string[];
  /** Cells of the sheets that stay whose result came from what went: they are empty now, or calculated anew. */
  readonly emptied: readonly { readonly sheet: string; readonly cell: string }[];
}

/**
 * The workbook with only some of its items. What belongs to the others goes, and no text of theirs stays anywhere: not in the
 * string table, cached results, notes, names, custom parts or document properties. Formulas that used a sheet that is gone
 * become nothing, and so does every stored result that came from what went. Rows of lists that go are emptied and hidden, so
 * that no address changes.
 *
 * Fails with `structure` (locked; two sheets of one name; no visible sheet would be left; a reference would break), `unsafe`
 * (signed; a text of the others that could not be taken out). Throws `XmlError` and `PackageError`.
 */
export function takeOut(pkg: WorkbookPackage, staying: Staying): Result<TakenOut, Failure> {
  const { itemSheets, wanted, rows, choices, damaged } = staying;
  const signed = signedFailure(pkg);
  if (signed !== undefined) return err(signed);
  const plan = PlanTexts.of(pkg, staying.plan);
  const draft = new PackageDraft(pkg, plan.parts);
  const book = workbookPart(pkg);
  if (readWorkbookPart(draft.text(book)).structureLocked) return err({ kind: 'structure', reason: 'locked' });
  const sheets = indexSheets(draft, book);
  const twice = repeatedName(sheets);
  if (twice !== undefined) return err({ kind: 'structure', reason: 'same-name', sheet: twice });
  const strings = stringsPart(draft, book);
  const isKept = (sheet: IndexedSheet): boolean => {
    if (isMarkSheet(sheet.name) || damaged.has(sheet.name) || !plan.isReadable(sheet, strings)) return false;
    return !itemSheets.has(sheet.part.toLowerCase()) || wanted.has(sheet.part.toLowerCase());
  };
  if (!sheets.some((sheet) => isKept(sheet) && sheet.state === 'visible') || wanted.size === 0)
    return err({ kind: 'structure', reason: 'last-sheet' });
  const emptied = rowsToEmpty(draft, sheets, rows);
  const facts: Facts = { draft, book, sheets, strings, wanted, choices, plan, emptied };
  const going = new Set(sheets.filter((sheet) => !isKept(sheet)));
  const named = new Set<string>();
  let known = whatGoes(facts, going, named);
  // A sheet or a table that is called like a text of the others goes as a whole: without its name it could not stay.
  if (callsOthers(facts, going, named, known.secrets)) known = whatGoes(facts, going, named);
  const keep = (sheet: IndexedSheet): boolean => !going.has(sheet);
  cutOut(facts, keep, known);
  const left = staying.onTheWay === true ? undefined : swept(draft, known.secrets);
  if (left !== undefined) return err(leakFailure(left, sheets));
  const broken = readBack(draft, sheets);
  if (broken !== undefined) return err(broken);
  const lost = sheets
    .filter((sheet) => keep(sheet) && wanted.has(sheet.part.toLowerCase()))
    .flatMap((sheet) => {
      const gone = emptied.get(sheet.part.toLowerCase())?.cells;
      return [...known.tainted.addressesOn(sheet.name)]
        .filter((cell) => gone?.has(cell) !== true)
        .map((cell) => ({ sheet: sheet.name, cell }));
    });
  const removed = sheets.filter((sheet) => !keep(sheet)).map((sheet) => sheet.name);
  return ok({ bytes: withoutRemark(draft.bytes()), removed, emptied: lost });
}

/** Excel opens no workbook with two sheets of one name, and no reference tells them apart. */
export function repeatedName(sheets: readonly IndexedSheet[]): string | undefined {
  const seen = new Set<string>();
  return sheets.find(({ name }) => seen.size === seen.add(name.toUpperCase()).size)?.name;
}

interface Facts {
  readonly draft: PackageDraft;
  readonly book: string;
  readonly sheets: readonly IndexedSheet[];
  /** The part of the string table. */
  readonly strings: string | undefined;
  /** Parts of the items that stay. */
  readonly wanted: ReadonlySet<string>;
  readonly choices: readonly string[];
  readonly plan: PlanTexts;
  /** What goes of list sheets that stay, by part in lower case. */
  readonly emptied: ReadonlyMap<string, RowsToEmpty>;
}

interface WhatGoes {
  readonly gone: Gone;
  readonly tainted: TaintedCells;
  readonly secrets: Secrets;
}

const stringsPart = (draft: PackageDraft, book: string): string | undefined =>
  draft.relationships(book).find((one) => one.type === 'sharedStrings' && draft.has(one.target))?.target;

/** What is gone with these sheets and names, what shows of it in the sheets that stay, and the texts that only it has. */
function whatGoes(facts: Facts, going: ReadonlySet<IndexedSheet>, named: ReadonlySet<string>): WhatGoes {
  const { draft, book, sheets, strings, wanted, choices, plan, emptied } = facts;
  const goneSheets = new Set([...going].map((sheet) => sheet.name.toUpperCase()));
  const names = new Set([...goneNames(new XmlEdit(draft.text(book)), goneSheets), ...named]);
  for (const sheet of going) for (const table of tableNames(draft, sheet)) names.add(table.toUpperCase());
  const gone: Gone = { sheets: goneSheets, names };
  const stay = sheets.filter((sheet) => !going.has(sheet));
  const tainted = taintedCells(
    draft.text(book),
    stay.map(({ name, kind, part }) => ({
      name,
      formulas: kind === 'worksheet' && draft.has(part) ? plan.formulas(part, draft.text(part)).cells : [],
      emptied: emptied.get(part.toLowerCase())?.cells ?? new Set(),
    })),
    gone,
  );
  const kept = stay
    .filter((sheet) => sheet.kind === 'worksheet' && wanted.has(sheet.part.toLowerCase()))
    .map((sheet) => plan.kept(sheet, strings, tainted.addressesOn(sheet.name)));
  const whole = new Set(stay.map((sheet) => sheet.part.toLowerCase()).filter((part) => !emptied.has(part)));
  const index = plan.index(sheets, strings);
  const secrets = new Secrets(index, (part) => !whole.has(part), [...kept, keptOf(choices)]);
  return { gone, tainted, secrets };
}

/** Adds the sheets and tables that are called like a text of the others to what goes; false when there is none. */
function callsOthers(
  { draft, sheets, wanted }: Facts,
  going: Set<IndexedSheet>,
  named: Set<string>,
  secrets: Secrets,
): boolean {
  let found = false;
  for (const sheet of sheets) {
    if (going.has(sheet)) continue;
    if (secrets.holds(sheet.name) && !wanted.has(sheet.part.toLowerCase())) {
      going.add(sheet);
      found = true;
      continue;
    }
    for (const { id, part, names, columns } of tablesOf(draft, sheet)) {
      if (![...names, ...columns].some((name) => secrets.holds(name))) continue;
      for (const name of names) named.add(name.toUpperCase());
      found = true;
      draft.unrelate(sheet.part, (one) => one.id === id);
      draft.remove(part);
      draft.edit(sheet.part, (edit) =>
        edit.walk((e, s) => {
          if (s.local === 'tablePart' && s.attributeNS('id', isRelationshipNamespace) === id) e.remove();
        }),
      );
      draft.put(sheet.part, tidyLists(draft.text(sheet.part), ['tableParts']));
    }
  }
  return found;
}

function cutOut(facts: Facts, keep: (sheet: IndexedSheet) => boolean, { gone, tainted, secrets }: WhatGoes): void {
  const { draft, book, sheets, strings, wanted, plan, emptied } = facts;
  const going = sheets.filter((sheet) => !keep(sheet));
  const texts = plan.strings(strings);
  const isSent = (sheet: IndexedSheet): boolean => wanted.has(sheet.part.toLowerCase());
  // What was made out of a list before its rows went shows them still.
  const isWhole = (sheet: IndexedSheet): boolean => isSent(sheet) && !emptied.has(sheet.part.toLowerCase());
  const ids = new Set(going.map((sheet) => sheet.relationshipId));
  const sources = new Set(
    sheets.filter((sheet) => keep(sheet) && isWhole(sheet)).map((sheet) => sheet.name.toUpperCase()),
  );
  cutPivots(draft, book, sheets.filter(keep), {
    // Its records say what its source said before this cut.
    goes: ({ sheet, name, texts: held }) =>
      (sheet !== undefined && !sources.has(sheet)) ||
      (name !== undefined && (gone.names.has(name) || !namesSent(draft, sheets, keep, isWhole).has(name))) ||
      held.some((text) => secrets.mentions(text)),
    emptyCells: true,
  });
  // From here on only what stays is gone through: of a plan of 300 items that is a sixtieth.
  draft.unrelate(book, (one) => ids.has(one.id));
  draft.remove(...going.map((sheet) => sheet.part));
  const valued = new Map<number, ReadonlySet<string>>();
  for (const sheet of sheets) {
    if (!keep(sheet) || sheet.kind !== 'worksheet' || !draft.has(sheet.part)) continue;
    const emptying = emptied.get(sheet.part.toLowerCase());
    if (emptying !== undefined) emptyRows(draft, sheet, emptying);
    const result = valuesByCell(plan.formulas(sheet.part, draft.text(sheet.part)), {
      gone,
      secrets,
      tainted: (row, column) => tainted.has(sheet.name, row, column),
    });
    if (result.text !== draft.text(sheet.part)) draft.put(sheet.part, result.text);
    const without = new Set([...result.cells, ...(emptying?.formulas ?? [])]);
    if (without.size > 0) valued.set(sheet.sheetId, without);
    if (!isSent(sheet)) blankTyped(draft, sheet, texts, secrets);
  }
  const whole = new Set(
    sheets
      .filter((sheet) => keep(sheet) && isWhole(sheet) && !tainted.any(sheet.name))
      .map((sheet) => sheet.name.toUpperCase()),
  );
  cutDrawings(draft, sheets.filter(keep), { gone, tainted, whole });
  const active = activeSheet(draft.text(book), sheets, keep, wanted);
  draft.edit(book, (edit) => cutWorkbook(edit, { sheets, keep, gone, secrets, active: active.index }));
  // Results that were taken out are calculated anew from what is left.
  if (sheets.some((sheet) => keep(sheet) && tainted.any(sheet.name)))
    draft.put(book, calculateOnLoad(draft.text(book)));
  selectTab(draft, active);
  cutCalcChain(draft, book, new Set(going.map((sheet) => sheet.sheetId)), valued);
  cutOtherParts(draft);
  if (strings !== undefined) blankStrings(draft, strings, sheets.filter(keep));
  collectGarbage(draft);
}

/** Tables of the items that stay, in capitals. */
function namesSent(
  draft: PackageDraft,
  sheets: readonly IndexedSheet[],
  keep: (sheet: IndexedSheet) => boolean,
  isSent: (sheet: IndexedSheet) => boolean,
): ReadonlySet<string> {
  const sent = sheets.filter((sheet) => keep(sheet) && isSent(sheet));
  return new Set(sent.flatMap((sheet) => tableNames(draft, sheet)).map((name) => name.toUpperCase()));
}

/** Sweeps what is left and searches it once more as it will be written; gives what still stands there. */
function swept(draft: PackageDraft, secrets: Secrets): Leak | undefined {
  const changed = new Set(sweep(draft, secrets));
  const binary = draft.names().filter((name) => !/\.(xml|vml|rels)$/i.test(name) && !name.endsWith('/'));
  for (const part of binary) {
    const data = draft.read(part);
    if (!textsOfBinary(data).some((text) => secrets.mentions(text))) continue;
    const stripped = stripMetadata(data);
    if (stripped.removed.length > 0) draft.putBytes(part, stripped.data);
    if (textsOfBinary(stripped.data).some((text) => secrets.reveals(text) !== undefined)) detachPart(draft, part);
  }
  collectGarbage(draft);
  const parts = draft
    .names()
    .filter((name) => changed.has(name) || name.endsWith('.rels') || /\.(xml|vml)$/i.test(name) === false);
  const [first] = findLeaks(draft, parts, { tells: (text) => secrets.reveals(text) });
  return first;
}

function leakFailure({ part, text, cell }: Leak, sheets: readonly IndexedSheet[]): Failure {
  const sheet = sheets.find((one) => one.part.toLowerCase() === part.toLowerCase())?.name;
  return {
    kind: 'unsafe',
    reason: 'others-text',
    ...(sheet === undefined ? {} : { sheet }),
    ...(cell === undefined ? {} : { cell }),
    values: { part, text: text.slice(0, 40) },
  };
}

/** Empties cells of sheets that are no items where a person typed a text of an item that goes. */
function blankTyped(draft: PackageDraft, sheet: IndexedSheet, strings: readonly string[], secrets: Secrets): void {
  const tells = new Set(
    [...new Set(stringsUsed(draft.text(sheet.part)))].filter((n) => secrets.holds(strings[n] ?? '')),
  );
  if (tells.size === 0) return;
  draft.edit(sheet.part, (edit) =>
    edit.walk((e, s) => {
      if (s.depth !== 4 || s.local !== 'c' || s.attribute('t') !== 's') return;
      const range = s.attributeRange('t');
      e.children((_, child) => {
        const { start } = child;
        if (child.local !== 'v' || !tells.has(Number(child.readText()))) return;
        e.splice(start, child.end, '');
        if (range !== undefined) e.splice(...range, 'n');
      });
    }),
  );
}

/** The sheet to show: the one that was shown when it stays and is visible, else the first item, else any visible one. */
function activeSheet(
  workbook: string,
  sheets: readonly IndexedSheet[],
  keep: (sheet: IndexedSheet) => boolean,
  wanted: ReadonlySet<string>,
): IndexedSheet {
  let tab = 0;
  new XmlEdit(workbook).walk((_, s) => {
    if (s.local === 'workbookView') tab = Number(s.attribute('activeTab') ?? 0);
  });
  const fit = (sheet: IndexedSheet | undefined) => sheet !== undefined && keep(sheet) && sheet.state === 'visible';
  const shown = sheets[tab];
  const found = fit(shown)
    ? shown
    : (sheets.find((sheet) => fit(sheet) && wanted.has(sheet.part.toLowerCase())) ?? sheets.find(fit));
  return found as IndexedSheet;
}

function selectTab(draft: PackageDraft, sheet: IndexedSheet): void {
  draft.edit(sheet.part, (edit) =>
    edit.walk((e, s) => {
      if (s.local === 'sheetView' && s.attribute('tabSelected') !== '1') e.set('tabSelected', '1');
    }),
  );
}

function cutCalcChain(
  draft: PackageDraft,
  book: string,
  gone: ReadonlySet<number>,
  valued: ReadonlyMap<number, ReadonlySet<string>>,
): void {
  const chain = draft.relationships(book).find((one) => one.type === 'calcChain' && draft.has(one.target))?.target;
  if (chain === undefined) return;
  let left = 0;
  let current = '';
  let explain = false;
  draft.edit(chain, (edit) =>
    edit.walk((e, s) => {
      if (s.local !== 'c') return;
      const own = s.attribute('i');
      current = own ?? current;
      if (gone.has(Number(current)) || valued.get(Number(current))?.has(s.attribute('r') ?? '')) {
        explain ||= own !== undefined;
        return e.remove();
      }
      left++;
      if (explain && own === undefined) e.set('i', current);
      explain = false;
    }),
  );
  if (left > 0) return;
  draft.unrelate(book, (one) => one.type === 'calcChain');
  draft.remove(chain);
}

/** The list of sheets in the document properties, the picture of the first page, our own marks. */
function cutOtherParts(draft: PackageDraft): void {
  for (const part of draft.names()) {
    if (/^customxml\/[^/]+\.xml$/i.test(part) && isMarkXml(draft.text(part).slice(0, 1000))) draft.remove(part);
  }
  for (const { type, target } of draft.relationships('')) {
    if (type === 'extended-properties' && draft.has(target)) {
      draft.edit(target, (edit) =>
        edit.walk((e, s) => {
          if (s.local === 'TitlesOfParts' || s.local === 'HeadingPairs') e.remove();
        }),
      );
    } else if (type === 'thumbnail') {
      draft.unrelate('', (one) => one.target === target);
      draft.remove(target);
    }
  }
}
