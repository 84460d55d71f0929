import { maxColumn, packedAddress, formatAddress } from '../../book/address.ts';
import { escapeText } from '../../xml/entities.ts';
import type { XmlScanner } from '../../xml/scanner.ts';
import { hasChildElement, isFormulaElement, referenceAttributes } from '../../write/references/places.ts';
import { tidyLists } from '../../write/draft/tidy-lists.ts';
import { hasFormula, listsOfFormulas, type FormulaSheet } from './formula-sheet.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { changeSparklines } from '../../write/shift/shift-sparklines.ts';
import { SharedFormulas, unshare } from '../../write/shift/shared-formulas.ts';
import { mayNameGone, usesGone, type Gone } from './gone.ts';
import type { Secrets } from './secrets.ts';

export interface ValuedSheet {
  readonly text: string;
  /** Cells that lost their formula. */
  readonly cells: ReadonlySet<string>;
}

/** What decides about a sheet's formulas. */
export interface FormulaCut {
  readonly gone: Gone;
  readonly secrets: Secrets;
  /** The cell's stored result comes from what is gone, if only through other cells. */
  readonly tainted: (row: number, column: number) => boolean;
  /** Results stay as values whatever they say: for a workbook that leaves the links to others behind. */
  readonly keepResults?: boolean;
}

/**
 * Takes formulas out that use what is gone, and every stored result that comes from there; a result stays as a text when
 * what stays says the same (`Secrets.tells`). Validations, rules, sparklines and links to what is gone go.
 */
