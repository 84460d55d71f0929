import { largest } from '../../../../src-shared/domain/large-lists.ts';
import { groupingKey } from '../../../../src-shared/domain/normal.ts';
import type { Failure } from '../../../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../../../src-shared/domain/item.ts';
import { err, ok, type Result } from '../../../../src-shared/domain/result.ts';
import { openWorkbook } from '../../read/open.ts';
import { workbookPart } from '../../package/open-package.ts';
import { readWorkbookPart, type DefinedName } from '../../book/workbook-part.ts';
import { escapeAttribute, escapeText } from '../../xml/entities.ts';
import type { OpenedWorkbook } from '../../types.ts';
import { attempt } from '../../package/attempt.ts';
import { officeRelationships, PackageDraft } from '../../write/draft/package-draft.ts';
import { withWorkbookChild } from '../../write/draft/schema-order.ts';
import { signedFailure } from '../../book/signed.ts';
import { indexSheets, type IndexedSheet } from '../../book/workbook-index.ts';
import type { XmlEdit } from '../../xml/xml-edit.ts';
import { danglingIn } from '../../write/references/read-back.ts';
import { adoptFormula, adoptSheet, type SheetNames } from './adopt-sheet.ts';
import { readBack } from '../../write/references/read-back.ts';
import { repeatedName } from '../extract/take-out.ts';
import { adoptParts } from './adopt-parts.ts';
import { dateSystem } from './date-system.ts';
import { spillingCells, spillingIndex } from './dynamic-arrays.ts';
import { leftBehind, type LeftBehind } from './left-behind.ts';
import { asUtf8, PartCopier } from './copy-parts.ts';
import { choiceSheets } from './choice-sheets.ts';
import { StringMerger } from './merge-strings.ts';
import { StyleMerger } from './merge-styles.ts';
import { convertClass, isStrict } from './namespaces.ts';

export interface InsertedItems {
  readonly bytes: Uint8Array;
  readonly opened: OpenedWorkbook;
  /** The sheets that came in, with the names that they have now. */
  readonly inserted: readonly { readonly no: string; readonly sheet: string }[];
  /** What could not come along, by the sheets' names in the workbook that they come from. */
  readonly lost: readonly LeftBehind[];
}

/**
 * Puts item sheets of another workbook behind the last item of this one, with what they show: formats, strings with
 * furigana, drawings and pictures, notes, validations, conditional formats, print areas. A formula that used a sheet of
 * the other workbook that is not here becomes its last value. `keys` are `ItemSheet.key` of `source`.
 *
 * Fails with `unknown-item`, `structure` (locked; the number is taken), `unsafe` (signed), `damaged`.
 */
export function insertItems(
  target: OpenedWorkbook,
  source: OpenedWorkbook,
  keys: readonly string[],
): Result<InsertedItems, Failure> {
  return attempt(() => insert(target, source, keys));
}

function insert(
  target: OpenedWorkbook,
  source: OpenedWorkbook,
  keys: readonly string[],
): Result<InsertedItems, Failure> {
  const signed = signedFailure(target.package);
  if (signed !== undefined) return err(signed);
  const items: ItemSheet[] = [];
  for (const key of new Set(keys)) {
    const item = source.items.find((one) => one.key === key);
    if (item === undefined) return err({ kind: 'unknown-item', reason: 'none', values: { no: key } });
    const taken = [...target.items, ...items].some(
      (one) => groupingKey(one.no) === groupingKey(item.no) && groupingKey(item.no) !== '',
    );
    if (taken) return err({ kind: 'structure', reason: 'same-no', sheet: item.sheet, values: { no: item.no } });
    items.push(item);
  }
  if (items.length === 0) return err({ kind: 'unknown-item', reason: 'none', values: { no: '' } });
  const draft = new PackageDraft(target.package);
  const book = workbookPart(target.package);
  if (readWorkbookPart(draft.text(book)).structureLocked) return err({ kind: 'structure', reason: 'locked' });
  const twice = repeatedName(indexSheets(draft, book)) ?? repeatedName(sheetsOf(source));
  if (twice !== undefined) return err({ kind: 'structure', reason: 'same-name', sheet: twice });
  const inserted = putIn(draft, book, target, source, items);
  const broken = readBack(draft, indexSheets(draft, book), { accepted: danglingIn(source) });
  if (broken !== undefined) return err(broken);
  const bytes = draft.bytes();
  const again = openWorkbook(bytes);
  if (!again.ok || again.value.items.length !== target.items.length + items.length)
    return err({ kind: 'write-failed', reason: 'check' });
  return ok({ bytes, opened: again.value, inserted, lost: leftBehind(source, items) });
}

