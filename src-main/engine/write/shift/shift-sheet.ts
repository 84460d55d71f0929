import { formatAddress, formatArea, parseArea, type Area } from '../../book/address.ts';
import { token, type XmlScanner } from '../../xml/scanner.ts';
import { tidyLists } from '../draft/tidy-lists.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { withWorksheetChild } from '../draft/schema-order.ts';
import { hasChildElement, isFormulaElement, referenceAttributes } from '../references/places.ts';
import { columnOf, SharedFormulas, unshare } from './shared-formulas.ts';
import { shiftAddress } from './shift-notes.ts';
import { sameSheet, shiftFormula, type FormulaPlace } from './shift-formula.ts';
import { ruleShifter } from './shift-rule.ts';
import { shiftSparklineGroup } from './shift-sparklines.ts';
import { lastGone, shiftArea, shiftRef, shiftRow, shiftSqref, type RowShift } from './row-shift.ts';

/** What happens on the sheet whose rows move. */
export interface SheetShift {
  readonly shift: RowShift;
  readonly place: FormulaPlace;
  /** Rows whose validations, formats and ranges the rows that come in take over; directly above them. */
  readonly template?: { readonly top: number; readonly bottom: number };
  /** Markup of the rows that come in, in order. */
  readonly newRows?: string;
  /** What becomes of a merged area (in old rows), in new rows; `undefined`: it goes. */
  readonly merge: (area: Area) => Area | undefined;
  /** Merged areas to add, in new rows. */
  readonly addMerges: readonly Area[];
}

/** Attributes that hold one cell, by element. */
const cellAttributes: Readonly<Record<string, readonly string[]>> = {
  sheetView: ['topLeftCell'],
  customSheetView: ['topLeftCell'],
  pane: ['topLeftCell'],
  selection: ['activeCell'],
  inputCells: ['r'],
};
const containers = new Set([
  'dataValidations',
  'hyperlinks',
  'protectedRanges',
  'ignoredErrors',
  'cellWatches',
  'conditionalFormattings',
  'smartTags',
]);

/** Moves everything on the sheet itself (CT_Worksheet, ECMA-376 part 1, 18.3.1.99, and Excel's extensions). */
export function shiftSheet(text: string, job: SheetShift): string {
  const formulas = new SharedFormulas(text);
  const withRows = new XmlEdit(text);
  const cells = new CellShifter(withRows, job, formulas);
  let merged = false;
  const shifted = withRows
    .walk((e, s) => {
      if (s.depth === 2 && s.local === 'sheetData') cells.rows();
      else if (s.depth === 2 && s.local === 'mergeCells') {
        merged = true;
        shiftMerges(e, job);
      } else if (s.local === 'rowBreaks') shiftBreaks(e, job.shift);
      else if (s.local === 'sparklineGroup') shiftSparklineGroup(e, job.shift, job.place);
      else if (containers.has(s.local)) shiftContainer(e, job);
      else shiftElement(e, s, job);
    })
    .result();
  const done = tidyLists(shifted, ['sparklineGroups']);
  return merged || job.addMerges.length === 0
    ? done
    : withWorksheetChild(done, 'mergeCells', mergeMarkup(job.addMerges));
}

