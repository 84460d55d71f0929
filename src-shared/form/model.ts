import { mergedTraits } from './traits.ts';
import { crossingPath } from './check-paths.ts';
import type {
  Block,
  Check,
  Edition,
  Field,
  FieldKind,
  FieldRole,
  FormDescription,
  LabelLike,
  Stage,
  StageTimes,
  Table,
  Traits,
} from './description.ts';

/**
 * What the program asks of a form: a description made ready, edition by edition. Reading, screen, merge, checks and paper
 * follow it and know no field by name.
 */
export interface FormModel {
  /** Names the model in items (`ItemSheet.form`); `''` the one that the program ships. */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly edition: string;
  readonly stages: readonly FormStage[];
  readonly says: NonNullable<FormDescription['says']>;
  readonly blocks: readonly FormBlock[];
  /** In the order in which people read the form. */
  readonly fields: readonly FormField[];
  /** Tables whose records come and go. */
  readonly lists: readonly FormTable[];
  /** The words of every label with its other writings. */
  writings(): readonly (readonly string[])[];
  readonly checks: readonly Check[];
  /** Takes a path apart; `undefined` for one that the form lacks. */
  keyOf(path: string): FieldKey | undefined;
  /** Fields of a role, in the order of the form. */
  withRole(role: FieldRole): readonly FormField[];
}

export interface FormStage extends Stage {
  /** What settings and lists call it. */
  readonly step: string;
  readonly name: string;
  readonly title: string;
  readonly each: StageTimes;
}

export interface FormBlock {
  readonly id: string;
  /** What people call it; '' where its fields are known without it. */
  readonly shown: string;
  /** The heading's own words; '' where it has none. */
  readonly words: string;
  readonly tables: readonly FormTable[];
  readonly fields: readonly FormField[];
}

export interface FormTable {
  readonly id: string;
  readonly block: FormBlock;
  readonly description: Table;
  /** Its records come and go, counted by `{row}`. */
  readonly repeats: boolean;
  /** What settings and stored states call the number of its records. */
  readonly count: string;
  /** The words at its left; '' where it has none. */
  readonly words: string;
  readonly shown: string;
  readonly fields: readonly FormField[];
  /** What paths of its records begin with, `{row}` last: `costs.{row}`. */
  readonly record: string;
  /** The field that names a record; `undefined` where none does. */
  readonly name: FormField | undefined;
}

/** All the boxes of one path template. */
export interface FormField {
  /** Its place in the order of the form. */
  readonly index: number;
  /** `cost.{year}.budget`. */
  readonly template: string;
  readonly kind: FieldKind;
  readonly traits: Traits;
  readonly role: FieldRole | undefined;
  readonly stage: string | undefined;
  /** The label's own words on the form: of a table's field its line's, else its own or its table's. */
  readonly words: string;
  /** Headings over it without the year, outer first. */
  readonly headings: readonly string[];
  /** What people call it within its block. */
  readonly shown: string;
  /** What people call its line; '' outside of lines. */
  readonly lineShown: string;
  readonly block: FormBlock;
  readonly table: FormTable | undefined;
  /** Places in the table; 0 outside of tables. */
  readonly line: number;
  readonly column: number;
  readonly hasYear: boolean;
  readonly hasRow: boolean;
}

/** A path taken apart. */
export interface FieldKey {
  readonly field: FormField;
  readonly year?: number;
  readonly row?: number;
  readonly slot?: number;
  readonly part?: number;
}

export type FieldWhere = Omit<FieldKey, 'field'>;

/** More paths than any plan's forms have, fewer than would fill the memory. */
const mostKept = 20_000;

