import { groupingKey } from '../domain/normal.ts';
import type { FiscalYear } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { earlierItem, fieldAt, groupsOf, isSaid, scalesOf, type Measure, type Scale } from '../glance/measures.ts';
import { leadName, type Dimension, type GlanceItem, type GlancePlan } from '../glance/plan.ts';
import { fillWidth, type ListPaper } from './list-paper.ts';
import { formOf } from '../form/forms.ts';
import type { FormModel } from '../form/model.ts';
import { groupLevels } from '../form/roles.ts';

/** A column of 一覧表: one of the names below, or a level above the items by its path. */
export type ListColumnId = string;

/** Columns to choose from; `grades` and `statuses` are several. */
export const listColumnIds = (form: FormModel): readonly ListColumnId[] => [
  'no',
  ...groupLevels(form).map(({ id }) => id),
  'title',
  'lead',
  'sections',
  'statuses',
  'grades',
  'overall',
  'changes',
];
export const usualColumns: readonly ListColumnId[] = ['no', 'title', 'lead', 'statuses', 'grades', 'overall'];

/** Bands between rows: the levels above the items, the sections that answer, or none. */
export const listGroups = ['group', 'section', 'none'] as const;
export type ListGroup = (typeof listGroups)[number];

export interface ItemListOrder {
  readonly columns?: readonly ListColumnId[] | undefined;
  /** Where the form has levels above its items, these are the usual bands. */
  readonly group?: ListGroup | undefined;
  readonly earlier?: readonly GlanceItem[] | undefined;
  /** The names of the boxes that differ from the earlier version. */
  readonly changes?: ((item: GlanceItem) => string) | undefined;
}

interface Column {
  readonly heading: string;
  /** Points; 0 takes what is left. */
  readonly width: number;
  readonly look: 'text' | 'centre';
  readonly text: (item: GlanceItem) => string;
}

export const oneLine = (text: string | undefined): string => (text ?? '').replace(/\s*\n\s*/gu, '').trim();

export const yearsOf = (items: readonly ItemSheet[]): readonly FiscalYear[] =>
  [...new Set(items.flatMap((item) => item.years))].toSorted((a, b) => a - b);

/** What the form calls the items' title. */
export const titleHeading = (items: readonly ItemSheet[]): string =>
  formOf(items[0] ?? {}).withRole('title')[0]?.shown ?? '名称';

export const leadOf = (item: Pick<ItemSheet, 'sections'>): string =>
  (item.sections.find(({ lead }) => lead) ?? item.sections[0])?.name ?? '';

class ListColumns {
  readonly #plan: GlancePlan;
  readonly #order: ItemListOrder;
  readonly #scales: readonly Scale[];

  constructor(plan: GlancePlan, order: ItemListOrder) {
    this.#plan = plan;
    this.#order = order;
    this.#scales = scalesOf(plan.items);
  }