/** Edits the current element; leaves the scanner on its `open` where its children must be seen too. */
function shiftElement(e: XmlEdit, s: XmlScanner, job: SheetShift): void {
  const { shift, place } = job;
  for (const name of cellAttributes[s.local] ?? []) {
    e.change(name, (ref) => shiftAddress(ref, shift, place.kept ?? new Set()) ?? ref.replace(/\d+/, String(shift.at)));
  }
  switch (s.local) {
    case 'dimension':
      e.change('ref', (ref) => shiftDimension(ref, shift));
      break;
    case 'selection':
      e.change(
        'sqref',
        (sqref) => shiftSqref(shift, sqref) ?? s.attribute('activeCell')?.replace(/\d+/, String(shift.at)),
      );
      break;
    case 'autoFilter':
    case 'sortState':
    case 'sortCondition':
      if (s.attribute('ref') !== undefined && shiftRef(shift, s.attribute('ref') ?? '') === undefined) e.remove();
      else e.change('ref', (ref) => shiftRef(shift, ref));
      break;
    case 'conditionalFormatting':
      shiftRanged(e, s, job);
      break;
    case 'dataRef':
      if (sameSheet(s.attribute('sheet') ?? '', place.sheet)) e.change('ref', (ref) => shiftRef(shift, ref));
      break;
    case 'sqref':
      e.text((sqref) => movedSqref(sqref, job));
      break;
    case 'row':
      e.text((row) => String((shiftRow(shift, Number(row) + 1) ?? shift.at) - 1));
      break;
    default:
      for (const name of referenceAttributes(s)) e.change(name, (formula) => shiftFormula(formula, shift, place));
      if (isFormulaElement(s.local, false) && !hasChildElement(s))
        e.text((formula) => shiftFormula(formula, shift, place));
  }
}

/** An element with `sqref` as attribute or (x14) as child, and formulas inside; gives false when it was taken out. */
function shiftRanged(e: XmlEdit, s: XmlScanner, job: SheetShift): boolean {
  const { start, depth } = s;
  let keep = true;
  const attribute = s.attribute('sqref') === undefined ? 'ref' : 'sqref';
  const own = s.attribute(attribute) ?? (s.attribute('r') === undefined ? undefined : s.attribute('r'));
  const name = s.attribute(attribute) === undefined ? 'r' : attribute;
  if (own !== undefined) {
    const moved = name === 'sqref' ? movedSqref(own, job) : shiftRef(job.shift, own);
    if (moved === undefined) keep = false;
    else e.set(name, moved);
  }
  e.change('location', (target) => shiftFormula(target, job.shift, job.place));
  const rule = ruleShifter(own ?? sqrefInside(s), job.shift, job.place);
  for (let t = s.next(); t !== token.close || s.depth !== depth; t = s.next()) {
    if (t !== token.open) continue;
    if (s.local === 'sqref')
      e.text((sqref) => {
        const moved = movedSqref(sqref, job);
        if (moved === undefined) keep = false;
        return moved;
      });
    else {
      for (const attribute of referenceAttributes(s)) e.change(attribute, rule);
      if (isFormulaElement(s.local, false) && !hasChildElement(s)) e.text(rule);
    }
  }
  if (!keep) e.splice(start, s.end, '');
  return keep;
}

/** The areas of an x14 rule stand behind its formulas. */
const sqrefInside = (s: XmlScanner): string => {
  const close = s.text.indexOf(`</${s.qualifiedName}>`, s.end);
  return /<(?:\w+:)?sqref>([^<]*)</.exec(s.text.slice(s.end, Math.max(s.end, close)))?.[1] ?? '';
};

function shiftContainer(e: XmlEdit, job: SheetShift): void {
  const { s } = e;
  const { start } = s;
  const count = s.attributeRange('count');
  let kept = 0;
  let seen = 0;
  e.children((_, child) => {
    seen++;
    if (child.local === 'extLst') child.skip();
    else if (shiftRanged(e, child, job)) kept++;
  });
  if (kept === 0 && seen > 0) e.splice(start, s.end, '');
  else if (count !== undefined && kept !== seen) e.splice(...count, String(kept));
}

function shiftBreaks(e: XmlEdit, shift: RowShift): void {
  const { s } = e;
  const { start } = s;
  const count = s.attributeRange('count');
  const manual = s.attributeRange('manualBreakCount');
  let kept = 0;
  let keptManual = 0;
  const places = new Set<number>();
  e.children((_, child) => {
    // A break stands above the row that begins the next page.
    const row = Number(child.attribute('id')) + 1;
    const moved = (shiftRow(shift, row) ?? shift.at) - 1;
    if (places.has(moved) || moved < 1) return e.remove();
    places.add(moved);
    kept++;
    if (child.attribute('man') === '1' || child.attribute('man') === 'true') keptManual++;
    e.set('id', String(moved));
  });
  if (kept === 0) e.splice(start, s.end, '');
  else {
    if (count !== undefined) e.splice(...count, String(kept));
    if (manual !== undefined) e.splice(...manual, String(keptManual));
  }
}

