import { foldLabel } from '../../../src-shared/form/fold.ts';
import type { GridCell } from './grid.ts';
import { keyOfLabel } from './group.ts';
import { labelText } from './label-words.ts';
import { PathBook, segment } from './paths.ts';
import type { TablePlan } from './structure.ts';
import { yearText } from './words.ts';

/** Row labels without the outer ones where the inner alone tell the lines apart. */
export function needed(lines: readonly (readonly GridCell[])[]): readonly (readonly GridCell[])[] {
  const inner = lines.map((cells) => foldLabel(labelText(cells.at(-1) as GridCell)));
  return new Set(inner).size === inner.length ? lines.map((cells) => cells.slice(-1)) : lines;
}

/** A line or column of a table: headings that differ in nothing but the year are one. */
export interface Entry {
  readonly key: string;
  readonly cells: readonly GridCell[];
  readonly members: number[];
  readonly path: string;
  readonly nth: number;
}

export function entries(paths: readonly (readonly GridCell[])[]): readonly Entry[] {
  const made: Entry[] = [];
  const counts = new Map<string, number>();
  const taken = new PathBook();
  for (const [i, cells] of paths.entries()) {
    const key = cells.map(keyOfLabel).join('/');
    const isYear = key.includes('#year');
    const same = isYear ? made.find((one) => one.key === key) : undefined;
    if (same) {
      same.members.push(i);
      continue;
    }
    const words = cells.map((cell) => foldLabel(labelText(cell))).join('/');
    const nth = (counts.get(words) ?? 0) + 1;
    counts.set(words, nth);
    const path = taken.take(cells.map(entryPath).join('.'));
    made.push({ key, cells, members: [i], path, nth });
  }
  return made;
}

/** `令和5年度` is `{year}`, `令和5年度実績` is `実績.{year}`. */
export function entryPath(cell: GridCell): string {
  const text = labelText(cell);
  if (!text.includes('{year}')) return segment(text);
  const rest = text.replace('{year}', '');
  return /[\p{L}\p{N}]/u.test(rest.normalize('NFKC')) ? `${segment(rest)}.{year}` : '{year}';
}

/** The words that a table without a block's name is known by. */
export function tableName(plan: TablePlan): string {
  const cells = plan.lines.length > 0 ? plan.lines[0] : plan.headings[0];
  const text = cells?.[0]?.text ?? 'table';
  return segment(yearText(text)?.pattern.replace('{year}', '') ?? text.replace(/[\d０-９]+$/u, ''));
}
