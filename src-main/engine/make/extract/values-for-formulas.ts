import { tokenizeFormula } from '../../write/formulas/formula-tokens.ts';
import { maxColumn, packedAddress, formatAddress } from '../../book/address.ts';
import { escapeText } from '../../xml/entities.ts';
import { tidyLists } from '../../write/draft/tidy-lists.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { SharedFormulas, unshare } from '../../write/shift/shared-formulas.ts';
import type { Secrets } from './secrets.ts';

/** Sheets and names that are no longer there, in capitals. */
export interface Gone {
  readonly sheets: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** True when a formula (without `=`) uses a sheet or a name that is gone. */
export function usesGone(formula: string, gone: Gone): boolean {
  return tokenizeFormula(formula).some((one) => {
    if (one.kind === 'sheet')
      return !one.book && one.sheet.split(':').some((name) => gone.sheets.has(name.toUpperCase()));
    return one.kind === 'name' && gone.names.has(one.raw.toUpperCase());
  });
}

export interface ValuedSheet {
  readonly text: string;
  /** Cells that lost their formula. */
  readonly cells: ReadonlySet<string>;
}

/**
 * Turns formulas into their last value where they use what is gone, and empties results that tell what only items taken
 * out say. Validations, conditional formats and links to what is gone go.
 *
 * `own`: the sheet is an item's, its results are its fields' texts. Elsewhere (a roll-up list) such a result is a field of
 * an item that is gone, were it a grade or a number, and goes with it.
 */
export function valuesForFormulas(text: string, gone: Gone, secrets: Secrets, own: boolean): ValuedSheet {
  const cells = new Set<string>();
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
      if (valueCell(e, { row, column, shared, torn, gone, secrets, own })) cells.add(formatAddress(row, column));
    } else if (s.local === 'hyperlink') {
      const location = s.attribute('location');
      if (location !== undefined && usesGone(location, gone)) e.remove();
    } else if (s.local === 'dataValidation' || s.local === 'cfRule') {
      if (formulasOf(s.text.slice(s.start, endOf(s.text, s.start, s.qualifiedName))).some((one) => usesGone(one, gone)))
        e.remove();
    }
  });
  return {
    text: tidyLists(done.result(), [
      'dataValidations',
      'conditionalFormatting',
      'conditionalFormattings',
      'hyperlinks',
    ]),
    cells,
  };
}

/** A rule's formulas, as text: rules are short and hold no element of their own name. */
const formulasOf = (markup: string): readonly string[] =>
  Array.from(markup.matchAll(/<(?:\w+:)?(?:formula[12]?|f)>([^<]*)</g), (m) =>
    (m[1] ?? '')
      .replace(/&apos;/g, "'")
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&'),
  );

function endOf(text: string, start: number, name: string): number {
  const open = text.indexOf('>', start);
  if (text.charAt(open - 1) === '/') return open + 1;
  const close = text.indexOf(`</${name}`, open);
  return close < 0 ? text.length : close;
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
  readonly gone: Gone;
  readonly secrets: Secrets;
  readonly own: boolean;
}

/** From a cell's `open`, goes to its `close`; true when the cell lost its formula. */
function valueCell(e: XmlEdit, { row, column, shared, torn, gone, secrets, own }: CellContext): boolean {
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
    } else if (child.local === 'v' && loses && !own) {
      child.skip();
      e.splice(start, child.end, '');
      if (typeRange !== undefined) e.splice(typeRange[0], typeRange[1], 'n');
    } else if (child.local === 'v' && hasFormula && type === 'str') {
      const value = child.readText();
      const telling = loses ? secrets.tells(value) : secrets.holds(value);
      if (telling) {
        e.splice(start, child.end, '');
        if (loses && typeRange !== undefined) e.splice(typeRange[0], typeRange[1], 'n');
      } else if (loses && typeRange !== undefined) {
        e.splice(typeRange[0], typeRange[1], 'inlineStr');
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