/** Makes one edition of a description ready. */
export function modelOf(form: FormDescription, edition: Edition, key: string): FormModel {
  const maker = new ModelMaker();
  for (const sheet of edition.sheets) for (const block of sheet.blocks) maker.block(block);
  const { blocks, fields } = maker;
  const roles = new Map<FieldRole, FormField[]>();
  for (const field of fields)
    if (field.role !== undefined) roles.set(field.role, [...(roles.get(field.role) ?? []), field]);
  const root: PathNode = { next: new Map() };
  for (const field of fields) addPath(root, field);
  const known = new Map<string, FieldKey | undefined>();
  return {
    key,
    id: form.id,
    name: form.name,
    edition: edition.id,
    stages: (form.stages ?? []).map((stage) => stageOf(stage, fields)),
    says: form.says ?? {},
    blocks,
    fields,
    lists: blocks.flatMap(({ tables }) => tables.filter(({ repeats }) => repeats)),
    checks: edition.checks ?? [],
    writings: () => edition.sheets.flatMap(({ blocks: all }) => all.flatMap(labelsOf)).map(writingsOf),
    keyOf(path) {
      const kept = known.get(path);
      if (kept !== undefined || known.has(path)) return kept;
      const found = findKey(root, path.split('.'), 0, {});
      if (known.size < mostKept) known.set(path, found);
      return found;
    },
    withRole: (role) => roles.get(role) ?? [],
  };
}

const stageOf = (stage: Stage, fields: readonly FormField[]): FormStage => ({
  ...stage,
  step: stage.step ?? stage.id,
  name: stage.name ?? stage.id,
  title: stage.title ?? stage.name ?? stage.id,
  each: stage.each ?? (fields.some((field) => field.stage === stage.id && field.hasYear) ? 'year' : 'start'),
});

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

class ModelMaker {
  readonly blocks: FormBlock[] = [];
  readonly fields: FormField[] = [];

  block(description: Block): void {
    const words = wordsOf(description.heading);
    const block: Writable<FormBlock> = {
      id: description.id,
      shown: description.shown ?? words,
      words,
      tables: [],
      fields: [],
    };
    this.blocks.push(block as FormBlock);
    for (const field of description.fields ?? []) this.#field(field, description, block);
    for (const table of description.tables ?? []) this.#table(table, description, block);
  }

  #add(
    block: Writable<FormBlock>,
    field: Omit<FormField, 'index' | 'role' | 'stage' | 'hasYear' | 'hasRow' | 'block'>,
  ): FormField {
    const made: FormField = {
      ...field,
      index: this.fields.length,
      role: field.traits.role,
      stage: field.traits.stage,
      hasYear: field.template.includes('{year}'),
      hasRow: field.template.includes('{row}'),
      block: block as FormBlock,
    };
    this.fields.push(made);
    block.fields.push(made);
    return made;
  }

  #field(field: Field, block: Block, owner: Writable<FormBlock>): void {
    const traits = mergedTraits(ofBlock(block), field);
    const rows = field.place.rows ?? [];
    const columns = field.place.columns ?? [];
    const words = wordsOf(rows.at(-1) ?? columns.at(-1));
    this.#add(owner, {
      template: field.path,
      kind: field.kind,
      traits,
      words,
      headings: headingsOf(rows.length > 0 ? columns : columns.slice(0, -1)),
      shown: traits.shown ?? field.label ?? words,
      lineShown: '',
      table: undefined,
      line: 0,
      column: 0,
    });
  }

  #table(table: Table, block: Block, owner: Writable<FormBlock>): void {
    const words = wordsOf(table.heading);
    const repeats = table.repeat !== undefined && table.path.includes('{row}');
    const made: Writable<FormTable> = {
      id: table.id,
      block: owner as FormBlock,
      description: table,
      repeats,
      count: table.repeat?.count ?? table.id,
      words,
      shown: table.shown ?? words,
      fields: [],
      record: table.path.slice(0, table.path.indexOf('{row}') + '{row}'.length),
      name: undefined,
    };
    owner.tables.push(made as FormTable);
    const said = ofBlock(block);
    const lines = table.lines ?? [undefined];
    for (const [l, line] of lines.entries())
      for (const [c, column] of table.columns.entries()) {
        if (column.whole === true && l > 0) continue;
        const own = column.whole === true ? undefined : line;
        const cells = (table.cells ?? []).filter(
          (cell) =>
            (cell.line === undefined || cell.line === own?.path) &&
            (cell.column === undefined || cell.column === column.path),
        );
        if (cells.some(({ none }) => none === true)) continue;
        const traits = mergedTraits(said, table, own, column, ...cells);
        const labels = listOf(column.label);
        const lineLabels = own === undefined ? [] : listOf(own.label);
        const lineWords = wordsOf(lineLabels.at(-1));
        made.fields.push(
          this.#add(owner, {
            template: crossingPath(table.path, column.path, own?.path),
            kind: traits.kind ?? 'text',
            traits,
            words: lineWords === '' ? (words === '' ? (headingsOf(labels).at(-1) ?? '') : words) : lineWords,
            headings: headingsOf(labels),
            shown: column.shown ?? traits.shown ?? headingsOf(labels).at(-1) ?? lineWords,
            lineShown: own?.shown ?? (table.lines !== undefined && table.lines.length > 1 ? lineWords : ''),
            table: made as FormTable,
            line: l,
            column: c,
          }),
        );
      }
    made.name = made.fields.find(({ kind, hasYear }) => !hasYear && (kind === 'line' || kind === 'code'));
  }
}

