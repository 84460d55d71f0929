import type { FieldPath, FiscalYear } from '../../../../src-shared/domain/fields.ts';

/**
 * The existing form (個票) as boxes on a grid: which label or field stands where, for any number of years, step rows
 * and indicator rows. Rows and columns count from 0. Who draws it (ExcelJS for a new plan) only turns boxes into cells.
 */
export interface FormLayout {
  /** Column widths in characters of the default font, as Excel counts them. */
  readonly columns: readonly number[];
  /** Row heights in points. */
  readonly rows: readonly number[];
  readonly boxes: readonly FormBox[];
}

/** One box, merged when it is larger than a cell. A box has a label's text or a field's path, never both. */
export interface FormBox {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly style: FormStyle;
  readonly label?: string;
  readonly path?: FieldPath;
}

export type FormStyle =
  | 'pillar'
  | 'label'
  | 'note'
  | 'vertical'
  | 'title'
  | 'text'
  | 'step'
  | 'indicatorName'
  | 'number'
  | 'choice'
  | 'grade';

export interface FormShape {
  readonly years: readonly FiscalYear[];
  readonly stepRows: number;
  readonly indicatorRows: number;
  /** How the form writes a fiscal year: `令和7年度`. */
  readonly yearLabel: (year: FiscalYear) => string;
}

const columnsBefore = 3;
const columnsOfYear = [9.5, 8, 9, 8] as const;

