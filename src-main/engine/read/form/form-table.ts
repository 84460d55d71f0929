import { labelKey } from './label-text.ts';
import { lane, type FieldPlace, type LabelName, type LaneLabel } from './form-lane.ts';

/**
 * The form's labels as texts are compared with them: by `labelKey` (NFKC, without white space and punctuation). Beside the
 * description's words stand spellings that are no form's own: how half-years and a value of today are written.
 */
export interface FormLabel extends LaneLabel {
  /** Other writings that have parts of their own, matched on the key. */
  readonly pattern?: RegExp;
}

/** 「平成24年度末現状値」: the column of what is, however its year is said. */
const todays =
  /^(?:(?:平成|令和|昭和|[hrs])?[元\d]+年度?末?の?現[状況]値?|現状(?:(?:平成|令和|昭和|[hrs])?[元\d]+年度?(?:末|値)?|値.*))$/;
const halfYears = {
  first: /^(?:(?:上半?期|前半?期|前半)(?:の?(?:取組|進捗)?(?:の?状況|内容|実績)?)?(?:4月?9月末?)?|4月?9月末?)$/,
  second:
    /^(?:(?:下半?期|後半?期|後半)(?:の?(?:取組|進捗)?(?:の?状況|内容|実績)?)?(?:10月?(?:翌年)?3月末?)?|10月?(?:翌年)?3月末?)$/,
} as const;

function patternOf(name: LabelName, { words, place }: LaneLabel): RegExp | undefined {
  if (place.kind === 'own') return new RegExp(`^(?:${words.map(labelKey).join('|')})`);
  if (place.kind === 'column' && words.includes('現状')) return todays;
  if (name === lane.halves.first) return halfYears.first;
  return name === lane.halves.second ? halfYears.second : undefined;
}

/** In the order of the form. */
export const formLabels: ReadonlyMap<LabelName, FormLabel> = new Map(
  [...lane.labels].map(([name, label]) => {
    const pattern = patternOf(name, label);
    return [name, pattern === undefined ? label : { ...label, pattern }];
  }),
);

/** Title of a sheet that shows how to fill the form in, by its key; a sheet of instructions (記入要領) may hold such a form. */
export const exampleWords = /^(?:個票)?(?:(?:記入|記載|作成)(?:見本|例)|見本)\d*$/;
export const exampleSheetNames = /(?:記入|記載|作成)(?:見本|例|要領)|見本|サンプル/;

const byKey = new Map<string, LabelName>();
for (const [name, { words }] of formLabels) for (const word of words) byKey.set(labelKey(word), name);
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

/** The place of a label's fields. */
export const placeOfLabel = (name: LabelName): FieldPlace | undefined => formLabels.get(name)?.place;
