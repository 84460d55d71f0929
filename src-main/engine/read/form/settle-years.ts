import type { FiscalYear } from '../../../../src-shared/domain/fields.ts';
import type { CellTable } from '../../book/cell-table.ts';
import type { FoundLabel, LabelHit } from './label-hit.ts';
import { yearRows } from './year-rows.ts';
import { isHalf, yearOfNumber, yearsOfNumber, type BareYear, type YearColumn, type YearLabel } from './year-label.ts';

/** A cell whose text may be a year's bare name. */
export interface FoundBareYear {
  readonly cell: number;
  readonly year: BareYear;
  /** What the text is where it names no year. */
  readonly otherwise?: LabelHit | undefined;
}

/** Columns of years that a form may have beside each other: plans and results of ten years. */
const mostYears = 20;
/** Rows that labels of a form stand in; it has about 15. */
const fewestRows = 4;

/** One of several years in a row or column. */
interface Member {
  readonly cell: number;
  readonly row: number;
  readonly column: number;
  readonly year: FiscalYear | undefined;
  readonly number: number;
  readonly holds: YearColumn;
  readonly bare: boolean;
}

/**
 * Settles which year a heading means where its text alone does not say it: `26年度` has the era of the years around it, and
 * a bare name (`H25`, `2013`, `25`) is a heading only in a row or column of consecutive years over the form's boxes. Gives
 * the labels with those headings among them, in the order of the cells.
 */
export function settleYears(
  found: readonly FoundLabel[],
  bare: readonly FoundBareYear[],
  cells: CellTable,
): FoundLabel[] {
  const settled = withEras(found);
  if (bare.length === 0) return settled;
  const known = knownYears(settled);
  const taken = standsInRows(settled, cells) ? bareHeadings(settled, bare, cells, known) : new Map<number, YearLabel>();
  const all = [...known, ...[...taken.values()].map(({ year }) => year)];
  const more = bare.flatMap(({ cell, year, otherwise }): FoundLabel[] => {
    const label = taken.get(cell) ?? afterPeriod(year, all);
    const hit = label ? ({ kind: 'year', label } as const) : otherwise;
    return hit ? [{ cell, hit }] : [];
  });
  return more.length === 0 ? settled : [...settled, ...more].sort((a, b) => a.cell - b.cell);
}

/** Labels stand in several rows, as on a form; those of a list of items stand over its columns. */
function standsInRows(found: readonly FoundLabel[], cells: CellTable): boolean {
  return new Set(found.flatMap(({ cell, hit }) => (hit.kind === 'label' ? [cells.row[cell]] : []))).size >= fewestRows;
}

/** The bare names that are headings, by their cells. */
function bareHeadings(
  settled: readonly FoundLabel[],
  bare: readonly FoundBareYear[],
  cells: CellTable,
  known: readonly FiscalYear[],
): Map<number, YearLabel> {
  const named = settled.flatMap(({ cell, hit }): Member[] =>
    hit.kind === 'year'
      ? [memberAt(cells, cell, { year: hit.label.year, number: hit.label.year, column: hit.label.column }, false)]
      : [],
  );
  const members = [...named, ...bare.map(({ cell, year }) => memberAt(cells, cell, year, true))];
  const isYearRow = yearRows(cells, settled);
  const taken = new Map<number, YearLabel>();
  for (const across of [true, false]) {
    for (const whole of runsOf(members, across, settled, cells)) {
      // A figure beside the headings may count on with them.
      for (const run of partsOf(whole)) {
        const years = yearsOf(run, known);
        if (years === undefined || !isWhole(run, years)) continue;
        if (!isYearRow({ across, holds: run[0]?.holds ?? 'plain', cells: run, named: members })) continue;
        run.forEach(({ cell, bare: isBare, holds }, i) => {
          if (isBare && !taken.has(cell)) taken.set(cell, { year: years[i] as number, column: holds, before: 0 });
        });
        break;
      }
    }
  }
  return taken;
}

/** `27以降` where the year before has a heading. */
function afterPeriod({ year, number, column }: BareYear, all: readonly FiscalYear[]): YearLabel | undefined {
  const after = column === 'after' ? (year ?? yearsOfNumber(number).find((one) => all.includes(one - 1))) : undefined;
  return after !== undefined && all.includes(after - 1) ? { year: after, column: 'after', before: 0 } : undefined;
}

const knownYears = (found: readonly FoundLabel[]): FiscalYear[] =>
  found.flatMap(({ hit }) => (hit.kind === 'year' && hit.label.before !== undefined ? [hit.label.year] : []));

/** `26年度`: the year of that number nearest to the year before it, or to the first that is named with its era. */
function withEras(found: readonly FoundLabel[]): FoundLabel[] {
  let last: FiscalYear | undefined = knownYears(found)[0];
  return found.map((one) => {
    if (one.hit.kind !== 'year') return one;
    const { label } = one.hit;
    const year = label.before === undefined ? yearOfNumber(label.year, last) : label.year;
    last = year;
    return label.before === undefined
      ? { ...one, hit: { kind: 'year', label: { ...label, year, before: year - label.year } } }
      : one;
  });
}

