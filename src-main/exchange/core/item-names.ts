import { groupingKey } from '../../../src-shared/domain/normal.ts';
import { itemName, shownItemName } from '../../../src-shared/domain/item-name.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';

/**
 * What items are called within one workbook, each otherwise: their sheet, in a list the list and their number, with title and count
 * where numbers repeat. Rows may move, and are called the same.
 */
export function itemNames(items: readonly ItemSheet[]): readonly string[] {
  const plain = items.map((item) => shownItemName(itemName(item)));
  const titled = items.map(({ fields }, i) => `${plain[i]} ${groupingKey(fields['title']?.text ?? '')}`);
  const [samePlain, sameTitled] = [repeated(plain), repeated(titled)];
  const counts = new Map<string, number>();
  return items.map(({ row }, i) => {
    const [name, long] = [plain[i] as string, titled[i] as string];
    if (row === undefined || !samePlain.has(name)) return name;
    if (!sameTitled.has(long)) return long;
    counts.set(long, (counts.get(long) ?? 0) + 1);
    return `${long} (${counts.get(long)})`;
  });
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
