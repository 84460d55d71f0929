import { eraYear } from '../domain/era-year.ts';
import type { FieldPath } from '../domain/fields.ts';
import type { ItemSheet } from '../domain/item.ts';
import { ownSheet, type OwnCell, type OwnRow } from './own-paper.ts';
import type { SheetGeometry } from './sheet.ts';

/** Blocks that a meeting may need; the head always stands. */
export const meetingBlocks = ['overview', 'progress', 'annual', 'overall'] as const;
export type MeetingBlock = (typeof meetingBlocks)[number];

/** Places across the paper in points: labels end here, statuses and grades begin there, and where texts end. */
const labelEnd = 98;
const besideStart = 430;
const end = 499;
const middle = (labelEnd + end) / 2;

/** A cell by the places of its edges; every sheet has the columns that its cells need. */
interface Placed extends Omit<OwnCell, 'column' | 'span'> {
  readonly from: number;
  readonly to: number;
}
interface PlacedRow extends Omit<OwnRow, 'cells'> {
  readonly cells: readonly Placed[];
}

/** Type sizes to try, the largest first: an item is to take two pages at most. */
export const meetingSizes = [12, 11.5, 11, 10.5, 10] as const;

/**
 * «会議用»: one item in larger type, for workbooks of any form. Boxes that are blank are left out; those that `changed` names
 * stand out, also where their text is gone.
 */
export function meetingSheet(
  item: ItemSheet,
  blocks: readonly MeetingBlock[] = meetingBlocks,
  changed: ReadonlySet<FieldPath> = new Set(),
  size: number = meetingSizes[0],
): SheetGeometry {
  const writer = rowWriter(item, changed);
  writer.head();
  if (blocks.includes('overview')) {
    writer.heading('改革実施概要');
    writer.text('現状と課題', 'background');
    writer.text('改革の目的、\n考えられる効果', 'purpose');
    writer.text('取組の内容', 'actions');
    writer.steps();
    writer.indicators();
  }
  if (blocks.includes('progress')) {
    writer.heading('進捗管理');
    for (const year of item.years) {
      writer.text(`${eraYear(year)}\n上半期`, `progress.${year}.firstHalf.text`, {
        path: `progress.${year}.firstHalf.status`,
        look: 'centre',
      });
      writer.text(`${eraYear(year)}\n下半期`, `progress.${year}.secondHalf.text`, {
        path: `progress.${year}.secondHalf.status`,
        look: 'centre',
      });
    }
  }
  if (blocks.includes('annual')) {
    writer.heading('年度評価');
    for (const year of item.years) {
      writer.text(`${eraYear(year)}\n評価`, `annual.${year}.assessment`, {
        path: `annual.${year}.grade`,
        look: 'grade',
      });
      writer.text('課題、今後の\n方針など', `annual.${year}.nextSteps`);
    }
  }
  if (blocks.includes('overall')) {
    writer.heading('計画期間の評価');
    writer.text('総合評価', 'overall.assessment', { path: 'overall.grade', look: 'grade' });
    writer.text('課題、今後の\n方針など', 'overall.nextSteps');
    writer.text('計画期間の後', 'overall.afterPlan');
  }
  const rows = writer.rows();
  const edges = [
    ...new Set([0, end, ...rows.flatMap(({ cells }) => cells.flatMap(({ from, to }) => [from, to]))]),
  ].toSorted((one, other) => one - other);
  const placed = rows.map(({ cells, ...row }): OwnRow => ({
    ...row,
    cells: cells.map(({ from, to, ...cell }) => ({
      ...cell,
      column: edges.indexOf(from) + 1,
      span: edges.indexOf(to) - edges.indexOf(from),
    })),
  }));
  const columns = edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0));
  return {
    ...ownSheet({
      name: item.sheet,
      columns,
      rows: placed,
      size,
      pageNumbers: true,
      runningHead: `${plate(item)}　${oneLine(item)}`,
    }),
    part: item.key,
  };
}

const plate = (item: ItemSheet): string => (item.no.trim() === '' ? item.sheet : `No.${item.no.trim()}`);
const oneLine = (item: ItemSheet): string => (item.fields.title?.text ?? '').replaceAll('\n', '').trim();

interface RowWriter {
  head(): void;
  heading(words: string): void;
  /** A label and a text, and beside it a status or grade; nothing when they are blank and always were. */
  text(label: string, path: FieldPath, beside?: { readonly path: FieldPath; readonly look: 'centre' | 'grade' }): void;
  /** 取組工程: the plan and what came of it, a row a year. */
  steps(): void;
  /** 指標: two rows each, plan and actual, a column a year. */
  indicators(): void;
  rows(): readonly PlacedRow[];
}

