import type { FieldPath, FiscalYear } from '../../../../src-shared/domain/fields.ts';
import { labelKey } from './label-text.ts';

/**
 * The form in one table: each label with its other writings, and where the boxes of its fields lie. Everything else
 * under form/ is geometry that knows no label by name, so that a new label or block is one row here. Reading takes a
 * field's text from the box found, writing puts it there: both know a field by nothing but its path and box.
 *
 * Words are compared by `labelKey` (NFKC, without white space and punctuation). The first word is the form's own.
 */
export interface FormLabel {
  readonly words: readonly string[];
  /** Other writings that have parts of their own, matched on the key. */
  readonly pattern?: RegExp;
  readonly place: FieldPlace;
  /** Counts for telling an item sheet from other sheets; headings such as 現状 stand on many. */
  readonly telling?: boolean;
  /** The sheet is said to lack the label when the others have it. */
  readonly expected?: boolean;
}

export type FieldPlace =
  /** The label begins the value's own text: the title line. */
  | { readonly kind: 'own'; readonly field: FieldPath }
  /** The box to the right, or below where the right holds no box of its own. */
  | { readonly kind: 'beside'; readonly field: FieldPath }
  /** Rows of boxes under headings (現状, YEAR計画, YEAR実績) that stand to the right of the label. */
  | { readonly kind: 'table'; readonly rows: 'steps' | 'indicators' }
  /** A heading of the column that such rows begin with. */
  | { readonly kind: 'column'; readonly name: 'current' }
  /**
   * Boxes to the right under the nearest headings above: under each plain year the fields of `byYear` (one box, or two:
   * text, then choice), under the heading `heading` those of `byHeading`.
   */
  | {
      readonly kind: 'under';
      readonly byYear?: (year: FiscalYear) => readonly FieldPath[];
      readonly heading?: 'overallHeading';
      readonly byHeading?: readonly FieldPath[];
    }
  /** A heading that `under` looks for; has no field of its own. */
  | { readonly kind: 'heading' }
  /** The box below, or to the right where the label stands among the row labels; also found as `YEAR以降`. */
  | { readonly kind: 'below'; readonly field: FieldPath }
  /** Names a block, has no field. */
  | { readonly kind: 'block' };

