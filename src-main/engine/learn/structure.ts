import type { BoxSeen } from './evidence.ts';
import type { GridCell } from './grid.ts';
import { keyOfLabel } from './group.ts';

/** A stretch of the sheet under (or beside) one heading. */
export interface BlockPlan {
  readonly heading: GridCell | undefined;
  /** Headings of further blocks like this one, in order. */
  readonly repeats: readonly GridCell[];
  readonly tables: readonly TablePlan[];
  /** Boxes that stand alone beside or under their label. */
  readonly singles: readonly BoxSeen[];
}

/** Boxes in columns under headings; `lines` are their row labels where they have some. */
export interface TablePlan {
  readonly headings: readonly (readonly GridCell[])[];
  readonly lines: readonly (readonly GridCell[])[];
  /** By record, line and column; `undefined` where no box stands. */
  readonly records: readonly RecordPlan[];
  /** Columns with one box a record. */
  readonly whole: ReadonlySet<number>;
}

export interface RecordPlan {
  /** By line, then column. A record without lines has one. */
  readonly cells: readonly (readonly (BoxSeen | undefined)[])[];
}

export function blocksOf(seen: readonly BoxSeen[]): readonly BlockPlan[] {
  const blocks: { heading: GridCell | undefined; boxes: BoxSeen[] }[] = [{ heading: undefined, boxes: [] }];
  for (const one of seen.toSorted((a, b) => order(a.box.cell, b.box.cell))) {
    const heading = headingOf(one);
    const known = blocks.find((block) => block.heading === heading);
    if (known) known.boxes.push(one);
    else blocks.push({ heading, boxes: [one] });
  }
  const ordered = blocks.filter(({ boxes }) => boxes.length > 0);
  return joinRepeats(ordered).map(({ heading, boxes, repeats }) => ({ heading, repeats, ...split(boxes) }));
}

const order = (a: GridCell, b: GridCell): number => a.row - b.row || a.column - b.column;

/** A heading that is also the label of its only boxes begins no block of its own. */
function headingOf({ box }: BoxSeen): GridCell | undefined {
  if (box.block === undefined) return undefined;
  return box.rows.at(-1) === box.block || box.heads.at(-1) === box.block ? undefined : box.block;
}

interface Joined {
  readonly heading: GridCell | undefined;
  readonly boxes: readonly BoxSeen[];
  readonly repeats: readonly GridCell[];
}

/** Blocks with the same heading and the same boxes are one that repeats: `成果目標` three times, `A．…` `B．…`. */
function joinRepeats(blocks: readonly { heading: GridCell | undefined; boxes: BoxSeen[] }[]): readonly Joined[] {
  const joined: { heading: GridCell | undefined; boxes: BoxSeen[]; repeats: GridCell[]; words: string }[] = [];
  for (const { heading, boxes } of blocks) {
    const words = boxWords(boxes);
    const first =
      heading &&
      joined.find((one) => one.heading && keyOfLabel(one.heading) === keyOfLabel(heading) && one.words === words);
    if (first && heading) first.repeats.push(heading);
    else joined.push({ heading, boxes, repeats: [], words });
  }
  return joined;
}

/** What a block's boxes are called, however many rows of them stand there. */
const boxWords = (boxes: readonly BoxSeen[]): string =>
  [...new Set(boxes.map(({ box }) => [...box.rows, ...box.heads].map(keyOfLabel).join('/')))].toSorted().join('\n');

/** Tables are told by the row in which their headings end. */
function split(boxes: readonly BoxSeen[]): { tables: readonly TablePlan[]; singles: readonly BoxSeen[] } {
  const byHead = new Map<number, BoxSeen[]>();
  const singles: BoxSeen[] = [];
  for (const one of boxes) {
    const head = one.box.heads.at(-1);
    if (head === undefined || one.box.right !== undefined) singles.push(one);
    else byHead.set(head.bottom, [...(byHead.get(head.bottom) ?? []), one]);
  }
  const tables: TablePlan[] = [];
  for (const members of byHead.values()) {
    const { tables: found, rest } = tablesOf(members);
    tables.push(...found);
    singles.push(...rest);
  }
  return { tables, singles: singles.toSorted((a, b) => order(a.box.cell, b.box.cell)) };
}