function shiftMerges(e: XmlEdit, job: SheetShift): void {
  const { s } = e;
  const { start } = s;
  const count = s.attributeRange('count');
  const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
  let kept = 0;
  e.children((_, child) => {
    const area = parseArea(child.attribute('ref') ?? '');
    if (area === undefined) return;
    const moved = job.merge(area);
    if (moved === undefined || (moved.top === moved.bottom && moved.left === moved.right)) return e.remove();
    kept++;
    e.set('ref', formatArea(moved));
  });
  kept += job.addMerges.length;
  if (kept === 0) return e.splice(start, s.end, '');
  if (count !== undefined) e.splice(...count, String(kept));
  e.splice(s.start, s.start, job.addMerges.map((area) => `<${prefix}mergeCell ref="${formatArea(area)}"/>`).join(''));
}

const mergeMarkup = (areas: readonly Area[]) => (prefix: string) =>
  `<${prefix}mergeCells count="${areas.length}">${areas.map((area) => `<${prefix}mergeCell ref="${formatArea(area)}"/>`).join('')}</${prefix}mergeCells>`;

function movedSqref(sqref: string, { shift, template }: SheetShift): string | undefined {
  const moved = shiftSqref(shift, sqref);
  if (template === undefined || moved === undefined) return moved;
  const added: string[] = [];
  const extended = sqref
    .split(/\s+/)
    .filter((ref) => ref !== '')
    .map((ref) => {
      const area = parseArea(ref);
      const plain = area && shiftArea(shift, area);
      if (!area || !plain) return ref;
      if (area.bottom < template.top || area.top > template.bottom || area.bottom > template.bottom)
        return formatArea(plain);
      if (area.top <= template.top && area.bottom === template.bottom)
        return formatArea({ ...plain, bottom: plain.bottom + shift.count });
      added.push(formatArea({ ...area, top: area.top + shift.count, bottom: area.bottom + shift.count }));
      return formatArea(plain);
    });
  return [...extended, ...added].join(' ');
}

/** The used area: it grows by what comes in below its last row too. */
function shiftDimension(ref: string, shift: RowShift): string {
  const area = parseArea(ref);
  if (area === undefined) return ref;
  const moved = shiftArea(shift, area) ?? { ...area, top: shift.at, bottom: shift.at };
  return formatArea(
    shift.count > 0 && shift.at === area.bottom + 1 ? { ...moved, bottom: moved.bottom + shift.count } : moved,
  );
}

/** Moves rows and cells, and the formulas in them. */
class CellShifter {
  readonly #e: XmlEdit;
  readonly #job: SheetShift;
  readonly #shared: SharedFormulas;

  constructor(e: XmlEdit, job: SheetShift, shared: SharedFormulas) {
    this.#e = e;
    this.#job = job;
    this.#shared = shared;
  }

