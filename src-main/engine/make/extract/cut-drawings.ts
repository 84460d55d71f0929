import type { XmlScanner } from '../../xml/scanner.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import { changeVmlFormulas, referenceAttributes } from '../../write/references/places.ts';
import { referringParts, type ReferringPart } from '../../write/references/referring-parts.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { mayNameGone, usesGone, type Gone } from './gone.ts';
import { sheetsNamed, type TaintedCells } from './taint.ts';

/** What decides about shapes, charts and controls that show cells. */
export interface DrawingCut {
  readonly gone: Gone;
  readonly tainted: TaintedCells;
  /** Sheets (in capitals) whose cells go out as they are: a picture of other sheets' cells shows what they said. */
  readonly whole: ReadonlySet<string>;
}

/**
 * Takes out what charts, shapes and controls show or link to of sheets that are gone: series and caches of charts, texts of
 * linked boxes, pictures of ranges, links.
 */
export function cutDrawings(draft: PackageDraft, sheets: readonly IndexedSheet[], cut: DrawingCut): void {
  const names = new Map(sheets.map((sheet) => [sheet.part.toLowerCase(), sheet.name]));
  const parts = referringParts(draft, sheets);
  const lost = new Set(
    parts.filter((one) => one.type === 'chartEx' && showsGone(draft, one, cut)).map((one) => one.part.toLowerCase()),
  );
  for (const one of parts) {
    const sheet = one.owner === undefined ? '' : (names.get(one.owner.toLowerCase()) ?? '');
    const edited = (): void => {
      if (one.type === 'vmlDrawing') cutVml(draft, one.part, sheet, cut);
      else if (one.type === 'chart') draft.edit(one.part, (edit) => cutChart(edit, sheet, cut));
      else if (one.type === 'drawing' || one.type === 'chartUserShapes') cutShapes(draft, one.part, sheet, cut, lost);
      else if (mayNameGone(draft.text(one.part), cut.gone)) draft.edit(one.part, (edit) => cutPlain(edit, cut));
    };
    unlessDamaged(edited, undefined);
  }
}

const showsGone = (draft: PackageDraft, { part }: ReferringPart, { gone, tainted }: DrawingCut): boolean => {
  let shows = false;
  new XmlEdit(draft.text(part)).walk((_, s) => {
    if (s.local !== 'f') return;
    const formula = s.readText();
    shows ||= usesGone(formula, gone) || tainted.feed(formula, '');
  });
  return shows;
};

/** Controls, tables and the like: the formula goes, what holds it stays. */
function cutPlain(edit: XmlEdit, { gone }: DrawingCut): void {
  edit.walk((e, s) => {
    for (const name of referenceAttributes(s)) {
      const value = s.attribute(name);
      if (value !== undefined && usesGone(value, gone)) e.set(name, undefined);
    }
    if (s.local !== 'calculatedColumnFormula' && s.local !== 'totalsRowFormula') return;
    const { start } = s;
    if (usesGone(s.readText(), gone)) e.splice(start, s.end, '');
  });
}

function cutVml(draft: PackageDraft, part: string, sheet: string, cut: DrawingCut): void {
  const before = draft.text(part);
  const pictured = before.replace(/<(\w+:)?shape\b[\s\S]*?<\/(?:\w+:)?shape>/g, (shape) => {
    const picture = /<(?:\w+:)?FmlaPict>([^<]*)</.exec(shape)?.[1];
    return picture !== undefined && showsOthers(picture, sheet, cut) ? '' : shape;
  });
  const after = changeVmlFormulas(pictured, (formula) => (usesGone(formula, cut.gone) ? '' : undefined)).replace(
    /<(\w+:)?Fmla\w+><\/(?:\w+:)?Fmla\w+>/g,
    '',
  );
  if (after !== before) draft.put(part, after);
}

/** A picture of cells (the camera) keeps the image that it showed last. */
function showsOthers(formula: string, sheet: string, { gone, whole }: DrawingCut): boolean {
  const named = sheetsNamed(formula);
  return usesGone(formula, gone) || (named.length === 0 ? [sheet.toUpperCase()] : named).some((one) => !whole.has(one));
}

