import type { FieldPath, FiscalYear } from '../../src-shared/fields.ts';
import { sentence } from '../../src-shared/failures.ts';
import type { IndicatorRow, ItemSheet, Section, StepRow, YearPair } from '../../src-shared/item.ts';
import type { Language } from '../../src-shared/language.ts';
import type { OpenedWorkbook } from './types.ts';

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
  readonly annual: Readonly<Record<string, { readonly assessment: string; readonly grade: string; readonly nextSteps: string }>>;
  readonly overall: { readonly assessment: string; readonly grade: string; readonly nextSteps: string; readonly afterPlan: string };
  /** The cell of each field that the sheet has. */
  readonly cells: Readonly<Record<string, string>>;
}

interface HalfJson {
  readonly text: string;
  readonly status: string;
}

export interface WarningJson {
  readonly kind: string;
  readonly message: string;
  readonly sheet?: string;
  readonly cell?: string;
}

export interface WorkbookJson {
  readonly file: string;
  readonly plan: { readonly years: readonly FiscalYear[] };
  readonly items: readonly ItemJson[];
  readonly warnings: readonly WarningJson[];
}

/** A workbook as `read --json` prints it: texts as a reader sees them, boxes that the sheet lacks or leaves blank as `""`. */
export function toReadJson(fileName: string, opened: Omit<OpenedWorkbook, 'package'>, language: Language): WorkbookJson {
  return {
    file: fileName,
    plan: { years: opened.plan.years },
    items: opened.items.map(itemJson),
    warnings: opened.warnings.map((warning) => ({
      kind: warning.kind,
      message: sentence(warning, language),
      ...(warning.sheet === undefined ? {} : { sheet: warning.sheet }),
      ...(warning.cell === undefined ? {} : { cell: warning.cell }),
    })),
  };
}

/** Characters of a piece of `readJsonText`, about. */
const pieceLength = 1 << 16;

/**
 * The text of `toReadJson` in pieces, one line an item: `grep` and `diff` find items, and a plan of 300 is written in half the
 * time of indenting it. Item by item, so that a large plan is never held as objects, as one text and as bytes at once.
 */
export function* readJsonText(fileName: string, opened: Omit<OpenedWorkbook, 'package'>, language: Language): Generator<string> {
  const { file, plan, warnings } = toReadJson(fileName, { ...opened, items: [] }, language);
  let piece = `{"file":${JSON.stringify(file)},"plan":${JSON.stringify(plan)},"items":[`;
  let before = '\n';
  for (const item of opened.items) {
    piece += before + JSON.stringify(itemJson(item));
    before = ',\n';
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  const end = opened.items.length === 0 ? ']' : '\n]';
  const listed = warnings.length === 0 ? '[]' : `[\n${warnings.map((warning) => JSON.stringify(warning)).join(',\n')}\n]`;
  yield `${piece}${end},"warnings":${listed}}\n`;
}

function itemJson(item: ItemSheet): ItemJson {
  const text = (path: FieldPath): string => item.fields[path]?.text ?? '';
  const byYear = <T>(of: (year: FiscalYear) => T): Record<string, T> =>
    Object.fromEntries(item.years.map((year) => [String(year), of(year)]));
  const rows = <T>(count: number, of: (row: number) => T): T[] => Array.from({ length: count }, (_, row) => of(row));
  const pairs = (block: 'steps' | 'indicators', row: number): Record<number, YearPair> =>
    byYear((year) => ({ plan: text(`${block}.${row}.${year}.plan`), actual: text(`${block}.${row}.${year}.actual`) }));
  const half = (year: FiscalYear, name: 'firstHalf' | 'secondHalf'): HalfJson => ({
    text: text(`progress.${year}.${name}.text`),
    status: text(`progress.${year}.${name}.status`),
  });
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
    steps: rows(item.stepRows, (row) => ({ current: text(`steps.${row}.current`), ...pairs('steps', row) })),
    indicators: rows(item.indicatorRows, (row) => ({
      name: text(`indicators.${row}.name`),
      current: text(`indicators.${row}.current`),
      ...pairs('indicators', row),
    })),
    progress: byYear((year) => ({ firstHalf: half(year, 'firstHalf'), secondHalf: half(year, 'secondHalf') })),
    annual: byYear((year) => ({
      assessment: text(`annual.${year}.assessment`),
      grade: text(`annual.${year}.grade`),
      nextSteps: text(`annual.${year}.nextSteps`),
    })),
    overall: {
      assessment: text('overall.assessment'),
      grade: text('overall.grade'),
      nextSteps: text('overall.nextSteps'),
      afterPlan: text('overall.afterPlan'),
    },
    cells: cellsOf(item),
  };
}

function cellsOf(item: ItemSheet): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const path in item.fields) {
    const field = item.fields[path as FieldPath];
    if (field) cells[field.path] = field.cell;
  }
  return cells;
}
