import { dateFunctions } from './date-functions.ts';
import { matching } from './matching.ts';
import {
  divisionByZero,
  FormulaError,
  flat,
  isTable,
  notAvailable,
  ordered,
  single,
  toNumber,
  toText,
  toTruth,
  wrongValue,
  type Scalar,
  type Table,
  type Value,
} from './values.ts';

type Work = (parts: readonly Value[]) => Value;

/** A function of plain numbers. */
const ofNumbers =
  (work: (...numbers: number[]) => number | FormulaError): Work =>
  (parts) => {
    const numbers: number[] = [];
    for (const part of parts) {
      const number = toNumber(single(part));
      if (number instanceof FormulaError) return number;
      numbers.push(number);
    }
    const result = work(...numbers);
    return typeof result === 'number' && !Number.isFinite(result) ? new FormulaError('#NUM!') : result;
  };

/** A function of a text and numbers. */
const ofText =
  (work: (text: string, ...rest: Scalar[]) => Scalar): Work =>
  ([first, ...rest]) => {
    const text = toText(single(first));
    return text instanceof FormulaError ? text : work(text, ...rest.map((part) => single(part)));
  };

/** Numbers of cells and parts: texts and truths in cells do not count. The first error is the answer. */
function numbersIn(parts: readonly Value[]): readonly number[] | FormulaError {
  const numbers: number[] = [];
  for (const part of parts) {
    if (!isTable(part)) {
      if (part === undefined) continue;
      const number = toNumber(part);
      if (number instanceof FormulaError) return number;
      numbers.push(number);
      continue;
    }
    for (const one of flat(part)) {
      if (one instanceof FormulaError) return one;
      if (typeof one === 'number') numbers.push(one);
    }
  }
  return numbers;
}

const overNumbers =
  (work: (numbers: readonly number[]) => number | FormulaError): Work =>
  (parts) => {
    const numbers = numbersIn(parts);
    return numbers instanceof FormulaError ? numbers : work(numbers);
  };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** AND and OR: texts in cells do not count. */
const truths =
  (work: (all: readonly boolean[]) => boolean): Work =>
  (parts) => {
    const all: boolean[] = [];
    for (const part of parts)
      for (const one of flat(part)) {
        if (isTable(part) && (one === undefined || typeof one === 'string')) continue;
        const truth = toTruth(one);
        if (truth instanceof FormulaError) return truth;
        all.push(truth);
      }
    return all.length === 0 ? wrongValue : work(all);
  };

const is =
  (test: (value: Scalar) => boolean): Work =>
  ([part]) =>
    test(single(part));

const whole = (value: Scalar, absent: number): number => {
  const number = value === undefined ? absent : toNumber(value);
  return number instanceof FormulaError ? -1 : Math.floor(number);
};

const rounded =
  (toward: (value: number) => number) =>
  (value: number, digits = 0) => {
    const by = 10 ** Math.trunc(digits);
    return (Math.sign(value) * toward(Math.abs(value) * by * (1 + 1e-15))) / by;
  };

const sorted = (numbers: readonly number[], at: number, largest: boolean): number | FormulaError =>
  [...numbers].toSorted((a, b) => (largest ? b - a : a - b))[at - 1] ?? new FormulaError('#NUM!');

/** Values of a table whose kin elsewhere meet conditions, pairs of table and condition. */
function met(pairs: readonly Value[], size: number): readonly boolean[] {
  const chosen = Array.from({ length: size }, () => true);
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const test = matching(single(pairs[at + 1]));
    for (const [index, value] of flat(pairs[at]).entries()) if (!test(value)) chosen[index] = false;
  }
  return chosen;
}

function lookUp(wanted: Scalar, values: readonly Scalar[], kind: number): number {
  if (kind === 0)
    return values.findIndex(typeof wanted === 'string' ? matching(wanted) : (one) => ordered(one, wanted) === 0);
  let found = -1;
  for (const [index, one] of values.entries())
    if (one !== undefined && (kind > 0 ? ordered(one, wanted) <= 0 : ordered(one, wanted) >= 0)) found = index;
  return found;
}

/** A cell of a table; a row or column of 0 takes it whole. */
function cellOf(table: Table, row: number, column: number): Value {
  const [r, c] =
    table.length === 1 && column === 0 ? [1, row] : [row, column === 0 && (table[0]?.length ?? 0) === 1 ? 1 : column];
  if (r === 0) return table.map((line) => [line[c - 1]]);
  if (c === 0) return [table[r - 1] ?? []];
  return table[r - 1] === undefined || c > (table[0]?.length ?? 0) ? new FormulaError('#REF!') : table[r - 1]?.[c - 1];
}

