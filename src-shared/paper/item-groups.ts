import { groupingKey } from '../domain/normal.ts';
import type { ItemSheet } from '../domain/item.ts';
import { mainGroupOf } from '../form/roles.ts';
import { leadOf, oneLine } from './item-list.ts';

/** What the dividers of a booklet stand before: the items of a pillar, those of a lead section, or none. */
export const dividerKinds = ['pillar', 'section', 'none'] as const;
export type DividerKind = (typeof dividerKinds)[number];

/** Items that go together, in the order in which their groups first come; `name` is '' for those without one. */
export interface ItemGroup {
  readonly name: string;
  readonly items: readonly ItemSheet[];
}

const names: Readonly<Record<DividerKind, (item: ItemSheet) => string>> = {
  pillar: (item) => oneLine(mainGroupOf(item)),
  section: (item) => leadOf(item).trim(),
  none: () => '',
};

/** Items by pillar or by lead section, whatever the width of its letters. */
export function groupItems(items: readonly ItemSheet[], by: DividerKind): readonly ItemGroup[] {
  const groups = new Map<string, { name: string; items: ItemSheet[] }>();
  for (const item of items) {
    const name = names[by](item);
    const group = groups.get(groupingKey(name)) ?? { name, items: [] };
    group.items.push(item);
    groups.set(groupingKey(name), group);
  }
  return [...groups.values()];
}

/** Plans are bound by pillar; by section where the form has no pillars. */
export const usualDividers = (items: readonly ItemSheet[]): DividerKind =>
  items.some((item) => names.pillar(item) !== '') ? 'pillar' : 'section';
