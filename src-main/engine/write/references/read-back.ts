import type { Failure } from '../../../../src-shared/failures/failures.ts';
import { tokenizeFormula, type FormulaToken } from '../formulas/formula-tokens.ts';
import { formatAddress } from '../../book/address.ts';
import { isRelationshipNamespace } from '../../xml/namespaces.ts';
import { columnOf, SharedFormulas } from '../shift/shared-formulas.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import type { WorkbookPackage } from '../../types.ts';
import { PackageDraft } from '../draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { changeVmlFormulas, hasChildElement, isFormulaElement, referenceAttributes } from './places.ts';

/** A reference as a part holds it. */
export interface FoundReference {
  readonly text: string;
  /** The cell that it stands in, where it stands in one. */
  readonly cell: string | undefined;
}

/** All references of a part, followers of shared formulas written out. A part that cannot be read has none. */
export function referencesOf(text: string): readonly FoundReference[] {
  const found: FoundReference[] = [];
  if (!/[Ff]mla|[!$#]|textlink|linkedCell|<(?:\w+:)?f(?:ormula\d?)?[\s>]/.test(text)) return found;
  const read = (): void => {
    const shared = new SharedFormulas(text);
    let row = 0;
    let column = 0;
    let chart = false;
    new XmlEdit(text).walk((_, s) => {
      if (s.depth === 1) chart = s.local === 'chartSpace';
      if (s.depth === 3 && s.local === 'row') [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
      else if (s.depth === 4 && s.local === 'c') column = columnOf(s, column);
      const cell = s.depth === 5 && s.local === 'f' && row > 0 ? formatAddress(row, column) : undefined;
      for (const name of referenceAttributes(s)) {
        const value = s.attribute(name);
        if (value !== undefined && value !== '') found.push({ text: value, cell: undefined });
      }
      if (!isFormulaElement(s.local, chart) || hasChildElement(s)) return;
      const group = s.attribute('t') === 'shared' ? s.attribute('si') : undefined;
      const own = s.readText();
      const formula = own === '' && group !== undefined ? shared.at(group, row, column) : own;
      if (formula !== undefined && formula !== '') found.push({ text: formula, cell });
    });
  };
  const readVml = (): void => {
    found.length = 0;
    changeVmlFormulas(text, (formula) => void found.push({ text: formula, cell: undefined }));
  };
  if (unlessDamaged(() => (read(), true), false)) return found;
  readVml();
  return found;
}

/** What of a formula points at other sheets than `sheet` and at other workbooks, each as it is written. */
function foreignOperands(formula: string, sheet: string): readonly string[] {
  const tokens = tokenizeFormula(formula);
  const found: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const one = tokens[i] as FormulaToken;
    if (one.kind !== 'sheet' || (!one.book && one.sheet.toUpperCase() === sheet.toUpperCase())) continue;
    let text = one.sheet.toUpperCase();
    let next = tokens[i + 1];
    for (i++; next?.kind === 'reference' || next?.raw === ':' || next?.kind === 'error'; next = tokens[++i])
      text += `!${next.raw}`;
    i--;
    found.push(text);
  }
  return found;
}

const brokenIn = (formula: string): number => formula.split('#REF!').length - 1;

export interface RowsMoved {
  readonly sheet: string;
  /** How many references of a formula (on the sheet itself, or elsewhere) lose their cells by it. */
  readonly lost: (formula: string, own: boolean) => number;
}

export interface ReadBackOptions {
  readonly moved?: RowsMoved;
  /** Ids that had no relationship in the workbook that parts come from. */
  readonly accepted?: ReadonlySet<string>;
  /** A sheet's part that another one's content stands in for. */
  readonly replaced?: string;
}

/**
 * Reads back every reference of the parts that an operation changed and compares: a reference that broke although its
 * cells are still there, a range of another sheet that moved, an id without relationship, a name that became empty. Gives
 * the refusal for the first one found; nothing is written then.
 */
export function readBack(
  draft: PackageDraft,
  sheets: readonly IndexedSheet[],
  { moved, accepted, replaced }: ReadBackOptions = {},
): Failure | undefined {
  const byPart = new Map(sheets.map((sheet) => [sheet.part.toLowerCase(), sheet.name]));
  for (const part of draft.changedParts()) {
    const after = draft.text(part);
    // Read only where something is found that may have been there before: nearly never.
    const isOld = draft.original.has(part) && part !== replaced;
    const before = (): string => draft.original.text(part).text;
    const place = byPart.get(part.toLowerCase());
    const refuse = (what: string, cell?: string): Failure => ({
      kind: 'structure',
      reason: 'references',
      ...(place === undefined ? {} : { sheet: place }),
      ...(cell === undefined ? {} : { cell }),
      values: { what, part },
    });
    const dangling = danglingIds(draft, part, after).find(
      (id) => accepted?.has(id) !== true && (!isOld || !danglingIds(draft, part, before(), true).includes(id)),
    );
    if (dangling !== undefined) return refuse(dangling);
    const named = emptyNames(after);
    if (named > 0 && named > (isOld ? emptyNames(before()) : 0)) return refuse('name=""');
    // Where no rows moved, a reference is wrong by breaking only.
    if (!isOld || (moved === undefined && !after.includes('#REF!'))) continue;
    const wrong = wrongReference(referencesOf(before()), referencesOf(after), moved, place);
    if (wrong !== undefined) return refuse(wrong.text, wrong.cell);
  }
  return undefined;
}

function wrongReference(
  before: readonly FoundReference[],
  after: readonly FoundReference[],
  moved: RowsMoved | undefined,
  place: string | undefined,
): FoundReference | undefined {
  const own = moved !== undefined && place?.toUpperCase() === moved.sheet.toUpperCase();
  let allowed = 0;
  for (const { text } of before) allowed += brokenIn(text) + (moved === undefined ? 0 : moved.lost(text, own));
  for (const one of after) {
    allowed -= brokenIn(one.text);
    if (allowed < 0) return one;
  }
  if (moved === undefined) return undefined;
  const known = new Map<string, number>();
  for (const { text } of before)
    for (const operand of foreignOperands(text, moved.sheet)) known.set(operand, (known.get(operand) ?? 0) + 1);
  for (const one of after) {
    for (const operand of foreignOperands(one.text, moved.sheet)) {
      const left = (known.get(operand) ?? 0) - 1;
      // A rule over several areas may part; what counts is that no range is there that was not there before.
      if (!known.has(operand)) return one;
      known.set(operand, left);
    }
  }
  return undefined;
}

const idAttribute = /:(?:id|embed|link|pict|relid|dm|lo|qs|cs|href)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Ids in a part's text that it has no relationship for. */
function danglingIds(draft: PackageDraft, part: string, text: string, asRead = false): readonly string[] {
  if (part.endsWith('.rels')) return [];
  const relationships = asRead ? draft.original.relationships(part) : draft.relationships(part);
  const ids = new Set(relationships.map((one) => one.id));
  // What looks like an id and is known, wherever it stands, dangles nowhere: only else is the part read.
  const seen = Array.from(text.matchAll(idAttribute), ([, one, other]) => one ?? other ?? '');
  if (seen.every((id) => id === '' || ids.has(id))) return [];
  const found: string[] = [];
  const read = (): unknown =>
    new XmlEdit(text).walk((_, s) => {
      for (const name of s.attributeNames()) {
        const colon = name.indexOf(':');
        if (colon < 0 || !/:(?:id|embed|link|pict|dm|lo|qs|cs|href)$/.test(name)) continue;
        const id = s.attributeNS(name.slice(colon + 1), isRelationshipNamespace);
        if (id !== undefined && id !== '' && !ids.has(id)) found.push(id);
      }
    });
  unlessDamaged(read, undefined);
  return found;
}

function emptyNames(text: string): number {
  if (!text.includes('ame=""')) return 0;
  let count = 0;
  const read = (): unknown =>
    new XmlEdit(text).walk((_, s) => {
      if (!/^(?:sheet|definedName|tableColumn|table)$/.test(s.local)) return;
      if (s.attribute('name') === '' || s.attribute('displayName') === '') count++;
    });
  unlessDamaged(read, undefined);
  return count;
}

/** Ids that parts of a workbook have no relationship for. */
export function danglingIn({ package: pkg }: { readonly package: WorkbookPackage }): ReadonlySet<string> {
  const draft = new PackageDraft(pkg);
  const found = new Set<string>();
  for (const part of pkg.entryNames)
    if (/\.xml$/i.test(part))
      for (const id of unlessDamaged(() => danglingIds(draft, part, draft.text(part)), [])) found.add(id);
  return found;
}
