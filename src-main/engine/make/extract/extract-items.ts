import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { openWorkbook } from '../../read/open.ts';
import { workbookPart } from '../../package/open-package.ts';
import { readWorkbookPart } from '../../book/workbook-part.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { attempt } from '../../package/attempt.ts';
import { PackageDraft } from '../../write/draft/package-draft.ts';
import { signedFailure } from '../../book/signed.ts';
import { indexSheets, type IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { blankStrings } from './blank-strings.ts';
import { collectGarbage } from './collect-garbage.ts';
import { PlanTexts } from './plan-texts.ts';
import { Secrets } from './secrets.ts';
import { cutWorkbook, goneNames } from './sheets-of-workbook.ts';
import { sweep } from './sweep.ts';
import { usesGone, valuesForFormulas, type Gone } from './values-for-formulas.ts';

export interface ExtractedWorkbook {
  readonly bytes: Uint8Array;
  readonly opened: OpenedWorkbook;
  /** Names of the sheets taken out. */
  readonly removed: readonly string[];
}

/** Sheets and parts of ours that carry all items' texts; a sender puts fresh ones in. */
const baseSheet = '_kohyo_base';
const baseNamespace = /xmlns(?::\w+)?\s*=\s*["']urn:kohyo-desk:/;

/**
 * The workbook with only some of its items: their sheets, and every sheet that is no item (cover, instructions, roll-up,
 * lists). What belongs to the others goes, and no text of theirs stays anywhere: not in the string table, cached
 * results, notes, names, custom parts or document properties. Formulas that used a sheet that is gone become nothing, and in
 * sheets of items their last value unless that is such a text. `keys` are `ItemSheet.key`; kept sheets keep theirs.
 *
 * Fails with `unknown-item`, `structure` (locked; no visible sheet would be left), `damaged`.
 */
export function extractItems(opened: OpenedWorkbook, keys: readonly string[]): Result<ExtractedWorkbook, Failure> {
  return attempt(() => extract(opened, keys));
}

function extract(opened: OpenedWorkbook, keys: readonly string[]): Result<ExtractedWorkbook, Failure> {
  const wanted = new Set(keys.map((key) => key.toLowerCase()));
  const unknown = keys.find((key) => !opened.items.some((item) => item.key.toLowerCase() === key.toLowerCase()));
  if (unknown !== undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no: unknown } });
  const signed = signedFailure(opened.package);
  if (signed !== undefined) return err(signed);
  const draft = new PackageDraft(opened.package);
  const book = workbookPart(opened.package);
  if (readWorkbookPart(draft.text(book)).structureLocked) return err({ kind: 'structure', reason: 'locked' });
  const sheets = indexSheets(draft, book);
  const plan = PlanTexts.of(opened.package);
  const itemKeys = new Set(opened.items.map((item) => item.key.toLowerCase()));
  const damaged = new Set(
    opened.warnings.flatMap((one) => (one.kind === 'damaged' && one.sheet !== undefined ? [one.sheet] : [])),
  );
  const keep = (sheet: IndexedSheet): boolean => {
    // What cannot be read cannot be told to hold nothing of the others.
    if (sheet.name === baseSheet || damaged.has(sheet.name) || !plan.isReadable(sheet)) return false;
    return !itemKeys.has(sheet.part.toLowerCase()) || wanted.has(sheet.part.toLowerCase());
  };
  if (!sheets.some((sheet) => keep(sheet) && sheet.state === 'visible') || keys.length === 0) {
    return err({ kind: 'structure', reason: 'last-sheet' });
  }
  // Choices belong to the plan, whoever chose them.
  const choices = opened.items.flatMap((item) => Object.values(item.fields).flatMap((field) => field?.choices ?? []));
  cutOut(draft, { book, sheets, keep, wanted, choices, plan });
  const bytes = draft.bytes();
  const again = openWorkbook(bytes);
  if (!again.ok || again.value.items.length !== new Set(keys).size)
    return err({ kind: 'write-failed', reason: 'check' });
  return ok({ bytes, opened: again.value, removed: sheets.filter((sheet) => !keep(sheet)).map((sheet) => sheet.name) });
}

