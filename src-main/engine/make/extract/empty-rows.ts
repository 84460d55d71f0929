import { formatAddress, parseArea, type Area } from '../../book/address.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { columnOf, SharedFormulas, unshare } from '../../write/shift/shared-formulas.ts';
import { tidyLists } from '../../write/draft/tidy-lists.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

/** What is emptied of one list sheet. */
export interface RowsToEmpty {
  readonly rows: ReadonlySet<number>;
  /** Cells that hold something. */
  readonly cells: ReadonlySet<string>;
  /** Those of them that hold a formula. */
  readonly formulas: ReadonlySet<string>;
}

/** Finds what goes with rows of list sheets, by part in lower case. Throws `XmlError` and `PackageError`. */
export function rowsToEmpty(
  draft: PackageDraft,
  sheets: readonly IndexedSheet[],
  rows: ReadonlyMap<string, ReadonlySet<number>>,
): ReadonlyMap<string, RowsToEmpty> {
  const found = new Map<string, RowsToEmpty>();
  for (const sheet of sheets) {
    const going = rows.get(sheet.part.toLowerCase());
    if (going === undefined || going.size === 0 || !draft.has(sheet.part)) continue;
    const text = draft.text(sheet.part);
    const shared = sharedWithKept(text, going);
    const cells = new Set<string>();
    const formulas = new Set<string>();
    eachCell(text, (edit, address, row) => {
      if (!going.has(row) || shared.has(address) || edit.s.selfClosing) return;
      cells.add(address);
      edit.children((_, child) => void (child.local === 'f' && formulas.add(address)));
    });
    found.set(sheet.part.toLowerCase(), { rows: going, cells, formulas });
  }
  return found;
}

/** Merged boxes that reach from a row that goes into one that stays: what they say is of both. */
function sharedWithKept(text: string, going: ReadonlySet<number>): ReadonlySet<string> {
  const shared = new Set<string>();
  new XmlEdit(text).walk((_, s) => {
    if (s.local !== 'mergeCell') return;
    const area = parseArea(s.attribute('ref') ?? '');
    if (area !== undefined && !isWithin(area, going)) shared.add(formatAddress(area.top, area.left));
  });
  return shared;
}

function isWithin({ top, bottom }: Pick<Area, 'top' | 'bottom'>, rows: ReadonlySet<number>): boolean {
  for (let row = top; row <= bottom; row += 1) if (!rows.has(row)) return false;
  return true;
}

function eachCell(text: string, visit: (edit: XmlEdit, address: string, row: number) => void): XmlEdit {
  let row = 0;
  let column = 0;
  return new XmlEdit(text).walk((e, s) => {
    if (s.depth === 3 && s.local === 'row') [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
    else if (s.depth === 4 && s.local === 'c') {
      column = columnOf(s, column);
      visit(e, formatAddress(row, column), row);
    }
  });
}

/**
 * Empties the rows of a list sheet: contents, links, notes, shapes and filters by words go; formats and merged areas stay, and
 * the rows are hidden, so that every other address stays what it is.
 */
export function emptyRows(draft: PackageDraft, sheet: IndexedSheet, { rows, cells }: RowsToEmpty): void {
  const apart = withoutSharedFormulas(draft.text(sheet.part));
  const emptied = eachCell(apart, (edit, address) => {
    if (!cells.has(address)) return;
    const { s } = edit;
    const style = s.attribute('s');
    const name = s.qualifiedName;
    edit.replace(`<${name} r="${address}"${style === undefined ? '' : ` s="${style}"`}/>`);
  }).result();
  const hidden = hideRows(emptied, rows);
  draft.put(sheet.part, tidyLists(hidden, ['hyperlinks']));
  for (const { type, target, external } of draft.relationships(sheet.part)) {
    if (external || !draft.has(target)) continue;
    if (type === 'comments' || type === 'threadedComment') draft.edit(target, (edit) => dropNotes(edit, rows));
    else if (type === 'vmlDrawing') dropNoteShapes(draft, target, rows);
    else if (type === 'drawing') draft.edit(target, (edit) => dropShapes(edit, rows));
    else if (type === 'table') draft.edit(target, dropFilters);
  }
}

/** A follower of a shared formula whose first cell goes would have none. */
function withoutSharedFormulas(text: string): string {
  if (!/t\s*=\s*["']shared/.test(text)) return text;
  const shared = new SharedFormulas(text);
  let row = 0;
  let column = 0;
  return new XmlEdit(text)
    .walk((e, s) => {
      if (s.depth === 3 && s.local === 'row') [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
      else if (s.depth === 4 && s.local === 'c') column = columnOf(s, column);
      else if (s.depth === 5 && s.local === 'f' && s.attribute('t') === 'shared')
        unshare(e, shared.at(s.attribute('si') ?? '', row, column) ?? '');
    })
    .result();
}

function hideRows(text: string, rows: ReadonlySet<number>): string {
  let row = 0;
  return new XmlEdit(text)
    .walk((e, s) => {
      if (s.depth === 3 && s.local === 'row') {
        row = Number(s.attribute('r') ?? row + 1);
        if (rows.has(row)) e.set('hidden', '1');
      } else if (s.local === 'hyperlink') {
        const area = parseArea(s.attribute('ref') ?? '');
        if (area !== undefined && isWithin(area, rows)) e.remove();
      } else if (s.local === 'filterColumn') e.remove();
    })
    .result();
}

/** Which values a filter shows is said in words of all rows. */
function dropFilters(edit: XmlEdit): void {
  edit.walk((e, s) => {
    if (s.local === 'filterColumn') e.remove();
  });
}

function dropNotes(edit: XmlEdit, rows: ReadonlySet<number>): void {
  edit.walk((e, s) => {
    if (s.local !== 'comment' && s.local !== 'threadedComment') return;
    const area = parseArea(s.attribute('ref') ?? '');
    if (area !== undefined && rows.has(area.top)) e.remove();
  });
}

function dropNoteShapes(draft: PackageDraft, part: string, rows: ReadonlySet<number>): void {
  const before = draft.text(part);
  const after = before.replace(/<(\w+:)?shape\b[\s\S]*?<\/(?:\w+:)?shape>/g, (shape) => {
    const row = /<(?:\w+:)?Row>\s*(\d+)\s*</.exec(shape)?.[1];
    return row !== undefined && rows.has(Number(row) + 1) ? '' : shape;
  });
  if (after !== before) draft.put(part, after);
}

/** Shapes and pictures that lie in the rows (ECMA-376 part 1, 20.5.2: rows count from 0). */
function dropShapes(edit: XmlEdit, rows: ReadonlySet<number>): void {
  edit.walk((e, s) => {
    if (s.depth !== 2 || !/^(?:twoCell|oneCell)Anchor$/.test(s.local)) return;
    const markup = s.text.slice(s.start, s.text.indexOf(`</${s.qualifiedName}>`, s.end));
    const found = [...markup.matchAll(/<(?:\w+:)?row>\s*(\d+)\s*</g)].map(([, row]) => Number(row) + 1);
    const [top] = found;
    const bottom = found[1] ?? top;
    if (top !== undefined && isWithin({ top, bottom: bottom ?? top }, rows)) e.remove();
  });
}
