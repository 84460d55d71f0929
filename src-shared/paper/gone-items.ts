import type { ItemSheet } from '../domain/item.ts';
import { earlierOf } from './comparison.ts';
import { leadOf, oneLine } from './item-list.ts';
import { ownSheet } from './own-paper.ts';
import type { SheetGeometry } from './sheet.ts';
import { titleOf } from '../form/roles.ts';

/** Items of an earlier version that are in the plan no more, in their order; `all` are today's items, hidden ones too. */
export function goneItems(all: readonly ItemSheet[], earlier: readonly ItemSheet[]): readonly ItemSheet[] {
  const there = new Set(all.map((item) => earlierOf(item, earlier)));
  return earlier.filter((item) => !item.hidden && !there.has(item));
}

/** An item that is gone, and its pages (`12～13`) in the booklet that was handed out; no pages for a paper that replaces none. */
export interface GoneItem {
  readonly item: ItemSheet;
  readonly pages?: string;
}

/** なくなった個票: what to take out of a booklet, since no changed sheet says so. `earlier` is the version's name. */
export function goneSheet(items: readonly GoneItem[], earlier: string): SheetGeometry {
  const paged = items.some(({ pages }) => pages !== undefined);
  const heading = (text: string, column: number) => ({ text, column, look: 'heading' as const });
  return ownSheet({
    name: 'なくなった個票',
    columns: [48, paged ? 301 : 347, 104, ...(paged ? [46] : [])],
    titleRows: 3,
    size: 10.5,
    rows: [
      { height: 30, cells: [{ text: 'なくなった個票', column: 1, span: paged ? 4 : 3, look: 'title' }] },
      {
        height: 30,
        cells: [
          {
            text: `「${earlier}」にあり、今の計画にない個票です。${paged ? 'お手元の冊子から、この頁を抜いてください。' : ''}`,
            column: 1,
            span: paged ? 4 : 3,
            look: 'plain',
          },
        ],
      },
      {
        height: 22,
        cells: [
          heading('No.', 1),
          heading('具体的な改革項目', 2),
          heading('主担当課', 3),
          ...(paged ? [heading('頁', 4)] : []),
        ],
      },
      ...items.map(({ item, pages }) => ({
        height: 22,
        cells: [
          { text: item.no.trim(), column: 1, look: 'centre' as const },
          { text: oneLine(titleOf(item)) || item.sheet, column: 2, look: 'text' as const },
          { text: leadOf(item), column: 3, look: 'text' as const },
          ...(paged ? [{ text: pages ?? '', column: 4, look: 'centre' as const }] : []),
        ],
      })),
    ],
  });
}