interface Cut {
  readonly book: string;
  readonly sheets: readonly IndexedSheet[];
  readonly keep: (sheet: IndexedSheet) => boolean;
  readonly wanted: ReadonlySet<string>;
  readonly choices: readonly string[];
  readonly plan: PlanTexts;
}

function cutOut(draft: PackageDraft, { book, sheets, keep, wanted, choices, plan }: Cut): void {
  const going = sheets.filter((sheet) => !keep(sheet));
  const strings = draft
    .relationships(book)
    .find((one) => one.type === 'sharedStrings' && draft.has(one.target))?.target;
  const texts = plan.strings(strings);
  const kept = sheets
    .filter((sheet) => sheet.kind === 'worksheet' && wanted.has(sheet.part.toLowerCase()))
    .flatMap((sheet) => plan.textsAround(sheet, strings));
  const goneTexts = new Set<string>();
  for (const sheet of going) for (const text of plan.around(sheet, strings)) goneTexts.add(text);
  const secrets = new Secrets(goneTexts, [...kept, ...choices]);
  const goneSheets = new Set(going.map((sheet) => sheet.name.toUpperCase()));
  const gone: Gone = { sheets: goneSheets, names: goneNames(new XmlEdit(draft.text(book)), goneSheets) };

  const valued = new Map<number, ReadonlySet<string>>();
  for (const sheet of sheets) {
    if (!keep(sheet) || sheet.kind !== 'worksheet' || !draft.has(sheet.part)) continue;
    const result = valuesForFormulas(draft.text(sheet.part), gone, secrets, wanted.has(sheet.part.toLowerCase()));
    if (result.text !== draft.text(sheet.part)) draft.put(sheet.part, result.text);
    if (result.cells.size > 0) valued.set(sheet.sheetId, result.cells);
    if (!wanted.has(sheet.part.toLowerCase())) blankTyped(draft, sheet, texts, secrets);
  }
  const active = activeSheet(draft.text(book), sheets, keep, wanted);
  draft.edit(book, (edit) => cutWorkbook(edit, { sheets, keep, gone, secrets, active: active.index }));
  const ids = new Set(going.map((sheet) => sheet.relationshipId));
  draft.unrelate(book, (one) => ids.has(one.id));
  draft.remove(...going.map((sheet) => sheet.part));
  selectTab(draft, active);
  cutCalcChain(draft, book, new Set(going.map((sheet) => sheet.sheetId)), valued);
  cutOtherParts(draft, gone);
  if (strings !== undefined) blankStrings(draft, strings, sheets.filter(keep), texts);
  collectGarbage(draft);
  sweep(draft, secrets);
  collectGarbage(draft);
}

/** Empties cells of sheets that are no items where a person typed a text of an item that goes. */
function blankTyped(draft: PackageDraft, sheet: IndexedSheet, strings: readonly string[], secrets: Secrets): void {
  draft.edit(sheet.part, (edit) =>
    edit.walk((e, s) => {
      if (s.depth !== 4 || s.local !== 'c' || s.attribute('t') !== 's') return;
      const range = s.attributeRange('t');
      e.children((_, child) => {
        const { start } = child;
        if (child.local !== 'v' || !secrets.holds(strings[Number(child.readText())] ?? '')) return;
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

/** Charts and shapes that showed a sheet that is gone, the list of sheets in the document properties, our own marks. */
function cutOtherParts(draft: PackageDraft, gone: Gone): void {
  for (const part of draft.names()) {
    if (/^xl\/(charts|drawings)\/[^/]+\.xml$/i.test(part)) {
      draft.edit(part, (edit) =>
        edit.walk((e, s) => {
          e.change('textlink', (link) => (usesGone(link, gone) ? '' : undefined));
          if (s.local === 'f') e.text((formula) => (usesGone(formula, gone) ? '#REF!' : undefined));
        }),
      );
    } else if (/^customxml\/[^/]+\.xml$/i.test(part) && baseNamespace.test(draft.text(part).slice(0, 1000)))
      draft.remove(part);
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
