import type { CellStyle } from '../../../src-shared/paper/sheet.ts';
import type { Differential } from './cell-styles.ts';
import { parseAddress } from '../book/address.ts';
import type { ConditionalRule } from './scan-sheet.ts';

/** A cell's value as a rule sees it. */
export interface RuleValue {
  readonly text: string;
  readonly number?: number;
}

/** A constant in a rule's formula: `"D"`, `12`, `TRUE`; `undefined` for anything that would need calculating. */
function constant(formula: string | undefined): RuleValue | undefined {
  if (formula === undefined) return undefined;
  const trimmed = formula.trim().replace(/^=/u, '');
  const quoted = /^"((?:[^"]|"")*)"$/u.exec(trimmed);
  if (quoted !== null) return { text: (quoted[1] ?? '').replaceAll('""', '"') };
  const number = Number(trimmed);
  return trimmed !== '' && Number.isFinite(number) ? { text: trimmed, number } : undefined;
}

function compare(value: RuleValue, other: RuleValue): number | undefined {
  if (value.number !== undefined && other.number !== undefined) return value.number - other.number;
  if (value.number === undefined && other.number === undefined) {
    const [a, b] = [value.text.toLowerCase(), other.text.toLowerCase()];
    return a === b ? 0 : a < b ? -1 : 1;
  }
  return undefined;
}

/** The cell that a rule is asked about, and the others of its sheet. */
export interface RulePlace {
  readonly row: number;
  readonly column: number;
  at(row: number, column: number): RuleValue;
}

/**
 * Whether a rule holds (18.3.1.10, 18.18.12, 18.18.15). Of formulas only comparisons of one cell with a constant are
 * worked out (`$F10="未達成"`), as forms have them; others never hold here.
 */
export function ruleHolds(rule: ConditionalRule, value: RuleValue, place?: RulePlace): boolean {
  const text = value.text.toLowerCase();
  const wanted = rule.text.toLowerCase();
  switch (rule.type) {
    case 'containsText':
      return wanted !== '' && text.includes(wanted);
    case 'notContainsText':
      return wanted !== '' && !text.includes(wanted);
    case 'beginsWith':
      return wanted !== '' && text.startsWith(wanted);
    case 'endsWith':
      return wanted !== '' && text.endsWith(wanted);
    case 'containsBlanks':
      return text.trim() === '';
    case 'notContainsBlanks':
      return text.trim() !== '';
    case 'cellIs':
      return cellIs(rule, value);
    case 'expression':
      return place !== undefined && comparison(rule, place);
    default:
      return false;
  }
}

const operators: Readonly<Record<string, string>> = {
  '=': 'equal',
  '<>': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
  '>': 'greaterThan',
  '>=': 'greaterThanOrEqual',
};

/** A formula's references are those of the area's first cell; without `$` they move along with the cell. */
function comparison(rule: ConditionalRule, place: RulePlace): boolean {
  const parts = /^=?\s*(\$?)([A-Z]{1,3})(\$?)(\d+)\s*(<>|<=|>=|=|<|>)\s*(.+)$/u.exec(rule.formulas[0]?.trim() ?? '');
  const operator = operators[parts?.[5] ?? ''];
  const first = rule.areas[0];
  const cell = parseAddress(`${parts?.[2]}${parts?.[4]}`);
  if (parts === null || operator === undefined || first === undefined || cell === undefined) return false;
  const row = cell.row + (parts[3] === '$' ? 0 : place.row - first.top);
  const column = cell.column + (parts[1] === '$' ? 0 : place.column - first.left);
  return cellIs({ ...rule, operator, formulas: [parts[6] ?? ''] }, place.at(row, column));
}

function cellIs(rule: ConditionalRule, value: RuleValue): boolean {
  const first = constant(rule.formulas[0]);
  if (first === undefined) return false;
  const order = compare(value, first);
  switch (rule.operator) {
    case 'equal':
      return order === 0;
    case 'notEqual':
      return order !== 0;
    case 'lessThan':
      return order !== undefined && order < 0;
    case 'lessThanOrEqual':
      return order !== undefined && order <= 0;
    case 'greaterThan':
      return order !== undefined && order > 0;
    case 'greaterThanOrEqual':
      return order !== undefined && order >= 0;
    case 'between':
    case 'notBetween': {
      const second = constant(rule.formulas[1]);
      const upper = second === undefined ? undefined : compare(value, second);
      if (order === undefined || upper === undefined) return false;
      return (order >= 0 && upper <= 0) === (rule.operator === 'between');
    }
    default:
      return false;
  }
}

/** A style with what the rules that hold change; the first rule that sets something wins. */
export function withDifferentials(style: CellStyle, changes: readonly Differential[]): CellStyle {
  if (changes.length === 0) return style;
  const merged = Object.assign({}, ...changes.toReversed()) as Differential;
  const { colour: _, ...font } = style.font;
  const colour = merged.colour ?? style.font.colour;
  return {
    ...style,
    font: {
      ...font,
      font: {
        ...font.font,
        bold: merged.bold ?? font.font.bold ?? false,
        italic: merged.italic ?? font.font.italic ?? false,
      },
      ...(colour === undefined ? {} : { colour }),
      ...(merged.strike === true ? { strike: true } : {}),
    },
    ...(merged.fill === undefined ? {} : { fill: merged.fill }),
  };
}
