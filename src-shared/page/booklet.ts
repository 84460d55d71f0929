import { groupingKey } from '../checks/normal.ts';
import type { ItemSheet } from '../item.ts';
import { ownSheet } from './own-paper.ts';
import type { PrintedPage, TextBlock } from './page.ts';
import { linesOf, placeLines } from './place-text.ts';
import type { PageSetup, SheetGeometry, TextRunStyle } from './sheet.ts';

/** What a booklet says on its cover. */
export interface BookletWords {
  readonly title: string;
  readonly meeting?: string;
  readonly date: string;
}

export function coverSheet(words: BookletWords, items: number): SheetGeometry {
  const line = (text: string, look: 'large' | 'middle', height: number) => ({ height, cells: [{ text, column: 1, look }] });
  return ownSheet({
    name: '表紙',
    columns: [490],
    rows: [
      { height: 170, cells: [] },
      line(words.title, 'large', 70),
      ...(words.meeting === undefined ? [] : [line(words.meeting, 'middle', 50)]),
      { height: 190, cells: [] },
      line(words.date, 'middle', 40),
      line(`個票 ${items}件`, 'middle', 40),
    ],
    size: 11,
  });
}

/** One line of the table of contents. */
export interface ContentsEntry {
  readonly text: string;
  readonly sections: string;
  readonly page: number;
  readonly divider: boolean;
}

export function contentsSheet(entries: readonly ContentsEntry[]): SheetGeometry {
  return ownSheet({
    name: '目次',
    columns: [340, 110, 40],
    titleRows: 2,
    rows: [
      { height: 34, cells: [{ text: '目次', column: 1, span: 3, look: 'title' }] },
      { height: 20, cells: [{ text: '項目', column: 1, look: 'heading' }, { text: '担当課', column: 2, look: 'heading' }, { text: '頁', column: 3, look: 'heading' }] },
      ...entries.map((entry) => ({
        height: 19,
        cells: entry.divider
          ? [{ text: entry.text, column: 1, span: 2, look: 'label' as const }, { text: String(entry.page), column: 3, look: 'number' as const }]
          : [
              { text: entry.text, column: 1, look: 'text' as const },
              { text: entry.sections, column: 2, look: 'text' as const },
              { text: String(entry.page), column: 3, look: 'number' as const },
            ],
      })),
    ],
    size: 10,
  });
}

export const dividerSheet = (pillar: string): SheetGeometry =>
  ownSheet({ name: pillar, columns: [490], rows: [{ height: 300, cells: [] }, { height: 120, cells: [{ text: pillar, column: 1, look: 'large' }] }], size: 10 });

/** Items by pillar in the order in which pillars first come; `pillar` is '' where the form has none. */
export function byPillar(items: readonly ItemSheet[]): readonly { readonly pillar: string; readonly items: readonly ItemSheet[] }[] {
  const groups = new Map<string, { pillar: string; items: ItemSheet[] }>();
  for (const item of items) {
    const pillar = item.fields.pillar?.text.replaceAll('\n', '').trim() ?? '';
    const key = groupingKey(pillar);
    const group = groups.get(key) ?? { pillar, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * The evaluation of the whole period is provisional while it is there but the last year's second half is not (it is made
 * after the last year's first half and settled after its second).
 */
export function isProvisional(item: ItemSheet): boolean {
  const last = Math.max(...item.years);
  const has = (text: string | undefined): boolean => (text ?? '').trim() !== '';
  const overall = has(item.fields['overall.assessment']?.text) || has(item.fields['overall.grade']?.text);
  return overall && Number.isFinite(last) && !has(item.fields[`progress.${last}.secondHalf.text`]?.text);
}

/** Adds the booklet's page number, and the item's running head, where the form itself has none. */
export function withBookletMarks(page: PrintedPage, setup: PageSetup, marks: { readonly page: number; readonly head: string }): PrintedPage {
  const base: TextRunStyle = { text: '', font: { name: 'BIZ UDPゴシック', size: 9 } };
  const { margins, paper } = setup;
  const width = paper.width - margins.left - margins.right;
  const block = (text: string, y: number, align: 'center' | 'right'): TextBlock => {
    const runs = [{ ...base, text }];
    const rect = { x: margins.left, y, width, height: 12 };
    return { box: rect, role: 'header', lines: placeLines(linesOf(runs, width, false), runs, { box: rect, align, vertical: 'top' }) };
  };
  const texts: TextBlock[] = [...page.texts];
  const numbered = [setup.footer, setup.header].some((texts_) => /&P/iu.test(texts_.odd));
  if (!numbered) texts.push(block(String(marks.page), paper.height - Math.max(18, margins.footer) - 6, 'center'));
  if (setup.header.odd === '' && marks.head !== '') texts.push(block(marks.head, Math.max(14, margins.header), 'right'));
  return { ...page, texts };
}
