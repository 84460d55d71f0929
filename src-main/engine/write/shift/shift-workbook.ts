import { isRelationshipNamespace } from '../../xml/namespaces.ts';
import { formatArea, parseArea } from '../../book/address.ts';
import { workbookPart } from '../../package/open-package.ts';
import { calculateOnLoad } from '../formulas/calculate-on-load.ts';
import { unlessDamaged } from '../../package/attempt.ts';
import type { PackageDraft } from '../draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { changeFormulas } from '../references/change-formulas.ts';
import { hasChildElement, isFormulaElement, referenceAttributes, sourceElements } from '../references/places.ts';
import { changeLinkTargets, referringParts } from '../references/referring-parts.ts';
import { readRowHeights } from './row-heights.ts';
import { crosses, shiftRef, type RowShift } from './row-shift.ts';
import { shiftCalcChain } from './shift-calc-chain.ts';
import { shiftDrawing } from './shift-drawing.ts';
import { sameSheet, shiftFormula, type FormulaPlace } from './shift-formula.ts';
import { shiftComments, shiftVml } from './shift-notes.ts';
import { SharedFormulas, unshare } from './shared-formulas.ts';
import { shiftSheet, type SheetShift } from './shift-sheet.ts';

/** What stands in the way of moving rows: a table, an array formula or a pivot table that they cross. */
export interface Obstacle {
  readonly what: 'table' | 'array' | 'pivot';
  readonly area: string;
}

/** Looks for what must not be torn apart on the sheet: nothing is written then. */
export function findObstacle(draft: PackageDraft, sheet: IndexedSheet, shift: RowShift): Obstacle | undefined {
  const blocked = (ref: string | undefined) => {
    const area = parseArea(ref ?? '');
    return area !== undefined && crosses(shift, area) ? formatArea(area) : undefined;
  };
  let found: Obstacle | undefined;
  const note = (what: Obstacle['what'], area: string | undefined) => {
    if (area !== undefined) found ??= { what, area };
  };
  new XmlEdit(draft.text(sheet.part)).walk((_, s) => {
    if (s.local !== 'f' || s.depth !== 5) return;
    const type = s.attribute('t');
    if (type === 'array' || type === 'dataTable') note('array', blocked(s.attribute('ref')));
  });
  for (const { type, target, external } of draft.relationships(sheet.part)) {
    if (external || !draft.has(target) || (type !== 'table' && type !== 'pivotTable')) continue;
    new XmlEdit(draft.text(target)).walk((_, s) => {
      if (s.depth === 1 && type === 'table') {
        const area = parseArea(s.attribute('ref') ?? '');
        // A table loses none of its rows either: its header and totals are counted in it.
        const inside =
          area !== undefined && shift.count < 0 && area.top < shift.at - shift.count && area.bottom >= shift.at;
        note('table', inside ? formatArea(area) : blocked(s.attribute('ref')));
      } else if (s.local === 'location' && type === 'pivotTable') note('pivot', blocked(s.attribute('ref')));
    });
  }
  return found;
}

/**
 * Moves the rows of one sheet and everything in the workbook that points at them: the sheet's own part, its notes,
 * drawings, tables and pivot tables, formulas on all sheets and in charts, defined names, the calculation chain.
 */
export function shiftWorkbook(
  draft: PackageDraft,
  sheets: readonly IndexedSheet[],
  sheet: IndexedSheet,
  job: SheetShift,
): void {
  const { shift, place } = job;
  const before = readRowHeights(draft.text(sheet.part));
  draft.put(sheet.part, shiftSheet(draft.text(sheet.part), job));
  changeLinkTargets(draft, sheet.part, (target) => shiftFormula(target, shift, { ...place, own: true }));
  const after = readRowHeights(draft.text(sheet.part));
  const kept = place.kept ?? new Set<string>();
  for (const { type, target, external } of draft.relationships(sheet.part)) {
    if (external || !draft.has(target)) continue;
    if (type === 'drawing') draft.edit(target, (edit) => shiftDrawing(edit, shift, before, after));
    else if (type === 'comments' || type === 'threadedComment')
      draft.edit(target, (edit) => shiftComments(edit, shift, kept));
    else if (type === 'vmlDrawing') draft.put(target, shiftVml(draft.text(target), shift, kept));
    else if (type === 'table' || type === 'pivotTable') draft.edit(target, (edit) => shiftRefs(edit, shift));
    else if (type === 'tableSingleCells')
      draft.edit(target, (edit) =>
        edit.walk((e, s) => {
          if (s.local === 'singleXmlCell') e.change('r', (ref) => shiftRef(shift, ref));
        }),
      );
  }
  const elsewhere: FormulaPlace = { ...place, own: false };
  for (const other of sheets) {
    if (other.part === sheet.part || other.kind !== 'worksheet' || !draft.has(other.part)) continue;
    const shifted = unlessDamaged(() => shiftOtherSheet(draft.text(other.part), shift, elsewhere), undefined);
    if (shifted !== undefined && shifted !== draft.text(other.part)) draft.put(other.part, shifted);
  }
  for (const one of referringParts(draft, sheets)) {
    const at = one.owner?.toLowerCase() === sheet.part.toLowerCase() ? { ...place, own: true } : elsewhere;
    changeFormulas(draft, one, (formula) => shiftFormula(formula, shift, at));
    if (one.type === 'pivotCacheDefinition')
      unlessDamaged(() => shiftSources(draft, one.part, shift, place), undefined);
  }
  const book = workbookPart(draft.original);
  draft.edit(book, (edit) => shiftNames(edit, sheet, job));
  // Results of formulas that lost a row are out of date.
  if (shift.count < 0) draft.put(book, calculateOnLoad(draft.text(book)));
  const chain = draft.relationships(book).find((one) => one.type === 'calcChain');
  if (chain === undefined || !draft.has(chain.target)) return;
  draft.edit(chain.target, (edit) => shiftCalcChain(edit, sheet.sheetId, shift, kept));
  // A chain must have an entry (18.6.2); Excel makes it anew.
  if (/<(?:\w+:)?c\b/.test(draft.text(chain.target))) return;
  draft.unrelate(book, (one) => one.id === chain.id);
  draft.remove(chain.target);
}