function cutShapes(draft: PackageDraft, part: string, sheet: string, cut: DrawingCut, lost: ReadonlySet<string>): void {
  const { gone, tainted } = cut;
  const links = new Set<string>();
  const frames = new Set<string>();
  for (const { id, target, external } of draft.relationships(part)) {
    if (external && target.startsWith('#') && usesGone(decodeLink(target.slice(1)), gone)) links.add(id);
    else if (!external && lost.has(target.toLowerCase())) frames.add(id);
  }
  const before = usedIds(draft.text(part));
  draft.edit(part, (edit) =>
    edit.walk((e, s) => {
      if (s.depth === 2) {
        const markup = markupOf(s);
        const pictures = Array.from(markup.matchAll(/\scellRange\s*=\s*(?:"([^"]*)"|'([^']*)')/g), (m) =>
          (m[1] ?? m[2] ?? '').replace(/&apos;/g, "'").replace(/&amp;/g, '&'),
        );
        const framed = Array.from(markup.matchAll(/\s\w+:id\s*=\s*["']([^"']*)["']/g), (m) => m[1] ?? '');
        if (pictures.some((one) => showsOthers(one, sheet, cut)) || framed.some((id) => frames.has(id)))
          return e.remove();
      }
      const link = s.attribute('textlink');
      if (link !== undefined && link !== '') {
        const points = usesGone(link, gone);
        if (points) e.set('textlink', '');
        if (points || tainted.feed(link, sheet)) emptyTexts(e);
      } else if (/^hlink(?:Click|Hover|MouseOver)$/.test(s.local) && usesId(s, links)) e.remove();
      return undefined;
    }),
  );
  // A picture that nothing shows any more would still be in the file.
  const used = usedIds(draft.text(part));
  draft.unrelate(part, (one) => links.has(one.id) || frames.has(one.id) || (before.has(one.id) && !used.has(one.id)));
}

const usedIds = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(/\s\w+:(?:id|embed|link|pict)\s*=\s*["']([^"']*)["']/g), (m) => m[1] ?? ''));

function usesId(s: XmlScanner, ids: ReadonlySet<string>): boolean {
  return s.attributeNames().some((name) => name.endsWith(':id') && ids.has(s.attribute(name) ?? ''));
}

function decodeLink(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The markup of the current element, without moving the scanner. */
const markupOf = (s: XmlScanner): string =>
  s.selfClosing
    ? s.text.slice(s.start, s.end)
    : s.text.slice(s.start, Math.max(s.end, s.text.indexOf(`</${s.qualifiedName}>`, s.end)));

/** From a shape's `open`, goes to its `close` and empties its texts. */
function emptyTexts(e: XmlEdit): void {
  e.children((_, child) => {
    if (child.local === 't') e.text(() => '');
    else if (!child.selfClosing) emptyTexts(e);
  });
}

const values = new Set(['val', 'yVal']);
const optional = new Set(['tx', 'cat', 'xVal', 'bubbleSize', 'errBars', 'plus', 'minus', 'ext']);
const caches = new Set(['strCache', 'numCache', 'multiLvlStrCache']);

/** Series of what is gone go, and caches of cells that were emptied: the program that opens it fills them again. */
function cutChart(edit: XmlEdit, sheet: string, { gone, tainted }: DrawingCut): void {
  let stale = false;
  edit.walk((e, s) => {
    if (s.local === 'ser') {
      if (partsOf(s).some(({ name, formulas }) => values.has(name) && formulas.some((one) => usesGone(one, gone))))
        e.remove();
    } else if (optional.has(s.local)) {
      if (formulasOf(s).some((one) => usesGone(one, gone))) e.remove();
    } else if (s.local === 'f') stale = tainted.feed(s.readText(), sheet);
    else if (caches.has(s.local) && stale) {
      stale = false;
      e.remove();
    }
  });
}

function formulasOf(s: XmlScanner): readonly string[] {
  const found: string[] = [];
  const markup = markupOf(s);
  if (s.selfClosing) return found;
  new XmlEdit(`${markup}</${s.qualifiedName}>`, true).walk((_, one) => {
    if (one.local === 'f' || one.local === 'sqref') found.push(one.readText());
  });
  return found;
}

function partsOf(s: XmlScanner): readonly { readonly name: string; readonly formulas: readonly string[] }[] {
  const found: { name: string; formulas: readonly string[] }[] = [];
  new XmlEdit(`${markupOf(s)}</${s.qualifiedName}>`, true).walk((_, one) => {
    if (one.depth === 2) found.push({ name: one.local, formulas: formulasOf(one) });
  });
  return found;
}
