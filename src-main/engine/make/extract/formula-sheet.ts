import { columnOf, SharedFormulas } from '../../write/shift/shared-formulas.ts';
import { tidyLists } from '../../write/draft/tidy-lists.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';
import { readsAnywhere } from './gone.ts';

/** A cell with a formula, and where its element stands in the sheet's text. */
export interface FormulaCell {
  readonly row: number;
  readonly column: number;
  /** As it reads in this cell, be it shared; `''` where it has none of its own. */
  readonly formula: string;
  /** It reads cells whose addresses its text does not tell. */
  readonly anywhere: boolean;
  /** The type and the stored value as the cell has them. */
  readonly type: string;
  readonly value: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** A worksheet's formulas: found once for all the workbooks that are taken out of a plan. */
export interface FormulaSheet {
  readonly text: string;
  readonly cells: readonly FormulaCell[];
  /** The text before and behind the rows, where the cells may be changed each for itself; `undefined` where they may not. */
  readonly around: string | undefined;
  /** How cells read that were changed before, by their place and by what they lose. */
  readonly written: Map<string, string>;
}

/** A formula of a cell, or of a sparkline. */
export const hasFormula = /<(?:[\w.-]+:)?f[\s>/]/;

/** Lists of a sheet that may lose all that they hold with the formulas. */
export const listsOfFormulas = [
  'dataValidations',
  'conditionalFormatting',
  'conditionalFormattings',
  'hyperlinks',
  'sparklineGroups',
] as const;

/** Throws `XmlError`. */
export function formulaSheet(text: string): FormulaSheet {
  if (!hasFormula.test(text)) return { text, cells: [], around: text, written: new Map() };
  const shared = new SharedFormulas(text);
  const cells: FormulaCell[] = [];
  let row = 0;
  let column = 0;
  let isPlain = !/t\s*=\s*["']shared/.test(text);
  new XmlEdit(text).walk((e, s) => {
    if (s.depth === 3 && s.local === 'row') [row, column] = [Number(s.attribute('r') ?? row + 1), 0];
    else if (s.depth === 4 && s.local === 'c') {
      column = columnOf(s, column);
      if (s.selfClosing) return;
      const { start } = s;
      const type = s.attribute('t') ?? 'n';
      let formula: string | undefined;
      let value: string | undefined;
      e.children((_, child) => {
        if (child.local === 'f') {
          // Two formulas or a value before the formula are nobody's writing: they are left to the way that takes all in turn.
          isPlain &&= formula === undefined && value === undefined;
          const group = child.attribute('t') === 'shared' ? (child.attribute('si') ?? '') : undefined;
          const own = child.readText();
          formula = own === '' && group !== undefined ? (shared.at(group, row, column) ?? '') : own;
        } else if (child.local === 'v') {
          isPlain &&= value === undefined;
          value = child.readText();
        } else child.skip();
      });
      if (formula !== undefined)
        cells.push({ row, column, formula, anywhere: readsAnywhere(formula), type, value, start, end: s.end });
    } else if (s.local === 'f') isPlain = false;
  });
  const [first, last] = [text.indexOf('<sheetData'), text.lastIndexOf('</sheetData>')];
  isPlain &&= first > 0 && last > first && !text.includes('<!') && tidyLists(text, listsOfFormulas) === text;
  return { text, cells, around: isPlain ? text.slice(0, first) + text.slice(last) : undefined, written: new Map() };
}