const memberAt = (cells: CellTable, cell: number, { year, number, column }: BareYear, bare: boolean): Member => ({
  cell,
  row: cells.row[cell] as number,
  column: cells.column[cell] as number,
  year,
  number,
  holds: column,
  bare,
});

const isYear = ({ year, number }: Member, candidate: FiscalYear): boolean =>
  year === undefined ? yearsOfNumber(number).includes(candidate) : year === candidate;

/** 計画 and 実績 (or 上半期 and 下半期) of one year stand beside each other; other headings count on by one. */
const steps = (a: Member, b: Member): readonly number[] =>
  a.holds === 'plain' ? [1] : a.holds === b.holds ? [1] : [0, 1];

/** Each year has as many columns as the first: 「1 計画」「2 実績」 are no years. */
function isWhole(run: readonly Member[], years: readonly FiscalYear[]): boolean {
  const counts = [...new Set(years)].map((year) => years.filter((one) => one === year).length);
  return (
    counts.every((count) => count === counts[0]) && new Set(run.map(({ holds }) => holds)).size <= (counts[0] ?? 0)
  );
}

/** Numbers count on; a new era begins with 1 (or 2, where its first year has the old era's number). */
const goesOn = (before: Member, { number, year }: Member, step: number): boolean =>
  year !== undefined || before.number > 1000 || number === before.number + step || (number <= 2 && before.number > 10);

const mayFollow = (a: Member, b: Member): boolean =>
  a.year === undefined && b.year === undefined
    ? steps(a, b).some((step) => goesOn(a, b, step))
    : yearsOf([a, b], []) !== undefined;

const isOfKind = (a: Member, b: Member): boolean =>
  (a.holds === 'plain') === (b.holds === 'plain') && isHalf(a.holds) === isHalf(b.holds);

/** Two or more years of one kind that follow each other in a row (or column) with no label between them. */
function runsOf(
  members: readonly Member[],
  across: boolean,
  found: readonly FoundLabel[],
  cells: CellTable,
): Member[][] {
  const line = across ? ('row' as const) : ('column' as const);
  const place = across ? ('column' as const) : ('row' as const);
  const lines = new Map<number, Member[]>();
  for (const member of members)
    if (member.holds !== 'after') lines.set(member[line], [...(lines.get(member[line]) ?? []), member]);
  const runs: Member[][] = [];
  for (const [at, list] of lines) {
    if (list.length < 2 || !list.some(({ bare }) => bare)) continue;
    const labels = found.flatMap(({ cell, hit }) =>
      hit.kind === 'label' && cells[line][cell] === at ? [cells[place][cell] as number] : [],
    );
    let run: Member[] = [];
    for (const member of list.toSorted((a, b) => a[place] - b[place])) {
      const last = run.at(-1);
      const isNext =
        last !== undefined &&
        isOfKind(last, member) &&
        mayFollow(last, member) &&
        !labels.some((label) => label > last[place] && label < member[place]);
      if (isNext) run.push(member);
      else runs.push((run = [member]));
    }
  }
  return runs.filter((run) => run.length > 1 && run.some(({ bare }) => bare));
}

/** A run and what is left of it without its first or last ones, the longest first; of one that is too long for years none. */
function partsOf(run: readonly Member[]): (readonly Member[])[] {
  if (run.length > mostYears) return [];
  const parts: (readonly Member[])[] = [];
  for (let length = run.length; length > 1; length -= 1) {
    for (let from = run.length - length; from >= 0; from -= 1) parts.push(run.slice(from, from + length));
  }
  return parts.filter((part) => part.some(({ bare }) => bare));
}

/** The years of a run, nearest to those that are known; `undefined` where they do not follow each other. */
function yearsOf(run: readonly Member[], known: readonly FiscalYear[]): FiscalYear[] | undefined {
  const first = run[0] as Member;
  const starts = first.year === undefined ? yearsOfNumber(first.number) : [first.year];
  const all = starts.flatMap((start) => {
    const years = [start];
    for (let i = 1; i < run.length; i += 1) {
      const [before, member] = [run[i - 1] as Member, run[i] as Member];
      const next = steps(before, member)
        .filter((step) => goesOn(before, member, step))
        .map((step) => (years[i - 1] as number) + step);
      const year = next.find((candidate) => isYear(member, candidate));
      if (year === undefined) return [];
      years.push(year);
    }
    return [years];
  });
  const distance = ([year = 0]: readonly FiscalYear[]): number =>
    known.length > 0
      ? Math.min(...known.map((one) => Math.abs(one - year)))
      : Math.abs(year - yearOfNumber(first.number, undefined));
  return all.toSorted((a, b) => distance(a) - distance(b))[0];
}
