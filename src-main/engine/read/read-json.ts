import type { FieldPath, FiscalYear } from '../../../src-shared/domain/fields.ts';
import { sentence } from '../../../src-shared/failures/failures.ts';
import type {
  IndicatorRow,
  ItemSheet,
  Section,
  SheetField,
  StepRow,
  YearPair,
} from '../../../src-shared/domain/item.ts';
import type { Language } from '../../../src-shared/failures/language.ts';
import { annualPaths, indicatorPaths, progressPaths, stepPaths, type HalfPaths, type PairPaths } from './json-paths.ts';
import type { OpenedWorkbook } from '../types.ts';

/** One item as `read --json` prints it. */
export interface ItemJson {
  readonly sheet: string;
  readonly no: string;
  readonly pillar: string;
  readonly majorItem: string;
  readonly middleItem: string;
  readonly sections: readonly Section[];
  readonly sectionsText: string;
  readonly title: string;
  readonly background: string;
  readonly purpose: string;
  readonly actions: string;
  readonly steps: readonly StepRow[];
  readonly indicators: readonly IndicatorRow[];
  readonly progress: Readonly<Record<string, { readonly firstHalf: HalfJson; readonly secondHalf: HalfJson }>>;
  readonly annual: Readonly<
    Record<string, { readonly assessment: string; readonly grade: string; readonly nextSteps: string }>
  >;
  readonly overall: {
    readonly assessment: string;
    readonly grade: string;
    readonly nextSteps: string;
    readonly afterPlan: string;
  };
  /** The cell of each field that the sheet has. */
  readonly cells: Readonly<Record<string, string>>;
}

interface HalfJson {
  readonly text: string;
  readonly status: string;
}

/** The form that the program ships: Niigata City's, the first one. */
export const FIRST_FORM = { id: 'niigata-kohyo', edition: '2013' } as const;

export interface WarningJson {
  readonly kind: string;
  readonly message: string;
  readonly sheet?: string;
  readonly cell?: string;
}

export interface WorkbookJson {
  readonly file: string;
  readonly plan: { readonly years: readonly FiscalYear[] };
  readonly form: typeof FIRST_FORM;
  readonly items: readonly ItemJson[];
  readonly warnings: readonly WarningJson[];
}

/** A workbook as `read --json` prints it: texts as a reader sees them, boxes that the sheet lacks or leaves blank as `""`. */
export function toReadJson(
  fileName: string,
  opened: Omit<OpenedWorkbook, 'package'>,
  language: Language,
): WorkbookJson {
  return {
    file: fileName,
    plan: { years: opened.plan.years },
    form: FIRST_FORM,
    items: opened.items.map(itemJson),
    warnings: opened.warnings.map((warning) => ({
      kind: warning.kind,
      message: sentence(warning, language),
      ...(warning.sheet === undefined ? {} : { sheet: warning.sheet }),
      ...(warning.cell === undefined ? {} : { cell: warning.cell }),
    })),
  };
}

/** Characters of a piece of `readJsonText`, about: few enough for each to be made where the last one was. */
const pieceLength = 1 << 13;

/**
 * The text of `toReadJson` in pieces, one line an item: `grep` and `diff` find items, and a plan of 300 is written in half the
 * time of indenting it. `more` are keys that come last. Item by item, so that a large plan is never held as objects, as one text and as bytes at once.
 */
export function* readJsonText(
  fileName: string,
  opened: Omit<OpenedWorkbook, 'package'>,
  language: Language,
  more: Readonly<Record<string, unknown>> = {},
  valueOf?: (field: SheetField) => object,
): Generator<string> {
  const { file, plan, form, warnings } = toReadJson(fileName, { ...opened, items: [] }, language);
  let piece = `{"file":${JSON.stringify(file)},"plan":${JSON.stringify(plan)},"form":${JSON.stringify(form)},"items":[`;
  let before = '\n';
  for (const item of opened.items) {
    piece +=
      before +
      JSON.stringify(valueOf === undefined ? itemJson(item) : { ...itemJson(item), values: valuesOf(item, valueOf) });
    before = ',\n';
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  const end = opened.items.length === 0 ? ']' : '\n]';
  const listed =
    warnings.length === 0 ? '[]' : `[\n${warnings.map((warning) => JSON.stringify(warning)).join(',\n')}\n]`;
  const added = Object.entries(more).map(([key, value]) => `,${JSON.stringify(key)}:${JSON.stringify(value)}`);
  yield `${piece}${end},"warnings":${listed}${added.join('')}}\n`;
}

function itemJson(item: ItemSheet): ItemJson {
  const { years } = item;
  const text = (path: FieldPath): string => item.fields[path]?.text ?? '';
  const pair = ({ plan, actual }: PairPaths): YearPair => ({ plan: text(plan), actual: text(actual) });
  const half = (paths: HalfPaths): HalfJson => ({ text: text(paths.text), status: text(paths.status) });
  return {
    sheet: item.sheet,
    no: item.no,
    pillar: text('pillar'),
    majorItem: text('majorItem'),
    middleItem: text('middleItem'),
    sections: item.sections,
    sectionsText: text('sections'),
    title: text('title'),
    background: text('background'),
    purpose: text('purpose'),
    actions: text('actions'),
    steps: rows(item.rows['steps'] ?? 0, (row) => {
      const paths = stepPaths(row);
      return byYear(years, (year) => pair(paths.inYear(year)), { current: text(paths.current) });
    }),
    indicators: rows(item.rows['indicators'] ?? 0, (row) => {
      const paths = indicatorPaths(row);
      return byYear(years, (year) => pair(paths.inYear(year)), {
        name: text(paths.name),
        current: text(paths.current),
      });
    }),
    progress: byYear(years, (year) => {
      const { firstHalf, secondHalf } = progressPaths(year);
      return { firstHalf: half(firstHalf), secondHalf: half(secondHalf) };
    }),
    annual: byYear(years, (year) => {
      const { assessment, grade, nextSteps } = annualPaths(year);
      return { assessment: text(assessment), grade: text(grade), nextSteps: text(nextSteps) };
    }),
    overall: {
      assessment: text('overall.assessment'),
      grade: text('overall.grade'),
      nextSteps: text('overall.nextSteps'),
      afterPlan: text('overall.afterPlan'),
    },
    cells: cellsOf(item),
  };
}

const rows = <T>(count: number, of: (row: number) => T): T[] => Array.from({ length: count }, (_, row) => of(row));

/** `made` with what each year has. */
function byYear<T, M extends object>(
  years: readonly FiscalYear[],
  of: (year: FiscalYear) => T,
  made = {} as M,
): M & Record<number, T> {
  const all = made as M & Record<number, T>;
  for (const year of years) (all as Record<number, T>)[year] = of(year);
  return all;
}

function valuesOf(item: ItemSheet, valueOf: (field: SheetField) => object): Record<string, object> {
  return Object.fromEntries(
    Object.values(item.fields).flatMap((field) => (field === undefined ? [] : [[field.path, valueOf(field)]])),
  );
}

function cellsOf(item: ItemSheet): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const path in item.fields) {
    const field = item.fields[path as FieldPath];
    if (field) cells[field.path] = field.cell;
  }
  return cells;
}