const formTable = {
  pillar: {
    words: ['重点改革項目'],
    pattern: /^重点(?:改革|取組|推進)?項目/,
    place: { kind: 'own', field: 'pillar' },
  },
  majorItem: {
    words: ['大項目', '大項目名'],
    place: { kind: 'beside', field: 'majorItem' },
    telling: true,
    expected: true,
  },
  no: {
    words: ['No.', '№', 'ナンバー', '番号', '項目番号', '項目No.', '整理番号', '個票番号', '個票No.', '取組番号', 'NO'],
    place: { kind: 'beside', field: 'no' },
    telling: true,
    expected: true,
  },
  middleItem: {
    words: ['中項目', '中項目名'],
    place: { kind: 'beside', field: 'middleItem' },
    telling: true,
    expected: true,
  },
  sections: {
    words: [
      '担当課',
      '担当課名',
      '主担当課',
      '担当課主担当',
      '担当部署',
      '担当所属',
      '担当課等',
      '担当課所',
      '所管課',
      '担当部課',
      '担当課主担当課',
      '担当部署名',
      '主管課',
      '所管部署',
    ],
    place: { kind: 'beside', field: 'sections' },
    telling: true,
    expected: true,
  },
  title: {
    words: [
      '具体的な改革項目',
      '具体的改革項目',
      '具体的な改革項目名',
      '改革項目',
      '改革項目名',
      '具体的な取組項目',
      '具体的取組項目',
      '取組項目',
      '取組項目名',
    ],
    place: { kind: 'beside', field: 'title' },
    telling: true,
    expected: true,
  },
  background: {
    words: [
      '現状と課題(これまでの取組)',
      '現状と課題',
      '現状・課題',
      '現状課題これまでの取組',
      '現状及び課題',
      'これまでの取組と課題',
    ],
    place: { kind: 'beside', field: 'background' },
    telling: true,
    expected: true,
  },
  overview: { words: ['改革実施概要', '実施概要', '取組概要', '改革の概要'], place: { kind: 'block' } },
  purpose: {
    words: [
      '改革の目的、考えられる効果',
      '改革の目的考えられる効果',
      '改革の目的・効果',
      '改革の目的',
      '目的・効果',
      '目的、考えられる効果',
      '改革の目的期待される効果',
    ],
    place: { kind: 'beside', field: 'purpose' },
    telling: true,
    expected: true,
  },
  actions: {
    words: ['取組の内容', '取組内容', '改革の内容', '具体的な取組内容', '具体的な取組の内容', '実施内容', '実施の内容'],
    place: { kind: 'beside', field: 'actions' },
    telling: true,
    expected: true,
  },
  steps: {
    words: ['取組工程(具体的な内容)', '取組工程', '具体的な取組工程', '工程表', '取組工程表'],
    place: { kind: 'table', rows: 'steps' },
    telling: true,
    expected: true,
  },
  current: {
    words: ['現状', '現況', '現状値', '基準値', '当初値'],
    pattern:
      /^(?:(?:平成|令和|昭和|[hrs])?[元\d]+年度?末?の?現[状況]値?|現状(?:(?:平成|令和|昭和|[hrs])?[元\d]+年度?(?:末|値)?|値.*))$/,
    place: { kind: 'column', name: 'current' },
  },
  indicators: {
    words: ['指標', '成果指標', '評価指標', '数値目標', '目標指標', '指標名', '活動指標', '指標目標値'],
    place: { kind: 'table', rows: 'indicators' },
    telling: true,
  },
  progress: {
    words: ['進捗管理', '進捗状況管理', '進行管理', '進ちょく管理'],
    place: { kind: 'block' },
    telling: true,
  },
  firstHalf: {
    words: ['上半期', '上期', '上半期の取組', '上半期の取組状況', '上半期実績', '4~9月', '前期', '前半'],
    pattern: /^(?:(?:上半?期|前半?期|前半)(?:の?(?:取組|進捗)?(?:の?状況|内容|実績)?)?(?:4月?9月末?)?|4月?9月末?)$/,
    place: {
      kind: 'under',
      byYear: (year) => [`progress.${year}.firstHalf.text`, `progress.${year}.firstHalf.status`],
    },
    telling: true,
    expected: true,
  },
  secondHalf: {
    words: ['下半期', '下期', '下半期の取組', '下半期の取組状況', '下半期実績', '10~3月', '後期', '後半'],
    pattern:
      /^(?:(?:下半?期|後半?期|後半)(?:の?(?:取組|進捗)?(?:の?状況|内容|実績)?)?(?:10月?(?:翌年)?3月末?)?|10月?(?:翌年)?3月末?)$/,
    place: {
      kind: 'under',
      byYear: (year) => [`progress.${year}.secondHalf.text`, `progress.${year}.secondHalf.status`],
    },
    telling: true,
    expected: true,
  },
  annual: {
    words: ['年度評価', '各年度評価', '年度別評価', '各年度の評価', '年度の評価'],
    place: { kind: 'block' },
    telling: true,
  },
  assessment: {
    words: [
      '取組工程、指標に対する評価',
      '取組工程・指標の評価',
      '取組工程、指標の評価',
      '取組に対する評価',
      '取組工程に対する評価',
    ],
    place: {
      kind: 'under',
      byYear: (year) => [`annual.${year}.assessment`, `annual.${year}.grade`],
      heading: 'overallHeading',
      byHeading: ['overall.assessment', 'overall.grade'],
    },
    telling: true,
    expected: true,
  },
  nextSteps: {
    words: [
      '課題、今後の方針、改善事項など',
      '課題、今後の方針、改善事項等',
      '課題、今後の方針、改善事項',
      '課題、今後の方針',
      '課題・今後の方針等',
      '課題と今後の方針',
      '今後の課題・方針',
      '課題、今後の方針、改善点など',
      '課題、今後の方向性',
      '課題と今後の方向性',
      '今後の課題・方向性',
    ],
    place: {
      kind: 'under',
      byYear: (year) => [`annual.${year}.nextSteps`],
      heading: 'overallHeading',
      byHeading: ['overall.nextSteps'],
    },
    telling: true,
    expected: true,
  },
  overall: {
    words: ['計画期間の評価', '計画期間評価', '計画期間全体の評価', '全体評価', '期間評価'],
    place: { kind: 'block' },
    telling: true,
  },
  overallHeading: { words: ['総合評価', '総括評価', '計画期間の総合評価'], place: { kind: 'heading' }, telling: true },
  afterPlan: {
    words: ['計画期間終了後', '計画期間後の方針', '次期計画期間', '計画終了後の方針', '今後の展開'],
    place: { kind: 'below', field: 'overall.afterPlan' },
  },
} as const satisfies Readonly<Record<string, FormLabel>>;

/** Title of a sheet that shows how to fill the form in, by its key; a sheet of instructions (記入要領) may hold such a form. */
export const exampleWords = /^(?:個票)?(?:(?:記入|記載|作成)(?:見本|例)|見本)\d*$/;
export const exampleSheetNames = /(?:記入|記載|作成)(?:見本|例|要領)|見本|サンプル/;

export type LabelName = keyof typeof formTable;

export const formLabels: ReadonlyMap<LabelName, FormLabel> = new Map(
  Object.entries(formTable) as [LabelName, FormLabel][],
);

const byKey = new Map<string, LabelName>();
for (const [name, label] of formLabels) for (const word of label.words) byKey.set(labelKey(word), name);
const patterns = [...formLabels].flatMap(([name, { pattern, place }]) =>
  pattern && place.kind !== 'own' ? [{ name, pattern }] : [],
);

/** The label with this key, or `undefined`. */
export function labelOfKey(key: string): LabelName | undefined {
  const name = byKey.get(key);
  if (name !== undefined || key === '') return name;
  for (let i = 0; i < patterns.length; i += 1) if (patterns[i]?.pattern.test(key)) return patterns[i]?.name;
  return undefined;
}

/** What stands on the form in the words of the form, for messages. */
export const labelWords = (name: LabelName): string => formLabels.get(name)?.words[0] ?? name;