function tablesOf(members: readonly BoxSeen[]): { tables: readonly TablePlan[]; rest: readonly BoxSeen[] } {
  const crossed = members.filter(({ box }) => box.rows.length > 0);
  const under = members.filter(({ box }) => box.rows.length === 0);
  const rest: BoxSeen[] = [];
  const tables: TablePlan[] = [];
  const records = recordsWithout(under, crossed);
  const took = new Set<BoxSeen>();
  for (const some of numberedApart(crossed).flatMap(besideApart)) {
    const table = crossedTable(some, records === undefined ? under : []);
    if (table === undefined) rest.push(...some);
    else tables.push(table.plan);
    for (const one of table?.took ?? []) took.add(one);
  }
  if (records !== undefined) tables.push(records);
  else rest.push(...under.filter((one) => !took.has(one)));
  return { tables, rest };
}

/** Lines whose labels count (`個表1`, `個表2`) are records of their own: another sheet may have more of them. */
function numberedApart(crossed: readonly BoxSeen[]): readonly (readonly BoxSeen[])[] {
  const keyOf = ({ box }: BoxSeen) => box.rows.map(keyOfLabel).join('/');
  const rows = new Map<string, Set<number>>();
  for (const one of crossed) {
    const key = keyOf(one);
    if (isCounted(key)) rows.set(key, (rows.get(key) ?? new Set()).add(one.box.cell.row));
  }
  const counted = [...rows].flatMap(([key, set]) => (set.size > 1 ? [key] : []));
  return [
    ...counted.map((key) => crossed.filter((one) => keyOf(one) === key)),
    crossed.filter((one) => !counted.includes(keyOf(one))),
  ].filter((some) => some.length > 0);
}

/** Tables that stand side by side under headings of one row share neither lines nor columns. */
function besideApart(crossed: readonly BoxSeen[]): readonly (readonly BoxSeen[])[] {
  const apart: { ids: Set<string>; boxes: BoxSeen[] }[] = [];
  for (const one of crossed) {
    const ids = [`r${idOf(one.box.rows)}`, `c${idOf(one.box.heads)}`];
    const meet = apart.filter((other) => ids.some((id) => other.ids.has(id)));
    const [first = { ids: new Set<string>(), boxes: [] }, ...others] = meet;
    if (meet.length === 0) apart.push(first);
    for (const other of others) {
      for (const id of other.ids) first.ids.add(id);
      first.boxes.push(...other.boxes);
      apart.splice(apart.indexOf(other), 1);
    }
    for (const id of ids) first.ids.add(id);
    first.boxes.push(one);
  }
  const parts = apart.map(({ boxes }) => boxes.toSorted((a, b) => order(a.box.cell, b.box.cell)));
  // What is too small for a table stays with the rest.
  return parts.every(({ length }) => length >= 4) ? parts : [crossed];
}

/** A label that differs from its like by a number, not by a year. */
export const isCounted = (key: string): boolean => key.replaceAll('#year', '').includes('#');

const idOf = (cells: readonly GridCell[]): string => cells.map(({ row, column }) => `${row} ${column}`).join('/');