/** Lays the form out. Throws for a shape that the form cannot have (no year, no step row). */
export function formLayout({ years, stepRows, indicatorRows, yearLabel }: FormShape): FormLayout {
  const last = years.at(-1);
  if (last === undefined || stepRows < 1) throw new RangeError('a form has at least one year and one step row');
  const boxes: FormBox[] = [];
  const rows: number[] = [];
  const right = columnsBefore + years.length * 4 - 1;
  const at = (year: number, part: number) => columnsBefore + year * 4 + part;
  const n = years.length - 1;

  const row = (height: number) => rows.push(height) - 1;
  const box = (
    style: FormStyle,
    [top, bottom]: readonly [number, number],
    [left, rightmost]: readonly [number, number],
    what: { label: string } | { path: FieldPath },
  ) => boxes.push({ top, bottom, left, right: rightmost, style, ...what });
  const one = (r: number) => [r, r] as const;

  const pillar = row(27.75);
  box('pillar', one(pillar), [0, right], { path: 'pillar' });
  row(3.75);

  const major = row(22.5);
  const middle = row(66);
  for (const [r, label, path, side, sidePath] of [
    [major, '大項目', 'majorItem', 'No.', 'no'],
    [middle, '中項目', 'middleItem', '担当課', 'sections'],
  ] as const) {
    box('label', one(r), [0, 1], { label });
    box('text', one(r), [2, at(n, 0) - 1], { path });
    box('label', one(r), [at(n, 0), at(n, 0)], { label: side });
    box(path === 'majorItem' ? 'choice' : 'text', one(r), [at(n, 1), right], { path: sidePath });
  }
  const title = row(24.75);
  box('label', one(title), [0, 1], { label: '具体的な改革項目' });
  box('title', one(title), [2, right], { path: 'title' });
  const background = row(56.25);
  box('label', one(background), [0, 1], { label: '現状と課題\n(これまでの取組)' });
  box('text', one(background), [2, right], { path: 'background' });

  const purpose = row(52.5);
  box('label', one(purpose), [1, 1], { label: '改革の目的、\n考えられる効果' });
  box('text', one(purpose), [2, right], { path: 'purpose' });
  const actions = row(46.5);
  box('label', one(actions), [1, 1], { label: '取組の内容' });
  box('text', one(actions), [2, right], { path: 'actions' });
  const stepHead = row(28.5);
  box('label', one(stepHead), [2, 2], { label: '現状' });
  years.forEach((year, k) => {
    box('label', one(stepHead), [at(k, 0), at(k, 1)], { label: `${yearLabel(year)}\n計画` });
    box('label', one(stepHead), [at(k, 2), at(k, 3)], { label: `${yearLabel(year)}\n実績` });
  });
  for (let i = 0; i < stepRows; i++) {
    const r = row(63);
    box('step', one(r), [2, 2], { path: `steps.${i}.current` });
    years.forEach((year, k) => {
      box('step', one(r), [at(k, 0), at(k, 1)], { path: `steps.${i}.${year}.plan` });
      box('step', one(r), [at(k, 2), at(k, 3)], { path: `steps.${i}.${year}.actual` });
    });
  }
  const lastStep = rows.length - 1;
  box('label', [stepHead, lastStep], [1, 1], { label: '取組工程\n(具体的な内容)' });
  box('vertical', [purpose, lastStep], [0, 0], { label: '改革実施概要' });

  for (let i = 0; i < indicatorRows; i++) {
    const r = row(33);
    box('indicatorName', one(r), [1, 1], { path: `indicators.${i}.name` });
    box('number', one(r), [2, 2], { path: `indicators.${i}.current` });
    years.forEach((year, k) => {
      box('number', one(r), [at(k, 0), at(k, 1)], { path: `indicators.${i}.${year}.plan` });
      box('number', one(r), [at(k, 2), at(k, 3)], { path: `indicators.${i}.${year}.actual` });
    });
  }
  if (indicatorRows > 0) box('label', [lastStep + 1, rows.length - 1], [0, 0], { label: '指標' });

  row(7.5);
  const progressHead = row(18);
  box('note', one(progressHead), [1, 2], { label: '(各年度10月、年度終了後に実施)' });
  const first = row(81);
  const second = row(81);
  box('vertical', [progressHead, second], [0, 0], { label: '進捗管理' });
  box('label', [first, second], [1, 1], { label: '取組の状況' });
  box('label', one(first), [2, 2], { label: '上半期\n(4～9月)' });
  box('label', one(second), [2, 2], { label: '下半期\n(10～3月)' });
  years.forEach((year, k) => {
    box('label', one(progressHead), [at(k, 0), at(k, 3)], { label: yearLabel(year) });
    for (const [r, half] of [
      [first, 'firstHalf'],
      [second, 'secondHalf'],
    ] as const) {
      box('text', one(r), [at(k, 0), at(k, 2)], { path: `progress.${year}.${half}.text` });
      box('choice', one(r), [at(k, 3), at(k, 3)], { path: `progress.${year}.${half}.status` });
    }
  });

  row(7.5);
  const annualHead = row(18);
  box('note', one(annualHead), [0, 2], { label: '(年度終了後に実施)' });
  const assessment = row(69);
  const next = row(50.25);
  box('vertical', [assessment, next], [0, 0], { label: '年度評価' });
  box('label', one(assessment), [1, 2], { label: '取組工程、指標に対する評価' });
  box('label', one(next), [1, 2], { label: '課題、今後の方針、改善事項など' });
  years.forEach((year, k) => {
    box('label', one(annualHead), [at(k, 0), at(k, 3)], { label: yearLabel(year) });
    box('text', one(assessment), [at(k, 0), at(k, 2)], { path: `annual.${year}.assessment` });
    box('grade', one(assessment), [at(k, 3), at(k, 3)], { path: `annual.${year}.grade` });
    box('text', one(next), [at(k, 0), at(k, 3)], { path: `annual.${year}.nextSteps` });
  });

  row(7.5);
  const overallHead = row(29.25);
  const lastYear = yearLabel(last);
  box('note', one(overallHead), [0, 2], { label: `(${lastYear}上半期終了後に実施、下半期終了後に最終確定)` });
  box('label', one(overallHead), [at(0, 0), at(n, 1)], { label: '総合評価' });
  box('label', one(overallHead), [at(n, 2), right], { label: `${yearLabel(last + 1)}以降` });
  const overall = row(90);
  const overallNext = row(47.25);
  box('vertical', [overall, overallNext], [0, 0], { label: '計画期間の評価' });
  box('label', one(overall), [1, 2], { label: '取組工程、指標に対する評価' });
  box('label', one(overallNext), [1, 2], { label: '課題、今後の方針、改善事項など' });
  box('text', one(overall), [at(0, 0), at(n, 0)], { path: 'overall.assessment' });
  box('grade', one(overall), [at(n, 1), at(n, 1)], { path: 'overall.grade' });
  box('text', [overall, overallNext], [at(n, 2), right], { path: 'overall.afterPlan' });
  box('text', one(overallNext), [at(0, 0), at(n, 1)], { path: 'overall.nextSteps' });

  return { columns: [4.5, 13.5, 12, ...years.flatMap(() => columnsOfYear)], rows, boxes };
}
