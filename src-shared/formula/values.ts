/** What a formula works with: a number, a text, a truth value, an error (`#N/A`), a blank cell; or a table of these. */
export type Scalar = number | string | boolean | FormulaError | undefined;
export type Table = readonly (readonly Scalar[])[];
export type Value = Scalar | Table;

/** An error value as a cell shows it. */
export class FormulaError {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

/** A formula that cannot be worked out: what it names is not known here. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

export const isTable = (value: Value): value is Table => Array.isArray(value);
export const wrongValue = new FormulaError('#VALUE!');
export const divisionByZero = new FormulaError('#DIV/0!');
export const notAvailable = new FormulaError('#N/A');

/** The one value of a table of one; of a larger one its first. */
export const single = (value: Value): Scalar => (isTable(value) ? value[0]?.[0] : value);
export const flat = (value: Value): readonly Scalar[] => (isTable(value) ? value.flat() : [value]);

export function toNumber(value: Scalar): number | FormulaError {
  if (value instanceof FormulaError) return value;
  if (value === undefined) return 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = value.normalize('NFKC').trim().replaceAll(',', '');
  const percent = text.endsWith('%');
  const number = Number(percent ? text.slice(0, -1) : text);
  return text === '' || !Number.isFinite(number) ? wrongValue : percent ? number / 100 : number;
}

export function toText(value: Scalar): string | FormulaError {
  if (value instanceof FormulaError) return value;
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return typeof value === 'number' ? String(Number(value.toPrecision(15))) : value;
}

export function toTruth(value: Scalar): boolean | FormulaError {
  if (value instanceof FormulaError || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    const word = value.trim().toUpperCase();
    return word === 'TRUE' ? true : word === 'FALSE' ? false : wrongValue;
  }
  return (value ?? 0) !== 0;
}

const rank = (value: Scalar): number => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);

/** Order of two values: numbers before texts before truth values; texts whatever their case. A blank is zero, nothing or false. */
export function ordered(a: Scalar, b: Scalar): number {
  const blank = (other: Scalar): Scalar => (typeof other === 'string' ? '' : typeof other === 'boolean' ? false : 0);
  const [x, y] = [a ?? blank(b), b ?? blank(a)];
  if (rank(x) !== rank(y)) return rank(x) - rank(y);
  if (typeof x === 'number' && typeof y === 'number')
    return Math.abs(x - y) < 1e-12 * Math.max(1, Math.abs(x)) ? 0 : x - y;
  const [one, other] = [String(x).toLowerCase(), String(y).toLowerCase()];
  return one === other ? 0 : one < other ? -1 : 1;
}
