import { chooseItems, inOrder, ofGroup, ofSection, type ItemOrder } from '../../src-shared/domain/choose-items.ts';
import { groupingKey } from '../../src-shared/domain/normal.ts';
import { stepId } from '../../src-shared/checks/timetable.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { ItemSheet } from '../../src-shared/domain/item.ts';
import { usualDividers, type DividerKind } from '../../src-shared/paper/item-groups.ts';
import type { Dimension } from '../../src-shared/glance/plan.ts';
import { parseBands, type RateRule } from '../../src-shared/glance/rates.ts';
import { usualColumns, type ListColumnId, type ListGroup } from '../../src-shared/paper/item-list.ts';
import { japaneseDate } from '../../src-shared/paper/japanese-date.ts';
import { meetingBlocks, type MeetingBlock } from '../../src-shared/paper/meeting.ts';
import { isPageList } from '../../src-shared/paper/page-list.ts';
import { isListPaper, type PaperKind, type PrintOrder } from '../../src-shared/contract/print-order.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { stepFor } from '../state/due.ts';
import { currentList } from './list.ts';
import { markedIn } from './marks.ts';
import { summaryOf } from './list-rows.ts';
import { session, type ItemRef, type OpenDocument } from '../state/session.ts';
import { changedItems } from '../state/texts.ts';
import { formOf } from '../../src-shared/form/forms.ts';
import { mainGroupOf } from '../../src-shared/form/roles.ts';

export const ranges = ['item', 'marked', 'listed', 'all', 'changed', 'section', 'pillar', 'numbers'] as const;
export type Range = (typeof ranges)[number];

/** What stands in the print dialog. */
export interface PrintChoices {
  readonly paper: PaperKind;
  readonly range: Range;
  readonly section: string;
  readonly pillar: string;
  readonly numbers: string;
  readonly order: ItemOrder;
  /** `none`, `file`, or a fixed version's id. */
  readonly since: string;
  readonly onlyChanged: boolean;
  readonly booklet: boolean;
  readonly title: string;
  readonly meeting: string;
  readonly date: string;
  readonly dividers: DividerKind;
  readonly blocks: readonly MeetingBlock[];
  readonly columns: readonly ListColumnId[];
  /** Bands of a list's rows; `usual` is as the form has levels. */
  readonly group: ListGroup | 'usual';
  readonly by: Dimension | 'usual';
  readonly rule: RateRule;
  /** The plan's classes of rates as they are typed; '' for the usual ones. */
  readonly bands: string;
  /** The plan's title over a list. */
  readonly plan: string;
  readonly newFirst: boolean;
  readonly step: string;
  readonly pages: string;
  readonly perSheet: '1' | '2';
  readonly grey: boolean;
  readonly bothSides: boolean;
  readonly copies: string;
}

export const firstChoices = (document: OpenDocument, changesOnly: boolean): PrintChoices => ({
  paper: 'form',
  // Who has marked sheets means those.
  range: changesOnly ? 'changed' : markedIn(document.id).length > 0 ? 'marked' : 'item',
  section: '',
  pillar: '',
  numbers: '',
  order: 'sheet',
  since: changesOnly ? 'file' : 'none',
  onlyChanged: false,
  booklet: false,
  title: document.name.replace(/\.xls[xm]$/iu, ''),
  meeting: '',
  date: japaneseDate(new Date()),
  dividers: usualDividers(itemsNow(document)),
  blocks: meetingBlocks(formOf(document.items[0] ?? {})),
  columns: usualColumns,
  group: 'usual',
  by: 'usual',
  rule: session.get().settings.rateRule,
  bands: session.get().settings.rateBands,
  plan: '',
  newFirst: false,
  step: stepId(stepFor(document)),
  pages: '',
  perSheet: '1',
  grey: false,
  bothSides: false,
  copies: '1',
});

/** How many copies are asked for, 1 to 999; nothing where what is typed is no such number. */
export function copiesOf({ copies }: PrintChoices): number | undefined {
  const digits = copies.normalize('NFKC');
  return /^[1-9]\d{0,2}$/u.test(digits) ? Number(digits) : undefined;
}

/** The sheets with numbers, sections and pillars as they are typed now. */
function itemsNow(document: OpenDocument): readonly ItemSheet[] {
  return document.items.map((sheet) => {
    const { no, sections, pillar } = summaryOf(document, sheet);
    const stored = sheet.fields.pillar;
    return {
      ...sheet,
      no,
      sections,
      fields: stored === undefined ? sheet.fields : { ...sheet.fields, pillar: { ...stored, text: pillar } },
    };
  });
}

