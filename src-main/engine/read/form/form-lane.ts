import type { FieldPath, FiscalYear } from '../../../../src-shared/domain/fields.ts';
import type { Field, Label, LabelLike, SheetForm, Table } from '../../../../src-shared/form/description.ts';
import { shippedForm } from '../../../../src-shared/form/forms.ts';
import { pathOf, type FormModel, type FormTable } from '../../../../src-shared/form/model.ts';
import { shippedDescription } from '../../../../src-shared/form/shipped.ts';

/**
 * The shipped description as the fast reader takes it: each label with its other writings, and where the boxes of its fields lie.
 * The reader is geometry that knows no field by name; what it knows of the form's words it has from here. Labels are named by their
 * own words.
 */
export type LabelName = string;

export interface LaneLabel {
  readonly words: readonly string[];
  readonly place: FieldPlace;
  /** Counts for telling an item sheet from other sheets; headings such as 現状 stand on many. */
  readonly telling: boolean;
  /** The sheet is said to lack the label when the others have it. */
  readonly expected: boolean;
}

export type FieldPlace =
  /** The label begins the value's own text: the title line. */
  | { readonly kind: 'own'; readonly field: FieldPath }
  /** The box to the right, or below where the right holds no box of its own. */
  | { readonly kind: 'beside'; readonly field: FieldPath }
  /** Rows of boxes under headings (現状, YEAR計画, YEAR実績) that stand to the right of the label. */
  | { readonly kind: 'table'; readonly list: LaneList }
  /** A heading without year of the columns of such rows. */
  | { readonly kind: 'column' }
  /**
   * Boxes to the right under the nearest headings above: under each plain year the fields of `byYear` (one box, or two:
   * text, then choice), under the heading `heading` those of `byHeading`.
   */
  | {
      readonly kind: 'under';
      readonly byYear?: (year: FiscalYear) => readonly FieldPath[];
      readonly heading?: LabelName;
      readonly byHeading?: readonly FieldPath[];
    }
  /** A heading that `under` looks for; where it begins a row, the fields of that row. */
  | { readonly kind: 'heading'; readonly fields: readonly FieldPath[] }
  /** The box below, or to the right where the label stands among the row labels; also found as `YEAR以降`. */
  | { readonly kind: 'below'; readonly field: FieldPath }
  /** Names a block, has no field; `under`: boxes of it stand under a heading that is no year. */
  | { readonly kind: 'block'; readonly under: boolean };

/** What a heading of rows may be: one without year by its label, or a year's plan or result. */
export type ColumnPart =
  | { readonly kind: 'still'; readonly label: LabelName }
  | { readonly kind: 'plan' | 'actual'; readonly year: FiscalYear };

/** A list whose rows come and go. */
export interface LaneList {
  readonly id: string;
  readonly label: LabelName;
  /** It may stand under the headings of another list. */
  readonly isUnder: boolean;
  /** The path of the box that names a row. */
  readonly name: ((row: number) => FieldPath) | undefined;
  path(row: number, part: ColumnPart): FieldPath | undefined;
}

/** What the reader asks for beside labels. */
export interface Lane {
  readonly model: FormModel;
  readonly labels: ReadonlyMap<LabelName, LaneLabel>;
  readonly lists: readonly LaneList[];
  readonly title: FieldPath | undefined;
  readonly number: { readonly field: FieldPath; readonly label: LabelName } | undefined;
  readonly after: { readonly field: FieldPath; readonly label: LabelName } | undefined;
  /** Words of the columns of plans and of results. */
  readonly plan: readonly string[];
  readonly actual: readonly string[];
  /** Lines of half-years by which half they are. */
  readonly halves: Readonly<Partial<Record<'first' | 'second', LabelName>>>;
}

const labelOf = (like: LabelLike): Label => (typeof like === 'string' ? { text: like } : like);
const nameOf = (like: LabelLike): LabelName => labelOf(like).text;
/** Writings that a pattern has are the reader's own: it knows years however they are written. */
const wordsOf = (like: LabelLike): readonly string[] => {
  const { text, also = [] } = labelOf(like);
  return [text, ...also].filter((words) => !words.includes('{'));
};
const listOf = (label: LabelLike | readonly LabelLike[]): readonly LabelLike[] =>
  Array.isArray(label) ? label : [label as LabelLike];

/** Makes what belongs to a row or a year once: the seventy paths of an item are those of the next one. */
function once<T>(make: (number: number) => T): (number: number) => T {
  const made = new Map<number, T>();
  return (number) => {
    let one = made.get(number);
    if (one === undefined) made.set(number, (one = make(number)));
    return one;
  };
}

class LaneMaker {
  readonly #model: FormModel;
  readonly labels = new Map<LabelName, LaneLabel>();
  /** The first row label under a heading. */
  readonly #firstRows = new Map<LabelName, LabelName>();
  readonly lists: LaneList[] = [];
  plan: readonly string[] = [];
  actual: readonly string[] = [];
  readonly halves: Partial<Record<'first' | 'second', LabelName>> = {};

  constructor(model: FormModel) {
    this.#model = model;
  }