function rowWriter(item: ItemSheet, changed: ReadonlySet<FieldPath>): RowWriter {
  const rows: PlacedRow[] = [];
  const stored = (path: FieldPath): string => item.fields[path]?.text.trim() ?? '';
  /** What paper says of a box: a text that is gone leaves a word. */
  const shown = (path: FieldPath): string => (stored(path) === '' && changed.has(path) ? '（空欄）' : stored(path));
  const says = (paths: readonly FieldPath[]): boolean => paths.some((path) => shown(path) !== '');
  const box = (path: FieldPath, from: number, to: number, look: OwnCell['look'] = 'text'): Placed => ({
    from,
    to,
    look,
    text: shown(path),
    changed: changed.has(path),
  });
  const words = (text: string, from: number, to: number, look: OwnCell['look'] = 'label'): Placed => ({
    from,
    to,
    look,
    text,
  });
  const row = (height: number, ...cells: readonly Placed[]): void => void rows.push({ height, cells });
  /** A row that says what the next ones are: the end of a page does not part them. */
  const headRow = (height: number, ...cells: readonly Placed[]): void =>
    void rows.push({ height, cells, withNext: true });

  return {
    rows: () =>
      rows.filter(
        (one, index) => !(isHeading(one) && (rows[index + 1] === undefined || isHeading(rows[index + 1] as PlacedRow))),
      ),
    heading: (text) => headRow(22, words(text, 0, end, 'heading')),
    head() {
      for (const path of ['pillar', 'majorItem', 'middleItem'] as const) {
        const text = stored(path).replaceAll('\n', '');
        if (text !== '') row(16, words(text, 0, end, 'quiet'));
      }
      row(34, words(plate(item), 0, labelEnd, 'number-plate'), {
        ...box('title', labelEnd, end, 'name'),
        text: shown('title').replaceAll('\n', ''),
      });
      const sections = item.sections.map(({ name, lead }) => `${name}${lead ? '●' : ''}`).join('　');
      if (sections !== '') row(22, words('担当課', 0, labelEnd), { ...box('sections', labelEnd, end), text: sections });
    },
    text(label, path, beside) {
      if (!says(beside === undefined ? [path] : [path, beside.path])) return;
      const to = beside === undefined ? end : besideStart;
      row(
        22,
        words(label, 0, labelEnd),
        box(path, labelEnd, to),
        ...(beside === undefined ? [] : [box(beside.path, to, end, beside.look)]),
      );
    },
    steps() {
      for (let step = 0; step < item.stepRows; step += 1) {
        const current: FieldPath = `steps.${step}.current`;
        const years = item.years.map(
          (year) => ({ year, plan: `steps.${step}.${year}.plan`, actual: `steps.${step}.${year}.actual` }) as const,
        );
        if (!says([current, ...years.flatMap(({ plan, actual }) => [plan, actual])])) continue;
        headRow(
          20,
          words(`取組工程${item.stepRows > 1 ? step + 1 : ''}`, 0, labelEnd),
          words('計画', labelEnd, middle, 'label-centre'),
          words('実績', middle, end, 'label-centre'),
        );
        if (says([current])) row(20, words('現状', 0, labelEnd, 'text'), box(current, labelEnd, end));
        for (const { year, plan, actual } of years) {
          if (says([plan, actual]))
            row(20, words(eraYear(year), 0, labelEnd, 'text'), box(plan, labelEnd, middle), box(actual, middle, end));
        }
      }
    },
    indicators() {
      const { years } = item;
      const used = Array.from({ length: item.indicatorRows }, (_, index) => index).filter((index) =>
        says([
          `indicators.${index}.name`,
          `indicators.${index}.current`,
          ...years.flatMap((year): FieldPath[] => [
            `indicators.${index}.${year}.plan`,
            `indicators.${index}.${year}.actual`,
          ]),
        ]),
      );
      if (used.length === 0) return;
      // Many years leave less for the name.
      const [nameEnd, kindEnd, currentEnd] = years.length > 3 ? [120, 154, 212] : [170, 206, 270];
      const edge = (index: number): number => currentEnd + (index * (end - currentEnd)) / Math.max(1, years.length);
      const perYear = (make: (year: number, from: number, to: number) => Placed): readonly Placed[] =>
        years.map((year, index) => make(year, edge(index), edge(index + 1)));
      headRow(
        20,
        words('指標', 0, nameEnd),
        words('', nameEnd, kindEnd),
        words('現状', kindEnd, currentEnd, 'label-centre'),
        ...perYear((year, from, to) => words(eraYear(year), from, to, 'label-centre')),
      );
      for (const index of used) {
        const values = (half: 'plan' | 'actual') =>
          perYear((year, from, to) => box(`indicators.${index}.${year}.${half}`, from, to, 'centre'));
        headRow(
          20,
          { ...box(`indicators.${index}.name`, 0, nameEnd), rows: 2 },
          words('計画', nameEnd, kindEnd, 'centre'),
          { ...box(`indicators.${index}.current`, kindEnd, currentEnd, 'centre'), rows: 2 },
          ...values('plan'),
        );
        row(20, words('実績', nameEnd, kindEnd, 'centre'), ...values('actual'));
      }
    },
  };
}

const isHeading = (row: PlacedRow): boolean => row.cells.length === 1 && row.cells[0]?.look === 'heading';
