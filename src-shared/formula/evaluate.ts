import { functions } from './functions.ts';
import type { Corner, Node } from './parse.ts';
import {
  divisionByZero,
  FormulaError,
  isTable,
  ordered,
  single,
  toNumber,
  toText,
  toTruth,
  Unsupported,
  wrongValue,
  type Scalar,
  type Value,
} from './values.ts';

/** What a formula can look at. */
export interface FormulaCells {
  /** The value of a cell; the sheet of the formula when none is named. Throws `Unsupported` for a sheet that is not there. */
  cell(sheet: string | undefined, row: number, column: number): Scalar;
  /** The last row and column in use: whole columns and rows end there. */
  extent(sheet: string | undefined): { readonly bottom: number; readonly right: number };
  /** What a name stands for, taken apart; `undefined` for an unknown one. */
  name?(name: string): Node | undefined;
  /** A number by a format, for TEXT. */
  words?(value: number, format: string): string;
  /** Today, in days as cells count them. */
  readonly today: number;
}

/** The cell that asks, and the one that the formula was written for. */
export interface FormulaPlace {
  readonly row: number;
  readonly column: number;
  readonly originRow: number;
  readonly originColumn: number;
}

/** Cells of one area that are looked at; whole columns of a form are some thousand. */
const mostCells = 200_000;

/**
 * Works a formula out, as it is asked from one place. Throws `Unsupported` with the name of a function, name or sheet that it does not
 * know: such a formula has no value here, which is not the same as false.
 */
export function evaluate(node: Node, cells: FormulaCells, place: FormulaPlace, depth = 0): Value {
  if (depth > 80) throw new Unsupported('depth');
  const value = (part: Node): Value => evaluate(part, cells, place, depth + 1);
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'area':
      return area(node, cells, place);
    case 'table':
      return node.rows.map((row) => row.map((part) => single(value(part))));
    case 'name': {
      const known = cells.name?.(node.name);
      if (known === undefined) throw new Unsupported(node.name);
      return value(known);
    }
    case 'unary':
      return mapped(value(node.part), undefined, (one) => {
        const number = toNumber(one);
        if (number instanceof FormulaError) return number;
        return node.operator === '-' ? -number : node.operator === '%' ? number / 100 : number;
      });
    case 'binary':
      return mapped(value(node.left), value(node.right), (a, b) => binary(node.operator, a, b));
    case 'call':
      return call(node, value, cells, place);
  }
}

/** A formula as a condition: what is neither true nor a number but zero does not hold. */
export function holds(node: Node, cells: FormulaCells, place: FormulaPlace): boolean {
  const truth = toTruth(single(evaluate(node, cells, place)));
  return truth === true;
}

function moved(corner: Corner, place: FormulaPlace): { row: number | undefined; column: number | undefined } {
  const by = (at: number | undefined, fixed: boolean, move: number): number | undefined =>
    at === undefined ? undefined : fixed ? at : at + move;
  return {
    row: by(corner.row, corner.fixedRow, place.row - place.originRow),
    column: by(corner.column, corner.fixedColumn, place.column - place.originColumn),
  };
}

function area(node: Extract<Node, { kind: 'area' }>, cells: FormulaCells, place: FormulaPlace): Value {
  const [a, b] = [moved(node.from, place), moved(node.to, place)];
  const extent = cells.extent(node.sheet);
  const [top, bottom] = [Math.min(a.row ?? 1, b.row ?? 1), Math.max(a.row ?? extent.bottom, b.row ?? extent.bottom)];
  const [left, right] = [
    Math.min(a.column ?? 1, b.column ?? 1),
    Math.max(a.column ?? extent.right, b.column ?? extent.right),
  ];
  if (top < 1 || left < 1) return new FormulaError('#REF!');
  if (node.single) return cells.cell(node.sheet, top, left);
  if ((bottom - top + 1) * (right - left + 1) > mostCells) throw new Unsupported('area');
  return Array.from({ length: bottom - top + 1 }, (_, row) =>
    Array.from({ length: right - left + 1 }, (__, column) => cells.cell(node.sheet, top + row, left + column)),
  );
}