/** Sections and pillars to choose from, in the order in which they first come. */
export function groupsOf(document: OpenDocument): {
  readonly sections: readonly string[];
  readonly pillars: readonly string[];
} {
  const distinct = (names: readonly string[]): readonly string[] => [
    ...new Map(
      names
        .filter((name) => groupingKey(name) !== '')
        .map((name) => [groupingKey(name), name.replaceAll('\n', '')] as const),
    ).values(),
  ];
  const summaries = document.items.map((sheet) => summaryOf(document, sheet));
  return {
    sections: distinct(summaries.flatMap(({ sections }) => sections.map(({ name }) => name))),
    pillars: distinct(summaries.map(({ pillar }) => pillar)),
  };
}

/** The chosen sheets in the order of printing; the failure names a number that is none. */
export function chosenItems(
  document: OpenDocument,
  open: ItemRef,
  choices: PrintChoices,
): Result<readonly ItemSheet[], Failure> {
  const all = itemsNow(document);
  const some = (keys: readonly string[]): readonly ItemSheet[] =>
    keys.flatMap((key) => all.find((item) => item.key === key) ?? []);
  const visible = all.filter((item) => !item.hidden);
  const sorted = (items: readonly ItemSheet[]) => ok(inOrder(items, choices.order));
  switch (choices.range) {
    case 'item':
      return ok(some([open.item]));
    case 'marked':
      return sorted(some(markedIn(document.id).map(({ item }) => item)));
    case 'listed':
      return sorted(
        some(
          currentList()
            .rows.filter(({ summary }) => summary.ref.document === document.id)
            .map(({ summary }) => summary.ref.item),
        ),
      );
    case 'all':
      return sorted(visible);
    case 'changed': {
      const changed = new Set(changedItems(document.id));
      return sorted(all.filter(({ key }) => changed.has(key)));
    }
    case 'section':
      return sorted(choices.section === '' ? [] : ofSection(visible, choices.section));
    case 'pillar':
      return sorted(choices.pillar === '' ? [] : ofGroup(visible, choices.pillar, mainGroupOf));
    case 'numbers': {
      const listed = chooseItems(all, choices.numbers);
      if (!listed.ok) return err(listed.failure);
      // A person who lists numbers has said their order, unless another is asked for.
      return sorted(listed.value);
    }
  }
}

const papersWithMarks: readonly PaperKind[] = ['form', 'meeting', 'comparison', 'list', 'tally'];

/** Whether a paper can show what has changed. */
export const compares = (paper: PaperKind): boolean => papersWithMarks.includes(paper);

/** What belongs to lists only. */
function listOrderOf({ paper, group, by, rule, bands, plan }: PrintChoices): Partial<PrintOrder> {
  if (!isListPaper(paper)) return {};
  return {
    ...(plan.trim() === '' ? {} : { plan: plan.trim() }),
    ...((paper === 'list' || paper === 'indicators') && group !== 'usual' ? { group } : {}),
    ...(paper === 'tally' && by !== 'usual' ? { by } : {}),
    ...(paper === 'indicators' ? { rule } : {}),
    ...(paper === 'indicators' && parseBands(bands) !== undefined ? { bands } : {}),
  };
}

/** The order for main, with what does not belong to its paper left out. */
export function orderOf(document: OpenDocument, items: readonly ItemSheet[], choices: PrintChoices): PrintOrder {
  const { paper, since } = choices;
  const list = isListPaper(paper);
  const compared = since !== 'none' && compares(paper);
  return {
    document: document.id,
    items: items.map(({ key }) => key),
    paper,
    ...(compared ? { since: since === 'file' ? { kind: 'file' } : { kind: 'version', id: since } } : {}),
    ...(compared && !list && (choices.onlyChanged || paper === 'comparison') ? { onlyChanged: true } : {}),
    ...(choices.booklet && !list && paper !== 'comparison'
      ? { booklet: { title: choices.title, meeting: choices.meeting, date: choices.date, dividers: choices.dividers } }
      : {}),
    ...(paper === 'meeting' ? { blocks: [...choices.blocks] } : {}),
    ...(paper === 'list' ? { columns: [...choices.columns] } : {}),
    ...(paper === 'missing' ? { step: choices.step } : {}),
    ...listOrderOf(choices),
    ...(paper === 'comparison' && choices.newFirst ? { newFirst: true } : {}),
    ...(choices.pages.trim() === '' || !isPageList(choices.pages) ? {} : { pages: choices.pages }),
    perSheet: choices.perSheet === '2' ? 2 : 1,
    grey: choices.grey,
  };
}
