import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { matchItems, type ItemFacts } from '../../../src-shared/merge/items.ts';
import { factsOf, type Snapshot, type SnapshotItem } from './snapshot.ts';
import type { Memory } from './memory.ts';
import { titleIn } from '../../../src-shared/form/roles.ts';

/**
 * The ids that the plan folder knows the master's items by; the workbook itself gets them only with a save of the person's own.
 * An item keeps the id under which it was sent last: the master's sheet of the same number, name and title, else the one that
 * `matchItems` finds. A copy of a sheet is another item and gets none.
 */
export function knownItemIds(master: Snapshot, memory: Memory): readonly (string | undefined)[] {
  const ids = master.items.map((item) => item.id);
  const used = new Set(ids.filter((id) => id !== undefined));
  const latest = lastSent(memory, master.planId);
  const named = new Map<string, string[]>();
  for (const [id, item] of latest) named.set(nameOf(item), [...(named.get(nameOf(item)) ?? []), id]);
  const give = (index: number, id: string): void => {
    ids[index] = id;
    used.add(id);
  };
  for (const [index, item] of master.items.entries()) {
    const id = named.get(nameOf(item))?.find((one) => !used.has(one));
    if (ids[index] === undefined && id !== undefined) give(index, id);
  }
  const openPlaces = [...ids.keys()].filter((index) => ids[index] === undefined);
  const openItems = [...latest].filter(([id]) => !used.has(id));
  if (openPlaces.length === 0 || openItems.length === 0) return ids;
  const facts: readonly ItemFacts[] = openPlaces.map((index) => factsOf(master.items[index]!));
  for (const match of matchItems(
    facts,
    openItems.map(([, { no, sheet, texts, form }]) => ({ no, sheet, texts, ...(form === undefined ? {} : { form }) })),
  )) {
    if (match.status === 'matched' || match.status === 'renumbered')
      give(openPlaces[match.base]!, openItems[match.other]![0]);
  }
  return ids;
}

/** What an item was called when it was sent: together this names one sheet of a plan. */
const nameOf = (item: SnapshotItem): string =>
  [groupingKey(item.no), item.sheet, groupingKey(titleIn(item))].join('\0');

/** Every item that was ever sent, by its id, as it stood in the latest sending. */
function lastSent({ records, bases }: Memory, ownPlan: string | undefined): ReadonlyMap<string, SnapshotItem> {
  const sent = records.find((record) => record.kind === 'sent');
  const plan = ownPlan ?? (sent?.kind === 'sent' ? sent.planId : undefined);
  const order = new Map(
    records
      .flatMap((record) => (record.kind === 'sent' ? [[record.id, record.absorbs.length, record.at] as const] : []))
      // What a sending had taken in tells which came later; clocks only decide between equals.
      .sort((a, b) => a[1] - b[1] || (a[2] < b[2] ? -1 : 1))
      .map(([id], index) => [id, index + 1] as const),
  );
  const found = new Map<string, SnapshotItem>();
  const sorted = [...bases].sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0) || (a < b ? -1 : 1));
  for (const [, { planId, items }] of sorted) {
    // A file of another plan that was handed in is archived with its base too.
    if (plan !== undefined && planId !== undefined && planId !== plan) continue;
    for (const item of items) if (item.id !== undefined) found.set(item.id, item);
  }
  return found;
}
