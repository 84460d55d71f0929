import { evaluate, holds, type FormulaCells, type FormulaPlace } from '../../../../src-shared/formula/evaluate.ts';
import type { Node } from '../../../../src-shared/formula/parse.ts';
import { FormulaError, ordered, single, type Scalar } from '../../../../src-shared/formula/values.ts';
import type { CellValue } from '../book-values.ts';
import { flag, numeric } from '../../xml/xml-tree.ts';
import type { ConditionalRule } from '../scan-sheet.ts';

/** A rule with its formulas taken apart, and what it asks of all its cells. */
export interface PreparedRule {
  readonly rule: ConditionalRule;
  readonly formulas: readonly Node[];
  /** Values of all cells of its areas; worked out when first asked for. */
  all(): AreaValues;
}

export interface AreaValues {
  /** Ascending. */
  readonly numbers: readonly number[];
  /** How often each value is there, by `keyOf`. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Equal values have the same key; texts count alike whatever their case. */
export const keyOf = ({ kind, text, number }: CellValue): string =>
  kind === 'number' ? `n${String(number)}` : `${kind} ${text.toLowerCase()}`;

/** Types of rules whose condition is worked out here (18.18.12 `ST_CfType`). */
export const conditionTypes: ReadonlySet<string> = new Set([
  'expression',
  'cellIs',
  'containsText',
  'notContainsText',
  'beginsWith',
  'endsWith',
  'containsBlanks',
  'notContainsBlanks',
  'containsErrors',
  'notContainsErrors',
  'duplicateValues',
  'uniqueValues',
  'top10',
  'aboveAverage',
  'timePeriod',
]);

/** Whether a rule holds for a cell (18.3.1.10). Throws `Unsupported` for a formula that cannot be worked out. */
export function conditionHolds(
  { rule, formulas, all }: PreparedRule,
  value: CellValue,
  cells: FormulaCells,
  place: FormulaPlace,
): boolean {
  const [formula] = formulas;
  const { attributes } = rule;
  const byFormula = (): boolean => formula !== undefined && holds(formula, cells, place);
  switch (rule.type) {
    case 'expression':
      return byFormula();
    case 'cellIs':
      return cellIs(rule, scalarOf(value), formulas, cells, place);
    case 'containsText':
    case 'notContainsText':
    case 'beginsWith':
    case 'endsWith':
      return attributes['text'] === undefined ? byFormula() : textIs(rule.type, value.text, attributes['text']);
    case 'containsBlanks':
      return value.text.trim() === '';
    case 'notContainsBlanks':
      return value.text.trim() !== '';
    case 'containsErrors':
      return value.kind === 'error';
    case 'notContainsErrors':
      return value.kind !== 'error';
    case 'duplicateValues':
      return value.text !== '' && (all().counts.get(keyOf(value)) ?? 0) > 1;
    case 'uniqueValues':
      return value.text !== '' && all().counts.get(keyOf(value)) === 1;
    case 'top10':
      return value.kind === 'number' && isAmongFirst(value.number ?? 0, all().numbers, attributes);
    case 'aboveAverage':
      return value.kind === 'number' && isAboveAverage(value.number ?? 0, all().numbers, attributes);
    case 'timePeriod':
      return (
        value.kind === 'number' &&
        isInPeriod(Math.floor(value.number ?? 0), Math.floor(cells.today), attributes['timePeriod'] ?? '')
      );
    default:
      return false;
  }
}

/** A cell's value as formulas have it. */
export const scalarOf = ({ kind, text, number }: CellValue): Scalar =>
  kind === 'empty'
    ? undefined
    : kind === 'number'
      ? number
      : kind === 'boolean'
        ? number === 1
        : kind === 'error'
          ? new FormulaError(text)
          : text;

function textIs(type: string, text: string, wanted: string): boolean {
  const [one, other] = [text.toLowerCase(), wanted.toLowerCase()];
  switch (type) {
    case 'notContainsText':
      return !one.includes(other);
    case 'beginsWith':
      return one.startsWith(other);
    case 'endsWith':
      return one.endsWith(other);
    default:
      return one.includes(other);
  }
}

function cellIs(
  rule: ConditionalRule,
  value: Scalar,
  formulas: readonly Node[],
  cells: FormulaCells,
  place: FormulaPlace,
): boolean {
  const [first, second] = formulas.map((formula) => single(evaluate(formula, cells, place)));
  if (value instanceof FormulaError || first instanceof FormulaError) return false;
  const order = ordered(value, first);
  switch (rule.attributes['operator'] ?? '') {
    case 'equal':
      return order === 0;
    case 'notEqual':
      return order !== 0;
    case 'lessThan':
      return order < 0;
    case 'lessThanOrEqual':
      return order <= 0;
    case 'greaterThan':
      return order > 0;
    case 'greaterThanOrEqual':
      return order >= 0;
    case 'between':
    case 'notBetween': {
      if (second === undefined || second instanceof FormulaError) return false;
      const [low, high] = ordered(first, second) <= 0 ? [first, second] : [second, first];
      const inside = ordered(value, low) >= 0 && ordered(value, high) <= 0;
      return inside === (rule.attributes['operator'] === 'between');
    }
    case 'containsText':
      return String(value ?? '')
        .toLowerCase()
        .includes(String(first ?? '').toLowerCase());
    default:
      return false;
  }
}

type Attributes = ConditionalRule['attributes'];

function isAmongFirst(value: number, ascending: readonly number[], attributes: Attributes): boolean {
  const rank = numeric(attributes['rank']) ?? 10;
  const wanted = flag(attributes['percent']) ? Math.max(1, Math.floor((ascending.length * rank) / 100)) : rank;
  const bottom = flag(attributes['bottom']);
  const edge = bottom
    ? ascending[Math.min(wanted, ascending.length) - 1]
    : ascending[Math.max(0, ascending.length - wanted)];
  return edge !== undefined && (bottom ? value <= edge : value >= edge);
}

function isAboveAverage(value: number, numbers: readonly number[], attributes: Attributes): boolean {
  if (numbers.length === 0) return false;
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const spread = Math.sqrt(numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, numbers.length - 1));
  const above = flag(attributes['aboveAverage'], true);
  const edge = mean + (above ? 1 : -1) * (numeric(attributes['stdDev']) ?? 0) * spread;
  if (flag(attributes['equalAverage']) && Math.abs(value - edge) < 1e-9) return true;
  return above ? value > edge : value < edge;
}

/** A day in one of the periods of 18.18.82 `ST_TimePeriod`; weeks begin on Sunday. */
function isInPeriod(day: number, today: number, period: string): boolean {
  // Day 1 is a Sunday for the count of weeks, as in Excel.
  const week = (serial: number): number => Math.floor((serial - 1) / 7);
  const month = (serial: number): number => {
    const date = new Date((serial - 25_569) * 86_400_000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  };
  switch (period) {
    case 'today':
      return day === today;
    case 'yesterday':
      return day === today - 1;
    case 'tomorrow':
      return day === today + 1;
    case 'last7Days':
      return day > today - 7 && day <= today;
    case 'lastWeek':
      return week(day) === week(today) - 1;
    case 'thisWeek':
      return week(day) === week(today);
    case 'nextWeek':
      return week(day) === week(today) + 1;
    case 'lastMonth':
      return month(day) === month(today) - 1;
    case 'thisMonth':
      return month(day) === month(today);
    case 'nextMonth':
      return month(day) === month(today) + 1;
    default:
      return false;
  }
}