export function valuesForFormulas(text: string, cut: FormulaCut): ValuedSheet {
  const { gone } = cut;
  const cells = new Set<string>();
  if (!hasFormula.test(text) && !mayNameGone(text, gone)) return { text, cells };
  const shared = new SharedFormulas(text);
  const torn = tornGroups(text, shared, gone);
  let row = 0;
  let column = 0;
  const done = new XmlEdit(text).walk((e, s) => {
    if (s.depth === 3 && s.local === 'row') [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
    else if (s.depth === 4 && s.local === 'c') {
      const packed = packedAddress(s.attribute('r') ?? '', 0, (s.attribute('r') ?? '').length);
      column = packed < 0 ? column + 1 : (packed % maxColumn) + 1;
      if (s.selfClosing) return;
      const lost = valueCell(e, {
        unshared: (group) => (torn.has(group) ? (shared.at(group, row, column) ?? '') : undefined),
        loses: (formula) => usesGone(formula, gone),
        isTelling: (type, value) => isTelling(cut, { row, column, type, value }),
      });
      if (lost) cells.add(formatAddress(row, column));
    } else if (s.local === 'sparklineGroup')
      changeSparklines(e, (formula) => (usesGone(formula, gone) ? undefined : formula));
    else if (rules.has(s.local)) {
      if (formulasInside(s).some((one) => usesGone(one, gone))) e.remove();
    } else {
      for (const name of referenceAttributes(s)) {
        const value = s.attribute(name);
        if (value === undefined || !usesGone(value, gone)) continue;
        if (name !== 'location') e.set(name, undefined);
        else return e.remove();
      }
    }
  });
  if (!done.changed) return { text, cells };
  return {
    text: tidyLists(done.result(), listsOfFormulas),
    cells,
  };
}

/** The same, where the formulas have been found before: cell by cell, unless something else of the sheet may name what is gone. */
export function valuesByCell(sheet: FormulaSheet, cut: FormulaCut): ValuedSheet {
  const { text, around, written } = sheet;
  if (around === undefined || mayNameGone(around, cut.gone)) return valuesForFormulas(text, cut);
  const cells = new Set<string>();
  const pieces: string[] = [];
  let at = 0;
  for (const { row, column, formula, type, value, start, end } of sheet.cells) {
    const loses = usesGone(formula, cut.gone);
    const telling = value !== undefined && isTelling(cut, { row, column, type, value });
    if (!loses && !telling) continue;
    const key = `${start} ${loses} ${telling}`;
    let piece = written.get(key);
    if (piece === undefined) {
      const edit = new XmlEdit(text.slice(start, end), true);
      edit.walk((e) => valueCell(e, { unshared: () => undefined, loses: () => loses, isTelling: () => telling }));
      written.set(key, (piece = edit.result()));
    }
    pieces.push(text.slice(at, start), piece);
    at = end;
    if (loses) cells.add(formatAddress(row, column));
  }
  pieces.push(text.slice(at));
  return { text: pieces.join(''), cells };
}

/** What goes as a whole with a formula in it, in Excel's extensions as well. */
const rules = new Set(['dataValidation', 'cfRule']);

/** The formulas inside the current element, without moving the scanner. */
function formulasInside(s: XmlScanner): readonly string[] {
  const found: string[] = [];
  if (s.selfClosing) return found;
  const inner = s.text.slice(s.end, endOf(s.text, s.start, s.qualifiedName));
  new XmlEdit(`<r>${inner.slice(0, inner.lastIndexOf('</'))}</r>`, true).walk((_, one) => {
    for (const name of referenceAttributes(one)) found.push(one.attribute(name) ?? '');
    if (isFormulaElement(one.local, false) && !hasChildElement(one)) found.push(one.readText());
  });
  return found;
}

function endOf(text: string, start: number, name: string): number {
  const open = text.indexOf('>', start);
  if (text.charAt(open - 1) === '/') return open + 1;
  const close = text.indexOf(`</${name}>`, open);
  return close < 0 ? text.length : close + name.length + 3;
}

function tornGroups(text: string, shared: SharedFormulas, gone: Gone): ReadonlySet<string> {
  const torn = new Set<string>();
  let row = 0;
  let column = 0;
  if (!/t\s*=\s*["']shared/.test(text)) return torn;
  new XmlEdit(text).walk((_, s) => {
    if (s.depth === 3 && s.local === 'row') [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
    else if (s.depth === 4 && s.local === 'c') {
      const packed = packedAddress(s.attribute('r') ?? '', 0, (s.attribute('r') ?? '').length);
      column = packed < 0 ? column + 1 : (packed % maxColumn) + 1;
    } else if (s.local === 'f' && s.attribute('t') === 'shared') {
      const index = s.attribute('si') ?? '';
      if (usesGone(shared.at(index, row, column) ?? '', gone)) torn.add(index);
    }
  });
  return torn;
}

interface StoredResult {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly value: string;
}

/** Whether a formula's stored result tells of what is gone. */
function isTelling(cut: FormulaCut, { row, column, type, value }: StoredResult): boolean {
  const { secrets, tainted, keepResults = false } = cut;
  if (keepResults) return false;
  if (type !== 'str') return tainted(row, column);
  return tainted(row, column) ? !secrets.isKept(value) : secrets.holds(value);
}

/** What decides about one cell. */
interface CellCut {
  /** The formula of a shared one whose group is torn. */
  readonly unshared: (group: string) => string | undefined;
  readonly loses: (formula: string) => boolean;
  readonly isTelling: (type: string, value: string) => boolean;
}

/** From a cell's `open`, goes to its `close`; true when the cell lost its formula. */
function valueCell(e: XmlEdit, cut: CellCut): boolean {
  const { s } = e;
  const type = s.attribute('t') ?? 'n';
  const typeRange = s.attributeRange('t');
  const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
  let loses = false;
  let hasFormula = false;
  e.children((_, child) => {
    const { start } = child;
    if (child.local === 'f') {
      hasFormula = true;
      const formula = child.attribute('t') === 'shared' ? cut.unshared(child.attribute('si') ?? '') : undefined;
      if (formula !== undefined) {
        loses = cut.loses(formula);
        if (loses) e.remove();
        else unshare(e, formula);
        return;
      }
      loses = cut.loses(child.readText());
      if (loses) e.splice(start, child.end, '');
    } else if (child.local === 'v' && hasFormula) {
      const value = child.readText();
      if (cut.isTelling(type, value)) {
        e.splice(start, child.end, '');
        if (typeRange !== undefined) e.splice(...typeRange, 'n');
      } else if (loses && type === 'str' && typeRange !== undefined) {
        e.splice(...typeRange, 'inlineStr');
        e.splice(
          start,
          child.end,
          `<${prefix}is><${prefix}t xml:space="preserve">${escapeText(value)}</${prefix}t></${prefix}is>`,
        );
      }
    } else child.skip();
  });
  return loses;
}
