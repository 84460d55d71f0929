import type { Check } from '../../../src-shared/form/description.ts';
import { tokenizeFormula, type FormulaToken } from '../write/formulas/formula-tokens.ts';
import type { BoxPath } from './describe-sheet.ts';
import type { BoxSeen } from './evidence.ts';
import type { GridCell, SheetGrid } from './grid.ts';

export type Identity = {
  readonly kind: 'sum' | 'difference' | 'ratio' | 'product' | 'mean';
  readonly cells: readonly GridCell[];
};

/** Rules that the formulas of a form's sheet keep, by the path templates of their boxes. */
export function formulaChecks(grid: SheetGrid, paths: ReadonlyMap<BoxSeen, BoxPath>): readonly Check[] {
  const byCell = new Map([...paths].map(([one, path]) => [one.box.cell, { one, path }]));
  const checks = new Map<string, Check>();
  for (const [cell, { path: total }] of byCell) {
    const identity = cell.formula === undefined ? undefined : identityOf(cell.formula, grid);
    if (identity === undefined) continue;
    const terms = identity.cells.map((term) => byCell.get(term)?.path);
    if (terms.length === 0 || terms.some((term) => term === undefined)) continue;
    const known = terms as readonly BoxPath[];
    if (!holdsEverywhere(total, known)) continue;
    const unique =
      identity.kind === 'sum' || identity.kind === 'mean'
        ? [...new Set(known.map(({ path }) => path))]
        : known.map(({ path }) => path);
    if (unique.includes(total.path)) continue;
    const check: Check = { kind: identity.kind, total: total.path, terms: unique };
    checks.set(JSON.stringify(check), check);
  }
  return [...checks.values()];
}

/** Placeholders of the total mean the same in the terms: the same year's column, the same record. */
function holdsEverywhere(total: BoxPath, terms: readonly BoxPath[]): boolean {
  const sameYear =
    !total.path.includes('{year}') ||
    terms.every((term) => !term.path.includes('{year}') || term.column === total.column);
  const sameRow =
    !total.path.includes('{row}') ||
    terms.every((term) => !term.path.includes('{row}') || term.record === total.record);
  return sameYear && sameRow;
}

/** What a formula adds, takes away or divides; `undefined` for what it is not sure of. A test for blanks around it does not matter. */
function identityOf(formula: string, grid: SheetGrid): Identity | undefined {
  let tokens = tokenizeFormula(formula).filter(({ kind }) => kind !== 'blank');
  tokens = unwrapped(tokens);
  if (tokens.some(({ kind }) => kind === 'sheet' || kind === 'name' || kind === 'structured')) return undefined;
  const first = tokens[0];
  if (first?.kind === 'function' && (first.name === 'SUM' || first.name === 'AVERAGE') && closes(tokens)) {
    const cells = areaCells(tokens.slice(2, -1), grid);
    return cells === undefined || cells.length < 2 ? undefined : { kind: first.name === 'SUM' ? 'sum' : 'mean', cells };
  }
  return arithmetic(tokens, grid);
}

/** The part of `IF(test, "", x)` and `IFERROR(x, "")` that counts. */
function unwrapped(tokens: readonly FormulaToken[]): FormulaToken[] {
  const first = tokens[0];
  if (first?.kind !== 'function' || !closes(tokens)) return [...tokens];
  const inner = argumentsOf(tokens.slice(2, -1));
  if (first.name === 'IF' && inner.length === 3) {
    const value = inner.slice(1).filter((one) => one.some(({ kind }) => kind === 'reference'));
    return value.length === 1 ? unwrapped(value[0] as FormulaToken[]) : [...tokens];
  }
  if (first.name === 'IFERROR' || first.name === 'ROUND' || first.name === 'ROUNDDOWN')
    return unwrapped(inner[0] ?? []);
  return [...tokens];
}

/** The brackets behind the first function end with the formula. */
function closes(tokens: readonly FormulaToken[]): boolean {
  let depth = 0;
  for (const [i, { raw }] of tokens.entries()) {
    if (raw === '(') depth += 1;
    if (raw === ')') depth -= 1;
    if (depth === 0 && i > 0) return i === tokens.length - 1;
  }
  return false;
}

function argumentsOf(tokens: readonly FormulaToken[]): FormulaToken[][] {
  const all: FormulaToken[][] = [[]];
  let depth = 0;
  for (const one of tokens) {
    if (one.raw === '(') depth += 1;
    if (one.raw === ')') depth -= 1;
    if (one.raw === ',' && depth === 0) all.push([]);
    else (all.at(-1) as FormulaToken[]).push(one);
  }
  return all;
}

/** Cells of references and ranges, each box once. */
function areaCells(tokens: readonly FormulaToken[], grid: SheetGrid): GridCell[] | undefined {
  const cells: GridCell[] = [];
  for (const argument of argumentsOf(tokens)) {
    const [from, colon, to] = argument;
    if (from?.kind !== 'reference') return undefined;
    const end = colon?.raw === ':' && to?.kind === 'reference' ? to.area : from.area;
    if (argument.length !== (end === from.area ? 1 : 3)) return undefined;
    for (let row = from.area.top; row <= end.bottom; row += 1)
      for (let column = from.area.left; column <= end.right; column += 1) {
        const cell = grid.at(row, column);
        if (cell !== undefined && !cells.includes(cell)) cells.push(cell);
      }
  }
  return cells;
}

/** `a+b`, `a-b-c`, `a/b`, `a*b`. */
function arithmetic(tokens: readonly FormulaToken[], grid: SheetGrid): Identity | undefined {
  const cells: GridCell[] = [];
  const signs = new Set<string>();
  for (const [i, one] of tokens.entries()) {
    if (i % 2 === 1) {
      if (!['+', '-', '*', '/'].includes(one.raw)) return undefined;
      signs.add(one.raw);
      continue;
    }
    if (one.kind !== 'reference') return undefined;
    const cell = grid.at(one.area.top, one.area.left);
    if (cell === undefined) return undefined;
    cells.push(cell);
  }
  const [sign] = signs;
  if (signs.size !== 1 || cells.length < 2 || tokens.length % 2 === 0) return undefined;
  if (sign === '+') return { kind: 'sum', cells };
  if (sign === '-') return { kind: 'difference', cells };
  if (sign === '*') return { kind: 'product', cells };
  return cells.length === 2 ? { kind: 'ratio', cells } : undefined;
}