const asTable = (value: Value): Table => (isTable(value) ? value : [[value]]);

/** Functions by name, as ECMA-376 part 1, 18.17.7 has them. */
export const functions: Readonly<Record<string, Work>> = {
  ...dateFunctions(ofNumbers),
  AND: truths((all) => all.every(Boolean)),
  OR: truths((all) => all.some(Boolean)),
  XOR: truths((all) => all.filter(Boolean).length % 2 === 1),
  NOT: ([part]) => {
    const truth = toTruth(single(part));
    return truth instanceof FormulaError ? truth : !truth;
  },
  TRUE: () => true,
  FALSE: () => false,
  NA: () => notAvailable,
  ISNUMBER: is((value) => typeof value === 'number'),
  ISTEXT: is((value) => typeof value === 'string'),
  ISNONTEXT: is((value) => typeof value !== 'string'),
  ISLOGICAL: is((value) => typeof value === 'boolean'),
  ISERROR: is((value) => value instanceof FormulaError),
  ISERR: is((value) => value instanceof FormulaError && value.code !== '#N/A'),
  ISNA: is((value) => value instanceof FormulaError && value.code === '#N/A'),
  ISEVEN: is((value) => Math.trunc(Number(toNumber(value))) % 2 === 0),
  ISODD: is((value) => Math.abs(Math.trunc(Number(toNumber(value))) % 2) === 1),
  N: ([part]) => {
    const value = single(part);
    return typeof value === 'number' ? value : value === true ? 1 : value instanceof FormulaError ? value : 0;
  },
  T: ([part]) => {
    const value = single(part);
    return typeof value === 'string' || value instanceof FormulaError ? value : '';
  },
  LEFT: ofText((text, size) => [...text].slice(0, whole(size, 1)).join('')),
  RIGHT: ofText((text, size) => (whole(size, 1) === 0 ? '' : [...text].slice(-whole(size, 1)).join(''))),
  MID: ofText((text, from, size) => [...text].slice(whole(from, 1) - 1, whole(from, 1) - 1 + whole(size, 0)).join('')),
  LEN: ofText((text) => text.length),
  LENB: ofText((text) =>
    [...text].reduce((sum_, char) => sum_ + (/[\u0020-\u007e\uff61-\uff9f]/u.test(char) ? 1 : 2), 0),
  ),
  TRIM: ofText((text) => text.trim().replaceAll(/ +/gu, ' ')),
  CLEAN: ofText((text) => text.replaceAll(/\p{Cc}/gu, '')),
  UPPER: ofText((text) => text.toUpperCase()),
  LOWER: ofText((text) => text.toLowerCase()),
  ASC: ofText((text) => text.replaceAll(/[\uff01-\uff5e\u3000]/gu, (char) => char.normalize('NFKC'))),
  VALUE: ([part]) => toNumber(single(part)),
  REPT: ofText((text, times) => text.repeat(Math.max(0, Math.min(1000, whole(times, 0))))),
  EXACT: ofText((text, other) => text === toText(other)),
  CODE: ofText((text) => text.codePointAt(0) ?? wrongValue),
  UNICODE: ofText((text) => text.codePointAt(0) ?? wrongValue),
  SUBSTITUTE: ofText((text, old, now) =>
    toText(old) === '' ? text : text.replaceAll(String(toText(old)), String(toText(now))),
  ),
  FIND: ([wanted, text, from]) => found(single(wanted), single(text), single(from), (value) => value),
  SEARCH: ([wanted, text, from]) => found(single(wanted), single(text), single(from), (value) => value.toLowerCase()),
  CONCATENATE: (parts) => joined(parts, ''),
  CONCAT: (parts) => joined(parts, ''),
  TEXTJOIN: ([by, skip, ...parts]) =>
    joined(
      parts.flatMap((part) => flat(part)).filter((one) => toTruth(single(skip)) !== true || (one ?? '') !== ''),
      String(toText(single(by))),
    ),
  SUM: overNumbers(sum),
  PRODUCT: overNumbers((numbers) => numbers.reduce((product, one) => product * one, 1)),
  AVERAGE: overNumbers((numbers) => (numbers.length === 0 ? divisionByZero : sum(numbers) / numbers.length)),
  MIN: overNumbers((numbers) => (numbers.length === 0 ? 0 : numbers.reduce((a, b) => Math.min(a, b)))),
  MAX: overNumbers((numbers) => (numbers.length === 0 ? 0 : numbers.reduce((a, b) => Math.max(a, b)))),
  MEDIAN: overNumbers((numbers) => {
    const [low, high] = [
      sorted(numbers, Math.floor((numbers.length + 1) / 2), false),
      sorted(numbers, Math.ceil((numbers.length + 1) / 2), false),
    ];
    return low instanceof FormulaError || high instanceof FormulaError ? new FormulaError('#NUM!') : (low + high) / 2;
  }),
  COUNT: (parts) => parts.flatMap((part) => flat(part)).filter((one) => typeof one === 'number').length,
  COUNTA: (parts) => parts.flatMap((part) => flat(part)).filter((one) => one !== undefined).length,
  COUNTBLANK: (parts) => parts.flatMap((part) => flat(part)).filter((one) => one === undefined || one === '').length,
  COUNTIF: (parts) => met(parts, flat(parts[0]).length).filter(Boolean).length,
  COUNTIFS: (parts) => met(parts, flat(parts[0]).length).filter(Boolean).length,
  SUMIF: ([values, condition, sums]) => sumWhere([values, condition], sums ?? values),
  SUMIFS: ([sums, ...pairs]) => sumWhere(pairs, sums),
  SUMPRODUCT: (parts) => {
    const size = flat(parts[0]).length;
    const columns = parts.map((part) => flat(part));
    return Array.from({ length: size }, (_, index) =>
      columns.reduce((product, column) => product * (typeof column[index] === 'number' ? column[index] : 0), 1),
    ).reduce((total, one) => total + one, 0);
  },
  LARGE: ([table, at]) => nth(table, at, true),
  SMALL: ([table, at]) => nth(table, at, false),
  RANK: ranked,
  'RANK.EQ': ranked,
  ABS: ofNumbers((value) => Math.abs(value)),
  INT: ofNumbers((value) => Math.floor(value)),
  SIGN: ofNumbers((value) => Math.sign(value)),
  SQRT: ofNumbers((value) => Math.sqrt(value)),
  POWER: ofNumbers((value, by = 1) => value ** by),
  MOD: ofNumbers((value, by = 0) => (by === 0 ? divisionByZero : value - by * Math.floor(value / by))),
  ROUND: ofNumbers(rounded((value) => Math.round(value))),
  ROUNDUP: ofNumbers(rounded((value) => Math.ceil(value - 1e-9))),
  ROUNDDOWN: ofNumbers(rounded((value) => Math.floor(value))),
  TRUNC: ofNumbers(rounded((value) => Math.floor(value))),
  ROWS: ([table]) => asTable(table).length,
  COLUMNS: ([table]) => asTable(table)[0]?.length ?? 0,
  INDEX: ([table, row, column]) => cellOf(asTable(table), whole(single(row), 0), whole(single(column), 0)),
  MATCH: ([wanted, values, kind]) => {
    const at = lookUp(single(wanted), flat(values), whole(single(kind), 1));
    return at < 0 ? notAvailable : at + 1;
  },
  VLOOKUP: ([wanted, table, column, near]) => {
    const rows = asTable(table);
    const at = lookUp(
      single(wanted),
      rows.map((row) => row[0]),
      near === undefined || toTruth(single(near)) === true ? 1 : 0,
    );
    return at < 0 ? notAvailable : rows[at]?.[whole(single(column), 1) - 1];
  },
};