/** Row labels × headings; boxes without a row label that stand once a record join as whole columns. */
function crossedTable(
  crossed: readonly BoxSeen[],
  under: readonly BoxSeen[],
): { plan: TablePlan; took: ReadonlySet<BoxSeen> } | undefined {
  const lines = distinct(crossed.map(({ box }) => box.rows));
  const columns = distinct(crossed.map(({ box }) => box.heads)).toSorted((a, b) => order(last(a), last(b)));
  if (
    crossed.length < (isCounted(lines.map((rows) => rows.map(keyOfLabel).join('/')).join()) ? 2 : 3) ||
    lines.length * columns.length > crossed.length * 3
  )
    return undefined;
  const period = periodOf(lines);
  const repeats = lines.length / period;
  const took = new Set<BoxSeen>();
  const wholes = repeats > 1 ? wholeColumns(under, lines, period) : [];
  const headings = [...wholes.map(({ heads }) => heads), ...columns].toSorted((a, b) => order(last(a), last(b)));
  const whole = new Set<number>();
  const records: RecordPlan[] = [];
  for (let r = 0; r < repeats; r += 1) {
    const ofRecord = lines.slice(r * period, (r + 1) * period);
    records.push({
      cells: ofRecord.map((rows, l) =>
        headings.map((heads, c) => {
          const column = wholes.find((one) => one.heads === heads);
          if (column === undefined)
            return crossed.find(({ box }) => idOf(box.rows) === idOf(rows) && idOf(box.heads) === idOf(heads));
          whole.add(c);
          const box = column.boxes[r];
          if (box !== undefined) took.add(box);
          return l === 0 ? box : undefined;
        }),
      ),
    });
  }
  return { plan: { headings, lines: lines.slice(0, period), records, whole }, took };
}

const last = (cells: readonly GridCell[]): GridCell => cells.at(-1) as GridCell;

function distinct(paths: readonly (readonly GridCell[])[]): (readonly GridCell[])[] {
  const known = new Map<string, readonly GridCell[]>();
  for (const path of paths) if (!known.has(idOf(path))) known.set(idOf(path), path);
  return [...known.values()];
}

/** After how many lines the same labels come again; all of them where they do not. */
function periodOf(lines: readonly (readonly GridCell[])[]): number {
  const keys = lines.map((rows) => rows.map(keyOfLabel).join('/'));
  for (let period = 1; period <= keys.length / 2; period += 1)
    if (keys.length % period === 0 && keys.every((key, i) => key === keys[i % period])) {
      if (keys.slice(0, period).every((key) => !key.includes('#year'))) return period;
    }
  return Math.max(1, keys.length);
}

interface WholeColumn {
  readonly heads: readonly GridCell[];
  readonly boxes: readonly BoxSeen[];
}

/** Columns whose boxes stand beside a whole record each. */
function wholeColumns(
  under: readonly BoxSeen[],
  lines: readonly (readonly GridCell[])[],
  period: number,
): readonly WholeColumn[] {
  const records = lines.length / period;
  const starts = Array.from({ length: records }, (_, r) => last(lines[r * period] as readonly GridCell[]).row);
  return distinct(under.map(({ box }) => box.heads)).flatMap((heads) => {
    const boxes = under.filter(({ box }) => idOf(box.heads) === idOf(heads));
    const fits = boxes.length === records && boxes.every(({ box }, r) => box.cell.row === starts[r]);
    return fits ? [{ heads, boxes }] : [];
  });
}

/** Rows of boxes under headings, none with a label of its own: records that repeat, or one row whose headings are years. */
function recordsWithout(under: readonly BoxSeen[], crossed: readonly BoxSeen[]): TablePlan | undefined {
  const headings = distinct(under.map(({ box }) => box.heads)).toSorted((a, b) => order(last(a), last(b)));
  const starts = [...new Set(under.map(({ box }) => box.cell.row))].toSorted((a, b) => a - b);
  if (headings.length < 2 || starts.length === 0) return undefined;
  const hasYears = headings.some((heads) => heads.some((cell) => keyOfLabel(cell).includes('#year')));
  if (starts.length < 2 && !hasYears) return undefined;
  const labelled = new Set(crossed.map(({ box }) => box.cell.row));
  if (starts.some((row) => labelled.has(row))) return undefined;
  const columns = headings.map((heads) => under.filter(({ box }) => idOf(box.heads) === idOf(heads)));
  // Every row has nearly every column; otherwise these are boxes of their own under labels.
  if (under.length < headings.length * starts.length * 0.7) return undefined;
  return {
    headings,
    lines: [],
    whole: new Set(),
    records: starts.map((row) => ({
      cells: [columns.map((column) => column.find(({ box }) => box.cell.row === row))],
    })),
  };
}