/** Tables and pivot tables on the sheet itself: their areas. */
function shiftRefs(edit: XmlEdit, shift: RowShift): void {
  edit.walk((e, s) => {
    if (
      s.local === 'table' ||
      s.local === 'autoFilter' ||
      s.local === 'sortState' ||
      s.local === 'sortCondition' ||
      s.local === 'location'
    ) {
      e.change('ref', (ref) => shiftRef(shift, ref));
    }
  });
}

/** Formulas and links of a sheet whose own rows stay. Members of a shared formula part only when one of them changes. */
function shiftOtherSheet(text: string, shift: RowShift, place: FormulaPlace): string {
  if (!text.includes('!')) return text;
  const shared = new SharedFormulas(text);
  const torn = new Set<string>();
  eachFormula(text, (index, row, column) => {
    const formula = shared.at(index, row, column);
    if (formula !== undefined && shiftFormula(formula, shift, place) !== formula) torn.add(index);
  });
  let row = 0;
  let column = 0;
  return new XmlEdit(text)
    .walk((e, s) => {
      if (s.local === 'row' && s.depth === 3) [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
      else if (s.local === 'c' && s.depth === 4) column = parseArea(s.attribute('r') ?? '')?.left ?? column + 1;
      else if (s.local === 'dataRef' && sameSheet(s.attribute('sheet') ?? '', place.sheet))
        e.change('ref', (ref) => shiftRef(shift, ref));
      else if (s.local === 'f' && s.attribute('t') === 'shared') {
        const index = s.attribute('si') ?? '';
        if (torn.has(index)) unshare(e, shiftFormula(shared.at(index, row, column) ?? '', shift, place));
      } else {
        const moved = (formula: string): string => shiftFormula(formula, shift, place);
        for (const name of referenceAttributes(s)) e.change(name, moved);
        if (isFormulaElement(s.local, false) && !hasChildElement(s)) e.text(moved);
      }
    })
    .result();
}

/** Calls `visit` for every member of a shared formula. */
function eachFormula(text: string, visit: (index: string, row: number, column: number) => void): void {
  if (!/t\s*=\s*["']shared/.test(text)) return;
  let row = 0;
  let column = 0;
  new XmlEdit(text).walk((_, s) => {
    if (s.local === 'row' && s.depth === 3) [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
    else if (s.local === 'c' && s.depth === 4) column = parseArea(s.attribute('r') ?? '')?.left ?? column + 1;
    else if (s.local === 'f' && s.attribute('t') === 'shared') visit(s.attribute('si') ?? '', row, column);
  });
}

/** Where a pivot table's source says which sheet's area it is. */
function shiftSources(draft: PackageDraft, part: string, shift: RowShift, place: FormulaPlace): void {
  draft.edit(part, (edit) =>
    edit.walk((e, s) => {
      if (
        sourceElements.has(s.local) &&
        s.attributeNS('id', isRelationshipNamespace) === undefined &&
        sameSheet(s.attribute('sheet') ?? '', place.sheet)
      )
        e.change('ref', (ref) => shiftRef(shift, ref));
    }),
  );
}

/** Defined names; a print area that ends with the rows above those that come in takes them in. */
function shiftNames(edit: XmlEdit, sheet: IndexedSheet, { shift, place, template }: SheetShift): void {
  edit.walk((e, s) => {
    if (s.local !== 'definedName') return;
    const printArea =
      s.attribute('name')?.toLowerCase() === '_xlnm.print_area' && Number(s.attribute('localSheetId')) === sheet.index;
    e.text((formula) => {
      const moved = shiftFormula(formula, shift, { ...place, own: false });
      if (!printArea || template === undefined) return moved;
      return moved.replace(/:(\$?[A-Z]+\$?)(\d+)(?=,|$)/g, (all, column: string, row: string) =>
        Number(row) === template.bottom ? `:${column}${Number(row) + shift.count}` : all,
      );
    });
  });
}