const sheetsOf = ({ package: pkg }: OpenedWorkbook): readonly IndexedSheet[] =>
  indexSheets(new PackageDraft(pkg), workbookPart(pkg));

/** What the incoming sheets' references mean here: sheets by name, and the other workbook's names by what they stand for. */
export function namesOf(
  draft: PackageDraft,
  book: string,
  sheets: readonly IndexedSheet[],
  incoming: readonly Pick<Incoming, 'sheet' | 'name'>[],
  theirs: readonly DefinedName[],
): SheetNames {
  const plain: SheetNames = {
    sheets: new Map([
      ...sheets.map((sheet) => [sheet.name.toUpperCase(), sheet.name] as const),
      ...incoming.map(({ sheet, name }) => [sheet.name.toUpperCase(), name] as const),
    ]),
    defined: new Map(),
  };
  const ours = new Map(
    readWorkbookPart(draft.text(book))
      .definedNames.filter((one) => one.localSheet === undefined)
      .map((one) => [one.name.toUpperCase(), one.reference]),
  );
  const defined = new Map<string, string>();
  for (const { name, reference, localSheet } of theirs) {
    if (localSheet !== undefined) continue;
    const adopted = adoptFormula(reference, plain);
    if (adopted !== undefined)
      defined.set(name.toUpperCase(), ours.get(name.toUpperCase()) === adopted ? name : adopted);
  }
  return { ...plain, defined };
}

interface Incoming {
  /** Without one it is a sheet of choices that the items' lists point at. */
  readonly item: ItemSheet | undefined;
  readonly sheet: IndexedSheet;
  readonly name: string;
  readonly part: string;
}

function putIn(
  draft: PackageDraft,
  book: string,
  target: OpenedWorkbook,
  source: OpenedWorkbook,
  items: readonly ItemSheet[],
): InsertedItems['inserted'] {
  const from = new PackageDraft(source.package);
  const fromBook = workbookPart(source.package);
  const fromSheets = indexSheets(from, fromBook);
  const sheets = indexSheets(draft, book);
  const taken = new Set(sheets.map((sheet) => sheet.name.toUpperCase()));
  const highest = largest(
    sheets.map((sheet) => Number(/(\d+)\.xml$/.exec(sheet.part)?.[1] ?? 0)),
    0,
  );
  const adopt = (sheet: IndexedSheet, item: ItemSheet | undefined): Incoming => {
    const name = freeName(sheet.name, taken);
    taken.add(name.toUpperCase());
    // Numbers of sheets whose part is missing are not free: they would come back with another's content.
    const part = draft.freeName((n) => `xl/worksheets/sheet${highest + n}.xml`);
    draft.put(part, '');
    return { item, sheet, name, part };
  };
  const itemSheets = items.map(
    (item) =>
      [fromSheets.find((one) => one.part.toLowerCase() === item.key.toLowerCase()) as IndexedSheet, item] as const,
  );
  const incoming = itemSheets.map(([sheet, item]) => adopt(sheet, item));
  const lists = choiceSheets(
    { draft: from, book: fromBook, sheets: fromSheets },
    { draft, book, sheets },
    incoming.map(({ sheet }) => sheet),
    new Set(source.items.map(({ key }) => key.toLowerCase())),
  );
  incoming.push(...lists.map((sheet) => adopt(sheet, undefined)));
  const strict = isStrict(draft.text(book));
  const styles = mergerOfStyles(from, fromBook, draft, book);
  const strings = mergerOfStrings(from, fromBook, draft, book, styles, strict);
  const names = namesOf(draft, book, sheets, incoming, readWorkbookPart(from.text(fromBook)).definedNames);
  const dates = dateSystem(from.text(fromBook), draft.text(book), textOf(from, partOf(from, fromBook, 'styles')));
  const metadata = spillingHere(from, fromBook, draft, book);
  const copier = new PartCopier(from, draft, (text) => convertClass(text, strict));
  for (const { item, sheet, part } of incoming) {
    const missing = copier.relate(sheet.part, part);
    const choices = new Map(
      Object.values(item?.fields ?? {}).flatMap((field) =>
        field?.choices === undefined ? [] : [[field.cell, field.choices] as const],
      ),
    );
    const text = adoptSheet(asUtf8(from.text(sheet.part)), {
      styles,
      strings,
      names,
      missing,
      choices,
      dates,
      metadata,
    });
    draft.put(part, convertClass(text, strict));
    draft.declare(part, 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml');
  }
  adoptParts(
    draft,
    incoming.map(({ part }) => part),
    (formula) => adoptFormula(formula, names),
  );
  const stylesPart = partOf(draft, book, 'styles');
  if (stylesPart !== undefined) draft.put(stylesPart, styles.result());
  const stringsPart = partOf(draft, book, 'sharedStrings');
  if (stringsPart !== undefined) draft.put(stringsPart, strings.result());
  const localNames = readWorkbookPart(from.text(fromBook)).definedNames;
  addSheets(draft, book, sheets, target, incoming, localNames, names, strict);
  return incoming.flatMap(({ item, name }) => (item === undefined ? [] : [{ no: item.no, sheet: name }]));
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toUpperCase())) return name;
  for (let n = 2; ; n++) {
    const end = ` (${n})`;
    const free = `${name.slice(0, 31 - end.length)}${end}`;
    if (!taken.has(free.toUpperCase())) return free;
  }
}