/** One value, or one for each cell of the tables. */
function mapped(left: Value, right: Value, work: (a: Scalar, b: Scalar) => Scalar): Value {
  if (!isTable(left) && !isTable(right)) return work(left, right);
  const size = (value: Value) =>
    isTable(value) ? { rows: value.length, columns: value[0]?.length ?? 0 } : { rows: 1, columns: 1 };
  const [one, other] = [size(left), size(right)];
  const at = (value: Value, row: number, column: number): Scalar =>
    isTable(value) ? value[value.length === 1 ? 0 : row]?.[(value[0]?.length ?? 0) === 1 ? 0 : column] : value;
  return Array.from({ length: Math.max(one.rows, other.rows) }, (_, row) =>
    Array.from({ length: Math.max(one.columns, other.columns) }, (__, column) =>
      work(at(left, row, column), at(right, row, column)),
    ),
  );
}

function binary(operator: string, a: Scalar, b: Scalar): Scalar {
  if (a instanceof FormulaError) return a;
  if (b instanceof FormulaError) return b;
  switch (operator) {
    case '=':
      return ordered(a, b) === 0;
    case '<>':
      return ordered(a, b) !== 0;
    case '<':
      return ordered(a, b) < 0;
    case '<=':
      return ordered(a, b) <= 0;
    case '>':
      return ordered(a, b) > 0;
    case '>=':
      return ordered(a, b) >= 0;
    case '&':
      return `${String(toText(a))}${String(toText(b))}`;
    default: {
      const [x, y] = [toNumber(a), toNumber(b)];
      if (x instanceof FormulaError) return x;
      if (y instanceof FormulaError) return y;
      if (operator === '/') return y === 0 ? divisionByZero : x / y;
      const result = operator === '+' ? x + y : operator === '-' ? x - y : operator === '*' ? x * y : x ** y;
      return Number.isFinite(result) ? result : new FormulaError('#NUM!');
    }
  }
}

/** Functions that look at their parts themselves; the rest is in `functions`. */
function call(
  node: Extract<Node, { kind: 'call' }>,
  value: (part: Node) => Value,
  cells: FormulaCells,
  place: FormulaPlace,
): Value {
  const { name, parts } = node;
  const [first, second, third] = parts;
  const part = (at: number): Value => (parts[at] === undefined ? undefined : value(parts[at]));
  switch (name) {
    case 'IF': {
      if (first === undefined) return wrongValue;
      const truth = toTruth(single(value(first)));
      if (truth instanceof FormulaError) return truth;
      return truth ? (second === undefined ? true : value(second)) : third === undefined ? false : value(third);
    }
    case 'IFS': {
      for (let at = 0; at + 1 < parts.length; at += 2) if (toTruth(single(part(at))) === true) return part(at + 1);
      return new FormulaError('#N/A');
    }
    case 'IFERROR':
    case 'IFNA': {
      const tried = part(0);
      const failed = single(tried);
      const counts = failed instanceof FormulaError && (name === 'IFERROR' || failed.code === '#N/A');
      return counts ? part(1) : tried;
    }
    case 'CHOOSE': {
      const at = toNumber(single(part(0)));
      return at instanceof FormulaError ? at : part(Math.floor(at));
    }
    case 'ROW':
    case 'COLUMN': {
      if (first === undefined) return name === 'ROW' ? place.row : place.column;
      if (first.kind !== 'area') throw new Unsupported(name);
      const at = moved(first.from, place);
      return (name === 'ROW' ? at.row : at.column) ?? 1;
    }
    case 'ISBLANK':
      return single(part(0)) === undefined;
    case 'ISREF':
      return first?.kind === 'area';
    case 'TODAY':
      return Math.floor(cells.today);
    case 'NOW':
      return cells.today;
    case 'TEXT': {
      const [number, format] = [single(part(0)), toText(single(part(1)))];
      if (cells.words === undefined || format instanceof FormulaError) throw new Unsupported(name);
      return typeof number === 'number' ? cells.words(number, format) : toText(number);
    }
    default: {
      const known = functions[name];
      if (known === undefined) throw new Unsupported(name);
      return known(parts.map((one) => value(one)));
    }
  }
}
