import { groupingKey } from '../../../../src-shared/domain/normal.ts';
import type {
  Block,
  Column,
  Edition,
  Field,
  FormDescription,
  Label,
  LabelLike,
  Line,
  SheetForm,
  Table,
} from '../../../../src-shared/form/description.ts';
import { labelPattern, type LabelPattern } from '../../../../src-shared/form/label-pattern.ts';
import { foldLabel } from '../../../../src-shared/form/fold.ts';
import { parseArea, type Area } from '../../book/address.ts';

/** A label made ready for comparing. */
export interface CompiledLabel {
  /** Its words, for messages. */
  readonly text: string;
  readonly patterns: readonly LabelPattern[];
  readonly nth: number | undefined;
  readonly at: Area | undefined;
  /** Words that begin a value's own cell. */
  readonly beginnings: readonly string[];
}

export interface CompiledField {
  readonly field: Field;
  readonly rows: readonly CompiledLabel[];
  readonly columns: readonly CompiledLabel[];
  readonly at: Area | undefined;
}

export interface CompiledAxis<T extends Column | Line = Column | Line> {
  readonly entry: T;
  readonly labels: readonly CompiledLabel[];
  /** The same in one cell: 「令和7年度計画」 for 令和7年度 over 計画. */
  readonly joined: CompiledLabel | undefined;
  /** It stands for every year that the sheet shows. */
  readonly isYearly: boolean;
  readonly at: Area | undefined;
}

export interface CompiledTable {
  readonly table: Table;
  /** The label at the left of its records. */
  readonly heading: CompiledLabel | undefined;
  readonly columns: readonly CompiledAxis<Column>[];
  readonly lines: readonly CompiledAxis<Line>[];
  /** By `line/column`; `*` for every one. */
  readonly cells: ReadonlyMap<string, NonNullable<Table['cells']>[number]>;
}

export interface CompiledBlock {
  readonly block: Block;
  readonly heading: CompiledLabel | undefined;
  readonly fields: readonly CompiledField[];
  readonly tables: readonly CompiledTable[];
}

export interface CompiledSheet {
  readonly form: SheetForm;
  readonly edition: Edition;
  readonly titles: readonly CompiledLabel[];
  readonly yearTitle: CompiledLabel | undefined;
  readonly words: ReadonlySet<string>;
  readonly names: readonly string[];
  readonly blocks: readonly CompiledBlock[];
  /** Every label of the sheet, headings and titles too, each object once. */
  readonly labels: readonly CompiledLabel[];
}

export interface CompiledForm {
  readonly form: FormDescription;
  readonly sheets: readonly CompiledSheet[];
}

/** Makes a description ready for reading; once for all sheets of a workbook. */
export function compileForm(form: FormDescription): CompiledForm {
  return {
    form,
    sheets: form.editions.flatMap((edition) => edition.sheets.map((sheet) => compileSheet(sheet, edition))),
  };
}

function compileSheet(form: SheetForm, edition: Edition): CompiledSheet {
  const labels = new Map<string, CompiledLabel>();
  const compile = (like: LabelLike): CompiledLabel => {
    const key = JSON.stringify(like);
    let made = labels.get(key);
    if (made === undefined) labels.set(key, (made = compileLabel(like)));
    return made;
  };
  const axis = <T extends Column | Line>(entry: T, table: Table): CompiledAxis<T> => {
    const list = Array.isArray(entry.label) ? entry.label : [entry.label as LabelLike];
    const joined = joinedLabel(list);
    return {
      entry,
      labels: list.map(compile),
      joined: joined === undefined ? undefined : compile(joined),
      isYearly: isOfYears(entry, table),
      at: areaOf(entry.at),
    };
  };
  const blocks = form.blocks.map((block): CompiledBlock => ({
    block,
    heading: block.heading === undefined ? undefined : compile(block.heading),
    fields: (block.fields ?? []).map((field) => ({
      field,
      rows: (field.place.rows ?? []).map(compile),
      columns: (field.place.columns ?? []).map(compile),
      at: areaOf(field.at),
    })),
    tables: (block.tables ?? []).map((table) => ({
      table,
      heading: table.heading === undefined ? undefined : compile(table.heading),
      columns: table.columns.map((column) => axis(column, table)),
      lines: (table.lines ?? []).map((line) => axis(line, table)),
      cells: new Map((table.cells ?? []).map((cell) => [`${cell.line ?? '*'}/${cell.column ?? '*'}`, cell])),
    })),
  }));
  const titles = (form.titles ?? []).map(compile);
  const yearTitle = form.year !== undefined && 'title' in form.year ? compile(form.year.title) : undefined;
  return {
    form,
    edition,
    titles,
    yearTitle,
    words: new Set((form.words ?? []).map(foldLabel)),
    names: (form.names ?? []).map(foldLabel),
    blocks,
    labels: [...labels.values()],
  };
}

/** Its path, or the table's with a year in its heading, has a place for the year that the heading says. */
const isOfYears = (entry: Column | Line, table: Table): boolean =>
  entry.year === undefined &&
  (entry.path.includes('{year}') || (table.path.includes('{year}') && JSON.stringify(entry.label).includes('{year}')));

/** A year over a kind may stand in one cell with it. */
function joinedLabel(list: readonly LabelLike[]): Label | undefined {
  const [outer, inner, ...more] = list;
  if (more.length > 0 || inner === undefined || (typeof outer === 'string' ? outer : outer?.text) !== '{year}')
    return undefined;
  const { text, also = [] }: Label = typeof inner === 'string' ? { text: inner } : inner;
  return { text: `{year}${text}`, also: also.map((words) => `{year}${words}`) };
}

function compileLabel(like: LabelLike): CompiledLabel {
  const label: Label = typeof like === 'string' ? { text: like } : like;
  const writings = [label.text, ...(label.also ?? [])];
  return {
    text: label.text,
    patterns: writings.map(labelPattern),
    nth: label.nth,
    at: areaOf(label.at),
    beginnings: writings.map((text) => groupingKey(text)),
  };
}

const areaOf = (text: string | undefined): Area | undefined => (text === undefined ? undefined : parseArea(text));
