import type { ItemSheet } from '../domain/item.ts';
import type { DividerKind } from './item-groups.ts';
import { ownSheet } from './own-paper.ts';
import type { PrintedPage, TextBlock } from './page.ts';
import { linesOf, placeLines } from './place-text.ts';
import type { PageSetup, SheetGeometry, TextRunStyle } from './sheet.ts';
import { formOf } from '../form/forms.ts';
import { pathOf, type FormField, type FormStage } from '../form/model.ts';

/** What a booklet says on its cover. */
export interface BookletWords {
  readonly title: string;
  readonly meeting?: string | undefined;
  readonly date: string;
}

/** A booklet as it is ordered. */
export interface Booklet extends BookletWords {
  /** By pillar where the form has pillars, else by section, when nothing is said. */
  readonly dividers?: DividerKind | undefined;
}

export function coverSheet(words: BookletWords, items: number): SheetGeometry {
  const line = (text: string, look: 'banner' | 'middle', height: number) => ({
    height,
    cells: [{ text, column: 1, look }],
  });
  const meeting = words.meeting?.trim() ?? '';
  return ownSheet({
    name: '表紙',
    columns: [499],
    rows: [
      { height: 150, cells: [] },
      line(words.title, 'banner', 110),
      { height: 36, cells: [] },
      ...(meeting === '' ? [] : [line(meeting, 'middle', 36)]),
      line(`個票 ${items}件`, 'middle', 36),
      { height: meeting === '' ? 246 : 210, cells: [] },
      line(words.date, 'middle', 40),
    ],
    size: 11,
  });
}

/** One line of the table of contents. */
export interface ContentsEntry {
  readonly no: string;
  readonly text: string;
  readonly sections: string;
  /** The item's latest grade; empty for none. */
  readonly grade: string;
  readonly page: number;
  readonly divider: boolean;
}

export function contentsSheet(entries: readonly ContentsEntry[]): SheetGeometry {
  return ownSheet({
    name: '目次',
    columns: [48, 269, 104, 40, 38],
    titleRows: 1,
    rows: [
      { height: 44, cells: [{ text: '目次', column: 1, span: 5, look: 'title' }] },
      ...entries.map(({ no, text, sections, grade, page, divider }) =>
        divider
          ? {
              height: 30,
              cells: [
                { text, column: 1, span: 4, look: 'entry-heading' as const },
                { text: String(page), column: 5, look: 'entry-heading-number' as const },
              ],
            }
          : {
              height: 21,
              cells: [
                { text: no, column: 1, look: 'entry' as const },
                { text, column: 2, look: 'entry' as const },
                { text: sections, column: 3, look: 'entry' as const },
                { text: grade, column: 4, look: 'entry' as const },
                { text: String(page), column: 5, look: 'entry-number' as const },
              ],
            },
      ),
    ],
    size: 10.5,
  });
}

export const dividerSheet = (words: string): SheetGeometry =>
  ownSheet({
    name: words,
    columns: [499],
    rows: [
      { height: 270, cells: [] },
      { height: 120, cells: [{ text: words, column: 1, look: 'banner' }] },
    ],
    size: 7.5,
  });

/**
 * The evaluation of the whole period is provisional while it is there but the first text of the last year's end is not (it is
 * made after the last year's first half and settled after its second).
 */
export function isProvisional(item: ItemSheet): boolean {
  const form = formOf(item);
  const year = Math.max(...item.years);
  const period = form.stages.find(({ each }) => each === 'period');
  const last = form.stages.findLast(({ each }) => each === 'year');
  if (period === undefined || last === undefined || !Number.isFinite(year)) return false;
  const has = (field: FormField): boolean => (item.fields[pathOf(field, { year })]?.text ?? '').trim() !== '';
  const ofStage = (stage: FormStage): readonly FormField[] => form.fields.filter((field) => field.stage === stage.id);
  const textOf = (stage: FormStage): FormField | undefined =>
    ofStage(stage).find(({ kind, table }) => kind === 'text' && table?.repeats !== true);
  const final = textOf(last);
  const said = ofStage(period).filter((field) => field.role === 'grade' || field === textOf(period));
  return final !== undefined && !has(final) && said.some(has);
}

/** The grade that was given last: of the latest year with one the last in the form's order. */
export function latestGrade(item: ItemSheet): string {
  const grades = formOf(item)
    .fields.filter(({ role }) => role === 'grade')
    .toReversed();
  const texts = item.years
    .toSorted((a, b) => b - a)
    .flatMap((year) => grades.map((field) => (item.fields[pathOf(field, { year })]?.text ?? '').trim()));
  return texts.find((text) => text !== '') ?? '';
}

/** Adds the booklet's page number, and the item's running head, where the form itself has none. */
export function withBookletMarks(
  page: PrintedPage,
  setup: PageSetup,
  marks: { readonly page: string; readonly head: string },
): PrintedPage {
  const base: TextRunStyle = { text: '', font: { name: 'BIZ UDPゴシック', size: 9 } };
  const { margins, paper } = setup;
  const width = paper.width - margins.left - margins.right;
  const block = (text: string, y: number, align: 'center' | 'right'): TextBlock => {
    const runs = [{ ...base, text }];
    const rect = { x: margins.left, y, width, height: 12 };
    return {
      kind: 'text',
      box: rect,
      role: 'header',
      lines: placeLines(linesOf(runs, width, false), runs, { box: rect, align, vertical: 'top' }),
    };
  };
  const texts: TextBlock[] = [];
  const numbered = [setup.footer, setup.header].some((texts_) => /&P/iu.test(texts_.odd));
  if (!numbered) texts.push(block(marks.page, paper.height - Math.max(18, margins.footer) - 6, 'center'));
  if (setup.header.odd === '' && marks.head !== '')
    texts.push(block(marks.head, Math.max(14, margins.header), 'right'));
  return { ...page, ink: [...page.ink, ...texts] };
}