export const textOf = (draft: PackageDraft, part: string | undefined): string | undefined =>
  part === undefined ? undefined : draft.text(part);

/** A formula that spills still does where it comes to; other metadata of cells (pictures) cannot come along. */
export function spillingHere(
  from: PackageDraft,
  fromBook: string,
  draft: PackageDraft,
  book: string,
): (cm: string) => string | undefined {
  const spilling = spillingCells(from, fromBook);
  return (cm) => (spilling.has(cm) ? spillingIndex(draft, book) : undefined);
}

export const partOf = (draft: PackageDraft, book: string, type: string): string | undefined =>
  draft.relationships(book).find((one) => one.type === type && draft.has(one.target))?.target;

const emptyStyles =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="ＭＳ Ｐゴシック"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>';

export function mergerOfStyles(from: PackageDraft, fromBook: string, draft: PackageDraft, book: string): StyleMerger {
  const source = partOf(from, fromBook, 'styles');
  const own = partOf(draft, book, 'styles') ?? addPart(draft, book, 'styles', emptyStyles);
  // Without a format of their own, cells would take the first one that comes in.
  if (!/<(?:\w+:)?xf[\s/>]/.test(draft.text(own)))
    draft.put(own, convertClass(emptyStyles, isStrict(draft.text(book))));
  return new StyleMerger(source === undefined ? emptyStyles : from.text(source), draft.text(own));
}

export function mergerOfStrings(
  from: PackageDraft,
  fromBook: string,
  draft: PackageDraft,
  book: string,
  styles: StyleMerger,
  strict: boolean,
): StringMerger {
  const source = partOf(from, fromBook, 'sharedStrings');
  const empty = convertClass(
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="0" uniqueCount="0"></sst>',
    strict,
  );
  const own =
    partOf(draft, book, 'sharedStrings') ??
    (source === undefined ? undefined : addPart(draft, book, 'sharedStrings', empty));
  return new StringMerger(
    source === undefined ? undefined : from.text(source),
    own === undefined ? empty : draft.text(own),
    (font) => styles.part('fonts', font),
  );
}

function addPart(draft: PackageDraft, book: string, type: 'styles' | 'sharedStrings', text: string): string {
  const part = draft.freeName((n) => `xl/${type}${n === 1 ? '' : n}.xml`);
  draft.put(part, text);
  draft.declare(part, `application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml`);
  draft.relate(book, `${officeRelationships}/${type}`, part);
  return part;
}