const ofBlock = ({ stage, applies }: Block): Traits => ({
  ...(stage === undefined ? {} : { stage }),
  ...(applies === undefined ? {} : { applies }),
});

const listOf = (label: LabelLike | readonly LabelLike[]): readonly LabelLike[] =>
  Array.isArray(label) ? label : [label as LabelLike];

const labelsOf = ({ heading, fields = [], tables = [] }: Block): readonly LabelLike[] => [
  ...(heading === undefined ? [] : [heading]),
  ...fields.flatMap(({ place }) => [...(place.rows ?? []), ...(place.columns ?? [])]),
  ...tables.flatMap(({ heading: own, columns, lines = [] }) => [
    ...(own === undefined ? [] : [own]),
    ...[...columns, ...lines].flatMap(({ label }) => listOf(label)),
  ]),
];

const writingsOf = (label: LabelLike): readonly string[] =>
  typeof label === 'string' ? [label] : [label.text, ...(label.also ?? [])];

const wordsOf = (label: LabelLike | undefined): string =>
  label === undefined ? '' : typeof label === 'string' ? label : label.text;

/** The words of headings that are more than a year. */
const headingsOf = (labels: readonly LabelLike[]): readonly string[] =>
  labels.map((label) => wordsOf(label).replaceAll('{year}', '')).filter((words) => words !== '');

interface PathNode {
  field?: FormField;
  readonly next: Map<string, PathNode>;
}

const counted = ['row', 'slot', 'part'] as const;

function addPath(root: PathNode, field: FormField): void {
  let node = root;
  for (const segment of field.template.split('.')) {
    let next = node.next.get(segment);
    if (next === undefined) node.next.set(segment, (next = { next: new Map() }));
    node = next;
  }
  node.field ??= field;
}

function findKey(node: PathNode, segments: readonly string[], at: number, where: FieldWhere): FieldKey | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.field && { field: node.field, ...where };
  const exact = node.next.get(segment);
  const found = exact && !segment.startsWith('{') ? findKey(exact, segments, at + 1, where) : undefined;
  if (found !== undefined || !/^\d{1,4}$/.test(segment)) return found;
  const yearly = segment.length === 4 ? node.next.get('{year}') : undefined;
  const ofYear = yearly && findKey(yearly, segments, at + 1, { ...where, year: Number(segment) });
  if (ofYear !== undefined) return ofYear;
  for (const name of counted) {
    const child = node.next.get(`{${name}}`);
    const ofChild = child && findKey(child, segments, at + 1, { ...where, [name]: Number(segment) });
    if (ofChild !== undefined) return ofChild;
  }
  return undefined;
}

/** What reports and options call a record of a list: `costs.2`. */
export const recordPath = ({ record }: Pick<FormTable, 'record'>, row: number): string =>
  record.replace('{row}', String(row));

/** The path of a field's box; inverse of `keyOf`. A place that is not given keeps its placeholder. */
export function pathOf({ template }: Pick<FormField, 'template'>, where: FieldWhere): string {
  if (!template.includes('{')) return template;
  let path = template;
  if (where.year !== undefined) path = path.replace('{year}', String(where.year));
  if (where.row !== undefined) path = path.replace('{row}', String(where.row));
  if (where.slot !== undefined) path = path.replace('{slot}', String(where.slot));
  if (where.part !== undefined) path = path.replace('{part}', String(where.part));
  return path;
}
