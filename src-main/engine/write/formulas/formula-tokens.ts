import {
  columnName,
  maxColumn,
  maxRow,
  packedAddress,
  parseArea,
  unpackAddress,
  type Area,
} from '../../book/address.ts';

/** A piece of a formula (ECMA-376 part 1, 18.17.2); the pieces joined are the formula again. */
export type FormulaToken =
  | { readonly kind: 'string'; readonly raw: string; readonly value: string }
  | { readonly kind: 'number'; readonly raw: string }
  /** `Sheet1!`, `'No.1'!`, `'A:C'!`; `book` for `[1]Sheet1!`. */
  | { readonly kind: 'sheet'; readonly raw: string; readonly sheet: string; readonly book: boolean }
  | { readonly kind: 'reference'; readonly raw: string; readonly area: Area }
  /** A name in front of `(`, in capitals. */
  | { readonly kind: 'function'; readonly raw: string; readonly name: string }
  | { readonly kind: 'name'; readonly raw: string }
  | { readonly kind: 'structured'; readonly raw: string }
  | { readonly kind: 'error'; readonly raw: string }
  | { readonly kind: 'blank'; readonly raw: string }
  | { readonly kind: 'operator'; readonly raw: string };

/** Beyond ASCII everything counts as part of a name, as in `数量` or `第1期`. */
const word = String.raw`[\w.\\?\u0080-\uffff]`;
const grammar = new RegExp(
  [
    String.raw`(?<string>"(?:[^"]|"")*"?)`,
    String.raw`(?<quoted>'(?:[^']|'')*'!)`,
    // A name that reads as a cell is quoted, so that `Sheet1!C10:Sheet1!C12` is no name of two sheets.
    String.raw`(?<sheet>(?!\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}:)(?:\[[^\[\]]*\])?${word}+(?::${word}+)?!)`,
    String.raw`(?<structured>\[(?:[^\[\]']|'[\s\S]|\[(?:[^\[\]']|'[\s\S])*\])*\]?)`,
    String.raw`(?<reference>\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?!${word}|\()|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?!${word}|[(!])|\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}(?!${word}))`,
    String.raw`(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)`,
    String.raw`(?<error>#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA))`,
    String.raw`(?<name>[A-Za-z_\\\u0080-\uffff]${word}*)`,
    String.raw`(?<blank>\s+)`,
    String.raw`(?<operator><=|>=|<>|[\s\S])`,
  ].join('|'),
  'y',
);

/** Takes a formula without `=` apart. Never fails: what it does not know becomes operators of one character. */
export function tokenizeFormula(formula: string): readonly FormulaToken[] {
  const tokens: FormulaToken[] = [];
  grammar.lastIndex = 0;
  for (let m = grammar.exec(formula); m !== null; m = grammar.exec(formula)) {
    tokens.push(toToken(m[0], m.groups ?? {}, formula[grammar.lastIndex] === '('));
    if (grammar.lastIndex >= formula.length) break;
  }
  return tokens;
}

function toToken(raw: string, groups: Readonly<Record<string, string | undefined>>, called: boolean): FormulaToken {
  if (groups['string'] !== undefined) {
    return { kind: 'string', raw, value: raw.slice(1, raw.endsWith('"') ? -1 : undefined).replaceAll('""', '"') };
  }
  if (groups['quoted'] !== undefined || groups['sheet'] !== undefined) {
    const sheet = groups['quoted'] === undefined ? raw.slice(0, -1) : raw.slice(1, -2).replaceAll("''", "'");
    return { kind: 'sheet', raw, sheet, book: sheet.includes('[') };
  }
  if (groups['structured'] !== undefined) return { kind: 'structured', raw };
  if (groups['reference'] !== undefined) {
    const area = areaOf(raw);
    return area ? { kind: 'reference', raw, area } : { kind: 'name', raw };
  }
  if (groups['number'] !== undefined) return { kind: 'number', raw };
  if (groups['error'] !== undefined) return { kind: 'error', raw };
  if (groups['name'] !== undefined) {
    return called
      ? { kind: 'function', raw, name: raw.toUpperCase().replace(/^_XL(?:FN|WS)\./, '') }
      : { kind: 'name', raw };
  }
  return groups['blank'] === undefined ? { kind: 'operator', raw } : { kind: 'blank', raw };
}

/** Most references are single cells, for which `parseArea` would do needless work. */
function areaOf(raw: string): Area | undefined {
  const packed = raw.includes(':') ? -1 : packedAddress(raw, 0, raw.length);
  if (packed < 0) return parseArea(raw);
  const { row, column } = unpackAddress(packed);
  return { top: row, left: column, bottom: row, right: column };
}

/**
 * A formula as it reads when its cell moves by `rows` and `columns`: relative references move along, as the followers
 * of a shared formula have it (ECMA-376 part 1, 18.3.1.40). References wrap around at the sheet's edges.
 */
export const moveFormula = (formula: string, rows: number, columns: number): string =>
  tokenizeFormula(formula)
    .map((one) => (one.kind === 'reference' ? moveReference(one.raw, rows, columns) : one.raw))
    .join('');

const moveReference = (reference: string, rows: number, columns: number): string =>
  reference.replace(/(\$?)([A-Za-z]+)|(\$?)(\d+)/g, (all, fixedColumn, letters, fixedRow, digits) => {
    if (fixedColumn === '$' || fixedRow === '$') return all;
    if (letters !== undefined) return columnName(wrap(columnNumber(letters) + columns, maxColumn));
    return String(wrap(Number(digits) + rows, maxRow));
  });

const columnNumber = (letters: string): number =>
  Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

const wrap = (value: number, limit: number): number => ((((value - 1) % limit) + limit) % limit) + 1;