  of(id: ListColumnId): readonly Column[] {
    const { words, items, levels } = this.#plan;
    const level = levels.findIndex((one) => one.id === id);
    if (level >= 0) {
      const heading = levels[level]?.heading ?? '';
      return [{ heading, width: level === 0 ? 110 : 100, look: 'text', text: ({ groups }) => groups[level] ?? '' }];
    }
    switch (id) {
      case 'no':
        return [
          {
            heading: words.no,
            width: items.some(({ no }) => no.trim().length > 5) ? 52 : 36,
            look: 'centre',
            text: ({ no }) => no.trim(),
          },
        ];
      case 'title':
        return [{ heading: words.title, width: 0, look: 'text', text: ({ title }) => title }];
      case 'lead':
        return [{ heading: words.section, width: 84, look: 'text', text: leadName }];
      case 'sections':
        return [
          {
            heading: words.sections,
            width: 110,
            look: 'text',
            text: ({ sections }) => sections.map(({ name, lead }) => `${name}${lead ? '●' : ''}`).join('\n'),
          },
        ];
      case 'statuses':
        return this.#reported('status').map((measure) => this.#answer(measure, 66));
      case 'grades':
        return this.#measures('grade').flatMap((measure) =>
          measure.year === undefined ? [] : this.#answer(measure, 58),
        );
      case 'overall':
        return this.#measures('grade').flatMap((measure) =>
          measure.year === undefined ? this.#answer(measure, 50) : [],
        );
      case 'changes': {
        const { changes } = this.#order;
        return changes === undefined ? [] : [{ heading: '変更のあった欄', width: 130, look: 'text', text: changes }];
      }
      default:
        return [];
    }
  }

  #measures(role: 'status' | 'grade'): readonly Measure[] {
    return this.#scales.filter((scale) => scale.role === role).flatMap(({ measures }) => measures);
  }

  /** Statuses of the last year of which any item says one; of the plan's last year when none does. */
  #reported(role: 'status'): readonly Measure[] {
    const measures = this.#measures(role);
    const said = measures.findLast((measure) => isSaid(this.#plan.items, measure)) ?? measures.at(-1);
    return measures.filter(({ year }) => year === said?.year);
  }

  /** The answer as it is written, with `A←B` where the earlier version said otherwise. */
  #answer({ path, heading }: Measure, width: number): Column {
    const text = (item: GlanceItem): string => oneLine(fieldAt(item, path)?.text);
    return {
      heading,
      width,
      look: 'centre',
      text: (item) => {
        const now = text(item);
        const before = this.#order.earlier === undefined ? undefined : earlierItem(item, this.#order.earlier);
        const old = before === undefined ? now : text(before);
        return groupingKey(now) === groupingKey(old) ? now : `${now || '空欄'}←${old || '空欄'}`;
      },
    };
  }

  /** What can be answered, in the form's own order. */
  legend(ids: readonly ListColumnId[]): readonly string[] {
    const shown = new Set(
      ids.flatMap((id) => (id === 'statuses' ? ['status'] : id === 'grades' || id === 'overall' ? ['grade'] : [])),
    );
    const names: Readonly<Record<string, string>> = { status: '進捗状況', grade: '評価' };
    const lines = this.#scales
      .filter(({ role, values }) => role !== undefined && shown.has(role) && values.length > 0)
      .map(
        ({ role, values }) => `${names[role ?? ''] ?? ''}: ${values.map((value) => oneLine(value.shown)).join('／')}`,
      );
    return [
      ...(lines.length === 0 ? [] : [`凡例　${[...new Set(lines)].join('　')}`]),
      ...(this.#order.earlier === undefined ? [] : ['「今←前」は、前の版から変わったものです。']),
    ];
  }
}

/** 一覧表: one row an item, statuses and grades as they are now; with an earlier version `A←B` where they differ. */
export function itemList(plan: GlancePlan, notes: readonly string[], order: ItemListOrder = {}): ListPaper {
  const ids = order.columns ?? usualColumns;
  const made = new ListColumns(plan, order);
  const columns = ids.flatMap((id) => made.of(id));
  const { landscape, widths } = fillWidth(
    columns.map(({ width }) => width),
    150,
  );
  const usual: ListGroup =
    ids.includes(plan.levels[0]?.id ?? '') ||
    !plan.items.some(({ groups }) => groups[0] !== undefined && groups[0] !== '')
      ? 'none'
      : 'group';
  const by = order.group ?? usual;
  const grouped = by === 'none' ? [{ name: '', items: plan.items }] : groupsOf(plan.items, by);
  const legend = made.legend(ids);
  return {
    name: '一覧表',
    title: '一覧表',
    notes: [...notes, `全${plan.items.length}件`],
    landscape,
    widths,
    tables: [
      {
        columns: columns.map(({ heading, look }) => ({ heading, look })),
        rows: grouped.flatMap(({ items }) => items.map((item) => columns.map(({ text }) => text(item)))),
        ...(by === 'none' ? {} : { groups: bands(plan, by, grouped) }),
      },
    ],
    ...(legend.length === 0 ? {} : { legend }),
  };
}

function bands(
  { words }: GlancePlan,
  by: Dimension,
  grouped: readonly { readonly name: string; readonly items: readonly GlanceItem[] }[],
) {
  let row = 0;
  return {
    heading: words[by],
    starts: grouped.map(({ name, items }) => {
      const start = { row, name: name === '' ? `（${words[by]}なし）` : name };
      row += items.length;
      return start;
    }),
  };
}