  /** From `sheetData`'s `open`, goes to its `close`. */
  rows(): void {
    const { s } = this.#e;
    const { shift, newRows = '' } = this.#job;
    const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
    let row = 0;
    let inserted = newRows === '';
    const kept = new Map<number, string>();
    this.#e.children((e) => {
      if (s.local !== 'row') return;
      row = Number(s.attribute('r') ?? row + 1);
      if (!inserted && row >= shift.at) {
        e.splice(s.start, s.start, newRows);
        inserted = true;
      }
      const moved = shiftRow(shift, row);
      if (moved === undefined) {
        this.#collectKept(row, kept);
        return;
      }
      e.set('r', String(moved));
      if (kept.size > 0 && row > lastGone(shift)) this.#rowWithKept(row, moved, kept, prefix);
      else this.#cells(row, moved);
    });
    if (!inserted) this.#e.splice(s.start, s.start, newRows);
    if (kept.size > 0)
      this.#e.splice(s.start, s.start, `<${prefix}row r="${shift.at}">${keptCells(kept)}</${prefix}row>`);
  }

  #cells(row: number, moved: number): void {
    let column = 0;
    this.#e.children((e, s) => {
      if (s.local !== 'c') return;
      column = columnOf(s, column);
      if (row !== moved && s.attribute('r') !== undefined) e.set('r', formatAddress(moved, column));
      const at = column;
      e.children((_, child) => {
        if (child.local === 'f') this.#formula(child, row, at);
      });
    });
  }

  #formula(s: XmlScanner, row: number, column: number): void {
    const { shift, place } = this.#job;
    if (s.attribute('t') === 'shared') {
      const text = this.#shared.at(s.attribute('si') ?? '', row, column) ?? '';
      return unshare(this.#e, shiftFormula(text, shift, place));
    }
    for (const name of ['ref', 'r1', 'r2']) this.#e.change(name, (ref) => shiftRef(shift, ref) ?? '#REF!');
    this.#e.text((formula) => shiftFormula(formula, shift, place));
  }

  /** Takes a row out, and notes the cells of it whose content goes on. */
  #collectKept(row: number, kept: Map<number, string>): void {
    const { s } = this.#e;
    const { start } = s;
    let column = 0;
    this.#e.children((_, cell) => {
      if (cell.local !== 'c') return;
      column = columnOf(cell, column);
      const at = column;
      const from = cell.start;
      if (!this.#job.place.kept?.has(formatAddress(row, at))) return;
      cell.skip();
      const markup = new XmlEdit(cell.text.slice(from, cell.end), true);
      markup.walk((e, one) => {
        if (one.local === 'c') e.set('r', formatAddress(this.#job.shift.at, at));
        else if (one.local === 'f') {
          const text =
            one.attribute('t') === 'shared' ? (this.#shared.at(one.attribute('si') ?? '', row, at) ?? '') : undefined;
          if (text !== undefined) unshare(e, shiftFormula(text, this.#job.shift, this.#job.place));
          else e.text((formula) => shiftFormula(formula, this.#job.shift, this.#job.place));
        }
      });
      kept.set(at, markup.result());
    });
    this.#e.splice(start, s.end, '');
  }

  /** The first row that is left, with the kept cells in it in the order of their columns. */
  #rowWithKept(row: number, moved: number, kept: Map<number, string>, prefix: string): void {
    const { s } = this.#e;
    const waiting = [...kept].sort(([a], [b]) => a - b);
    kept.clear();
    if (row !== lastGone(this.#job.shift) + 1) {
      const at = s.start;
      this.#cells(row, moved);
      this.#e.splice(
        at,
        at,
        `<${prefix}row r="${this.#job.shift.at}">${waiting.map(([, xml]) => xml).join('')}</${prefix}row>`,
      );
      return;
    }
    let column = 0;
    const selfClosing = s.selfClosing;
    const tagEnd = s.end;
    this.#e.children((e, cell) => {
      if (cell.local !== 'c') return;
      column = columnOf(cell, column);
      while (waiting[0] !== undefined && waiting[0][0] < column)
        e.splice(cell.start, cell.start, (waiting.shift() as [number, string])[1]);
      if (waiting[0]?.[0] === column) return e.replace((waiting.shift() as [number, string])[1]);
      e.set('r', formatAddress(moved, column));
      const at = column;
      e.children((_, child) => {
        if (child.local === 'f') this.#formula(child, row, at);
      });
    });
    if (waiting.length === 0) return;
    const rest = waiting.map(([, xml]) => xml).join('');
    if (selfClosing) this.#e.splice(tagEnd - 2, tagEnd, `>${rest}</${prefix}row>`);
    else this.#e.splice(s.start, s.start, rest);
  }
}

const keptCells = (kept: ReadonlyMap<number, string>): string =>
  [...kept]
    .sort(([a], [b]) => a - b)
    .map(([, xml]) => xml)
    .join('');