function found(wanted: Scalar, text: Scalar, from: Scalar, fold: (text: string) => string): Scalar {
  const [needle, hay] = [toText(wanted), toText(text)];
  if (needle instanceof FormulaError) return needle;
  if (hay instanceof FormulaError) return hay;
  const at = fold(hay).indexOf(fold(needle), whole(from, 1) - 1);
  return at < 0 ? wrongValue : at + 1;
}

function joined(parts: readonly Value[], by: string): Scalar {
  const texts = parts.flatMap((part) => flat(part)).map((one) => toText(one));
  return texts.find((one) => one instanceof FormulaError) ?? texts.join(by);
}

function sumWhere(pairs: readonly Value[], sums: Value): Scalar {
  const values = flat(sums);
  const size = flat(pairs[0]).length;
  return met(pairs, size).reduce((total, chosen, index) => {
    const value = values[index];
    return chosen && typeof value === 'number' ? total + value : total;
  }, 0);
}

function nth(table: Value, at: Value, largest: boolean): Scalar {
  const numbers = numbersIn([asTable(table)]);
  return numbers instanceof FormulaError ? numbers : sorted(numbers, whole(single(at), 1), largest);
}

function ranked([value, table, order]: readonly Value[]): Value {
  const number = toNumber(single(value));
  const numbers = numbersIn([asTable(table)]);
  if (number instanceof FormulaError || numbers instanceof FormulaError) return wrongValue;
  const upward = whole(single(order), 0) !== 0;
  return numbers.filter((one) => (upward ? one < number : one > number)).length + 1;
}