  sheet(sheet: SheetForm): void {
    for (const [b, block] of sheet.blocks.entries()) {
      const ofBlock = this.#model.blocks[b]?.fields ?? [];
      const start = this.#model.stages[0]?.id;
      if (block.heading !== undefined) {
        const under = (block.fields ?? []).some(({ place }) => place.side === 'cross');
        const telling = !ofBlock.every(({ stage, table }) => stage === start || table?.repeats === true);
        this.#put(block.heading, { kind: 'block', under }, telling, false);
      }
      for (const field of block.fields ?? []) this.#field(field);
      for (const [t, table] of (block.tables ?? []).entries()) {
        const made = this.#model.blocks[b]?.tables[t];
        if (made?.repeats === true) this.#list(table, made);
        else if (made !== undefined) this.#lines(table, made);
      }
    }
  }

  #put(like: LabelLike, place: FieldPlace, telling: boolean, expected: boolean): void {
    const known = this.labels.get(nameOf(like));
    if (known === undefined) this.labels.set(nameOf(like), { words: wordsOf(like), place, telling, expected });
    else if (known.place.kind === 'under' && place.kind === 'under')
      this.labels.set(nameOf(like), { ...known, place: { ...known.place, ...place } });
  }

  #field({ path, place }: Field): void {
    const row = place.rows?.at(-1);
    const column = place.columns?.at(-1);
    if (place.side === 'own' && row !== undefined) this.#put(row, { kind: 'own', field: path }, false, false);
    else if (place.side === 'below' && column !== undefined)
      this.#put(column, { kind: 'below', field: path }, false, false);
    else if (place.side === 'cross' && row !== undefined && column !== undefined) this.#cross(path, row, column);
    else if (row !== undefined) this.#put(row, { kind: 'beside', field: path }, true, true);
  }

  /** Fields of one row label under one heading: the first box, then the second. The heading as a row label begins the first row. */
  #cross(path: FieldPath, row: LabelLike, column: LabelLike): void {
    const heading = nameOf(column);
    const known = this.labels.get(nameOf(row))?.place;
    const before = known?.kind === 'under' ? (known.byHeading ?? []) : [];
    this.#put(row, { kind: 'under', heading, byHeading: [...before, path] }, true, true);
    const firstRow = this.#firstRows.get(heading) ?? nameOf(row);
    this.#firstRows.set(heading, firstRow);
    const place = this.labels.get(heading)?.place;
    const fields = place?.kind === 'heading' ? place.fields : [];
    const own = { kind: 'heading', fields: firstRow === nameOf(row) ? [...fields, path] : fields } as const;
    this.labels.set(heading, { words: wordsOf(column), place: own, telling: true, expected: false });
  }

  #list(table: Table, made: FormTable): void {
    if (table.heading === undefined) return;
    const columns = table.columns.flatMap((column, c) => {
      const field = made.fields.find((one) => one.column === c);
      const label = listOf(column.label).at(-1);
      return field === undefined || label === undefined ? [] : [{ field, label }];
    });
    const still = columns.filter(({ field }) => !field.hasYear);
    const [plan, actual] = columns.filter(({ field }) => field.hasYear);
    if (plan !== undefined) this.plan = wordsOf(plan.label);
    if (actual !== undefined) this.actual = wordsOf(actual.label);
    const ofRow = once((row) => ({
      still: new Map(still.map(({ field, label }) => [nameOf(label), pathOf(field, { row })])),
      plan: once((year) => plan && pathOf(plan.field, { row, year })),
      actual: once((year) => actual && pathOf(actual.field, { row, year })),
    }));
    const { name } = made;
    const list: LaneList = {
      id: table.id,
      label: nameOf(table.heading),
      isUnder: table.under !== undefined,
      name: name === undefined ? undefined : once((row) => pathOf(name, { row })),
      path: (row, part) =>
        part.kind === 'still' ? ofRow(row).still.get(part.label) : ofRow(row)[part.kind](part.year),
    };
    this.lists.push(list);
    this.#put(table.heading, { kind: 'table', list }, true, table.required !== false);
    for (const { label } of still) this.#put(label, { kind: 'column' }, false, false);
  }

  #lines(table: Table, made: FormTable): void {
    for (const [l, line] of (table.lines ?? []).entries()) {
      const fields = made.fields.filter((one) => one.line === l && one.hasYear);
      const label = listOf(line.label).at(-1);
      if (label === undefined) continue;
      const half = nameOf(label).startsWith('上') ? 'first' : nameOf(label).startsWith('下') ? 'second' : undefined;
      if (half !== undefined) this.halves[half] ??= nameOf(label);
      this.#put(
        label,
        { kind: 'under', byYear: once((year) => fields.map((field) => pathOf(field, { year }))) },
        true,
        true,
      );
    }
  }
}

function makeLane(): Lane {
  const model = shippedForm();
  const maker = new LaneMaker(model);
  for (const sheet of shippedDescription.editions[0]?.sheets ?? []) if (sheet.role === 'item') maker.sheet(sheet);
  const { labels, lists, plan, actual, halves } = maker;
  const ofKind = <K extends FieldPlace['kind']>(kind: K) => {
    for (const [label, { place }] of labels)
      if (place.kind === kind) return { label, place: place as Extract<FieldPlace, { kind: K }> };
    return undefined;
  };
  const below = ofKind('below');
  const number = model.withRole('no')[0]?.template;
  const numbered = [...labels].find(([, { place }]) => place.kind === 'beside' && place.field === number);
  return {
    model,
    labels,
    lists,
    title: ofKind('own')?.place.field,
    number: number === undefined || numbered === undefined ? undefined : { field: number, label: numbered[0] },
    after: below && { field: below.place.field, label: below.label },
    plan,
    actual,
    halves,
  };
}

export const lane = makeLane();
