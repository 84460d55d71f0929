import { groupingKey } from '../domain/normal.ts';

/** What an item still lacks at the present step. */
export interface MissingInput {
  readonly key: string;
  readonly section: string;
  /** Boxes that the step asks for, and those of them that are empty. */
  readonly due: number;
  readonly missing: number;
}

/** One section's part in a step. Keys of items. */
export interface MissingRow {
  readonly section: string;
  readonly items: readonly string[];
  /** Items without an empty box. */
  readonly complete: readonly string[];
  readonly incomplete: readonly string[];
  readonly due: number;
  readonly missing: number;
}

/** Empty boxes by the section that answers, the most first; sections alike keep the order of the plan. */
export function missingBySection(inputs: readonly MissingInput[]): readonly MissingRow[] {
  const rows = new Map<
    string,
    { section: string; items: string[]; complete: string[]; incomplete: string[]; due: number; missing: number }
  >();
  for (const { key, section, due, missing } of inputs) {
    const row = rows.get(groupingKey(section)) ?? {
      section,
      items: [],
      complete: [],
      incomplete: [],
      due: 0,
      missing: 0,
    };
    row.items.push(key);
    (missing > 0 ? row.incomplete : row.complete).push(key);
    row.due += due;
    row.missing += missing;
    rows.set(groupingKey(section), row);
  }
  return [...rows.values()].toSorted((a, b) => b.missing - a.missing);
}
