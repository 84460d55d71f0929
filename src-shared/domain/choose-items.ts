import { groupingKey } from './normal.ts';
import { hasSection } from './sections.ts';
import type { Failure } from '../failures/failures.ts';
import type { ItemSheet } from './item.ts';
import { err, ok, type Result } from './result.ts';

/** What choosing asks of an item, whatever form it is of. */
type Named = Pick<ItemSheet, 'no' | 'sheet'>;
type Placed = Pick<ItemSheet, 'no' | 'sections'>;

/**
 * Items by a list such as `1-5,8`: numbers as they stand on the sheets, ranges of whole numbers, or sheet names. Each
 * item once, in the order of the list. Fails with `unknown-item` for an entry that names none.
 */
export function chooseItems<T extends Named>(items: readonly T[], list: string): Result<readonly T[], Failure> {
  const chosen: T[] = [];
  for (const entry of list.normalize('NFKC').split(/[,、，\n]/u)) {
    const wanted = groupingKey(entry);
    if (wanted === '') continue;
    const found = matching(items, wanted);
    if (found.length === 0) return err({ kind: 'unknown-item', reason: 'none', values: { no: entry.trim() } });
    chosen.push(...found.filter((item) => !chosen.includes(item)));
  }
  return ok(chosen);
}

function matching<T extends Named>(items: readonly T[], wanted: string): readonly T[] {
  const exact = items.filter((item) => groupingKey(item.no) === wanted || groupingKey(item.sheet) === wanted);
  if (exact.length > 0) return exact;
  const range = /^(\d+)[-~〜–−](\d+)$/u.exec(wanted);
  if (range === null) return [];
  const [first, last] = [Number(range[1]), Number(range[2])];
  return items.filter((item) => {
    const no = groupingKey(item.no);
    return /^\d+$/u.test(no) && Number(no) >= first && Number(no) <= last;
  });
}

/** Items that a section answers for or takes part in, by its name in any width. */
export const ofSection = <T extends Placed>(items: readonly T[], section: string): readonly T[] =>
  items.filter((item) => hasSection(item.sections, section));

/** Items of a group (`groupOf` names it), by its text in any width or by the beginning of it (`重点改革項目Ⅰ`); '' stands for those without. */
export function ofGroup<T>(items: readonly T[], name: string, groupOf: (item: T) => string): readonly T[] {
  const wanted = groupingKey(name);
  const key = (item: T): string => groupingKey(groupOf(item));
  if (wanted === '') return items.filter((item) => key(item) === '');
  const exact = items.filter((item) => key(item) === wanted);
  return exact.length > 0 ? exact : items.filter((item) => key(item).startsWith(wanted));
}

export const itemOrders = ['sheet', 'no', 'section'] as const;
export type ItemOrder = (typeof itemOrders)[number];

const numeric = new Intl.Collator('ja', { numeric: true });

/** Items as they come in the workbook, by number, or by lead section and number; those without either come last. */
export function inOrder<T extends Placed>(items: readonly T[], order: ItemOrder): readonly T[] {
  const no = (item: T): string => groupingKey(item.no) || '\uffff';
  const lead = (item: T): string => item.sections.find((section) => section.lead)?.name ?? '\uffff';
  switch (order) {
    case 'sheet':
      return items;
    case 'no':
      return items.toSorted((a, b) => numeric.compare(no(a), no(b)));
    case 'section':
      return items.toSorted((a, b) => numeric.compare(lead(a), lead(b)) || numeric.compare(no(a), no(b)));
  }
}
