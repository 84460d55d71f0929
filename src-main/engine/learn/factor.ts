import type { Cell, Column, Line, Traits } from '../../../src-shared/form/description.ts';

type Name = keyof Traits;
const names = [
  'kind',
  'role',
  'stage',
  'unit',
  'choices',
  'marks',
  'blanks',
  'own',
  'year',
  'applies',
] as const satisfies readonly Name[];

/** The traits of a table's crossings, by line and column; `undefined` where no box stands. */
export type Crossings = readonly (readonly (Traits | undefined)[])[];

export interface Factored {
  readonly table: Traits;
  readonly columns: readonly Traits[];
  readonly lines: readonly Traits[];
  readonly cells: readonly { readonly line: number; readonly column: number; readonly traits: Traits }[];
}

/**
 * Says what crossings have in common once: at the table, else at its columns, else at its lines, else at each crossing.
 * A trait that only some crossings have is never said where it would reach the others: nothing can take it back.
 */
export function factor(crossings: Crossings, columnCount: number, whole: ReadonlySet<number> = new Set()): Factored {
  const table: Traits = {};
  const columns: Traits[] = Array.from({ length: columnCount }, () => ({}));
  const lines: Traits[] = crossings.map(() => ({}));
  const cells = new Map<string, { line: number; column: number; traits: Traits }>();
  for (const name of names) factorOne(name, crossings, { table, columns, lines, cells, whole });
  return { table, columns, lines, cells: [...cells.values()] };
}

interface Target {
  readonly table: Traits;
  readonly columns: readonly Traits[];
  readonly lines: readonly Traits[];
  readonly cells: Map<string, { line: number; column: number; traits: Traits }>;
  /** Columns with one box for all lines: theirs is said at the column. */
  readonly whole: ReadonlySet<number>;
}

const set = (traits: Traits, name: Name, value: unknown): void => {
  if (value !== undefined) (traits as Record<string, unknown>)[name] = value;
};

/** The one value of a list of boxes' traits; `false` where they differ. */
function common(name: Name, of: readonly (Traits | undefined)[]): { value: Traits[Name] } | false {
  const there = of.filter((traits) => traits !== undefined);
  const texts = new Set(there.map((traits) => JSON.stringify(traits[name]) ?? ''));
  return texts.size > 1 ? false : { value: there[0]?.[name] };
}

function factorOne(name: Name, crossings: Crossings, target: Target): void {
  const all = common(name, crossings.flat());
  if (all) return set(target.table, name, all.value);
  const columnOf = (c: number) => crossings.map((line) => line[c]);
  const byColumn = target.columns.map((_, c) => common(name, columnOf(c)));
  if (byColumn.every((one) => one !== false)) {
    for (const [c, one] of byColumn.entries()) set(target.columns[c] as Traits, name, one.value);
    return;
  }
  for (const c of target.whole) set(target.columns[c] as Traits, name, crossings[0]?.[c]?.[name]);
  const others = crossings.map((line) => line.filter((_, c) => !target.whole.has(c)));
  const byLine = others.map((line) => common(name, line));
  if (byLine.every((one) => one !== false)) {
    for (const [l, one] of byLine.entries()) set(target.lines[l] as Traits, name, one.value);
    return;
  }
  for (const [l, line] of crossings.entries())
    for (const [c, traits] of line.entries()) {
      const value = traits?.[name];
      if (value === undefined || target.whole.has(c)) continue;
      const key = `${l} ${c}`;
      const cell = target.cells.get(key) ?? { line: l, column: c, traits: {} };
      set(cell.traits, name, value);
      target.cells.set(key, cell);
    }
}

/** The cells of a description by the paths of its lines and columns. */
export const cellsOf = (factored: Factored, columns: readonly Column[], lines: readonly Line[]): readonly Cell[] =>
  factored.cells.map(({ line, column, traits }) => ({
    ...(lines.length === 0 ? {} : { line: (lines[line] as Line).path }),
    column: (columns[column] as Column).path,
    ...traits,
  }));