/** The workbook part: sheets behind the last item, indices of what stands behind them, names that came along. */
function addSheets(
  draft: PackageDraft,
  book: string,
  sheets: readonly IndexedSheet[],
  target: OpenedWorkbook,
  incoming: readonly Incoming[],
  names: readonly DefinedName[],
  known: SheetNames,
  strict: boolean,
): void {
  const itemParts = new Set(target.items.map((item) => item.key.toLowerCase()));
  const after = Math.max(
    ...sheets.filter((sheet) => itemParts.has(sheet.part.toLowerCase())).map((sheet) => sheet.index),
  );
  const moved = (index: string) => String(Number(index) > after ? Number(index) + incoming.length : Number(index));
  const firstId =
    largest(
      sheets.map((sheet) => sheet.sheetId),
      0,
    ) + 1;
  const namespace = strict ? 'http://purl.oclc.org/ooxml/officeDocument/relationships' : officeRelationships;
  const ids = incoming.map(({ part }) => draft.relate(book, `${namespace}/worksheet`, part));
  const added = incoming.flatMap(({ sheet, name }, i) =>
    names
      .filter((one) => one.localSheet === sheet.index)
      .flatMap((one) => {
        const reference = adoptFormula(one.reference, {
          ...known,
          sheets: new Map([...known.sheets, [sheet.name.toUpperCase(), name]]),
        });
        return reference === undefined ? [] : [{ name: one.name, hidden: one.hidden, local: after + 1 + i, reference }];
      }),
  );
  const define = (prefix: string) =>
    added
      .map(
        (one) =>
          `<${prefix}definedName name="${escapeAttribute(one.name)}" localSheetId="${one.local}"${one.hidden ? ' hidden="1"' : ''}>${escapeText(one.reference)}</${prefix}definedName>`,
      )
      .join('');
  let sawNames = false;
  let prefix = '';
  draft.edit(book, (edit) => {
    edit.walk((e, s) => {
      if (s.depth === 1) prefix = s.prefix === '' ? '' : `${s.prefix}:`;
      if (s.local === 'sheets' && s.depth === 2)
        addSheetElements(e, { after, incoming, ids, firstId, prefix, namespace });
      else if (s.local === 'workbookView') {
        e.change('activeTab', moved);
        e.change('firstSheet', moved);
      } else if (s.local === 'definedName') e.change('localSheetId', moved);
      else if (s.local === 'definedNames' && added.length > 0) {
        sawNames = true;
        if (s.selfClosing) return e.replace(`<${prefix}definedNames>${define(prefix)}</${prefix}definedNames>`);
        const close = s.text.indexOf(`</${s.qualifiedName}`, s.end);
        e.splice(close, close, define(prefix));
      }
    });
  });
  if (!sawNames && added.length > 0)
    draft.put(
      book,
      withWorkbookChild(draft.text(book), 'definedNames', (x) => `<${x}definedNames>${define(x)}</${x}definedNames>`),
    );
  for (const { type: kind, target: part } of draft.relationships('')) {
    if (kind !== 'extended-properties') continue;
    draft.edit(part, (edit) =>
      edit.walk((e, s) => {
        if (s.local === 'TitlesOfParts' || s.local === 'HeadingPairs') e.remove();
      }),
    );
  }
}

interface NewSheets {
  readonly after: number;
  readonly incoming: readonly Incoming[];
  readonly ids: readonly string[];
  readonly firstId: number;
  readonly prefix: string;
  readonly namespace: string;
}

/** From `sheets`' `open`, goes to its `close`. */
function addSheetElements(e: XmlEdit, { after, incoming, ids, firstId, prefix, namespace }: NewSheets): void {
  const { s } = e;
  let index = 0;
  let place = s.end;
  e.children((_, child) => {
    child.skip();
    if (index++ === after) place = child.end;
  });
  // openpyxl declares the prefix of `r:id` on each sheet.
  const markup = incoming.map(({ name, item }, i) => {
    const state = item === undefined ? ' state="hidden"' : '';
    return `<${prefix}sheet xmlns:r="${namespace}" name="${escapeAttribute(name)}" sheetId="${firstId + i}"${state} r:id="${ids[i] ?? ''}"/>`;
  });
  e.splice(place, place, markup.join(''));
}
