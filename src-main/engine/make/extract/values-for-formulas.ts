import { maxColumn, packedAddress, formatAddress } from '../../book/address.ts';
import { escapeText } from '../../xml/entities.ts';
import type { XmlScanner } from '../../xml/scanner.ts';
import { hasChildElement, isFormulaElement, referenceAttributes } from '../../write/references/places.ts';
import { tidyLists } from '../../write/draft/tidy-lists.ts';
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
      if (valueCell(e, { row, column, shared, torn, cut })) cells.add(formatAddress(row, column));
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
    text: tidyLists(done.result(), [
      'dataValidations',
      'conditionalFormatting',
      'conditionalFormattings',
      'hyperlinks',
      'sparklineGroups',
    ]),
    cells,
  };
}

/** A formula of a cell, or of a sparkline. */
const hasFormula = /<(?:[\w.-]+:)?f[\s>/]/;

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

interface CellContext {
  readonly row: number;
  readonly column: number;
  readonly shared: SharedFormulas;
  readonly torn: ReadonlySet<string>;
  readonly cut: FormulaCut;
}

/** From a cell's `open`, goes to its `close`; true when the cell lost its formula. */
function valueCell(e: XmlEdit, { row, column, shared, torn, cut }: CellContext): boolean {
  const { s } = e;
  const { gone, secrets, keepResults = false } = cut;
  const type = s.attribute('t') ?? 'n';
  const typeRange = s.attributeRange('t');
  const prefix = s.prefix === '' ? '' : `${s.prefix}:`;
  let loses = false;
  let hasFormula = false;
  e.children((_, child) => {
    const { start } = child;
    if (child.local === 'f') {
      hasFormula = true;
      const group = child.attribute('t') === 'shared' ? (child.attribute('si') ?? '') : undefined;
      if (group !== undefined && torn.has(group)) {
        const formula = shared.at(group, row, column) ?? '';
        loses = usesGone(formula, gone);
        if (loses) e.remove();
        else unshare(e, formula);
        return;
      }
      const formula = child.readText();
      loses = usesGone(formula, gone);
      if (loses) e.splice(start, child.end, '');
    } else if (child.local === 'v' && hasFormula) {
      const value = child.readText();
      const telling = keepResults
        ? false
        : type === 'str'
          ? cut.tainted(row, column)
            ? !secrets.isKept(value)
            : secrets.holds(value)
          : cut.tainted(row, column);
      if (telling) {
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
