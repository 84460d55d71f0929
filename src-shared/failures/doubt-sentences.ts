import type { Language, Sentence } from './language.ts';

/** What `form learn` says without being sure, in the words of a person who knows the form and can look. */
const doubtSentences = {
  kind: {
    ja: '見本だけでは、この欄に何を書くのか（文・数・選択など）を決めきれません。様式定義の kind を確かめてください。',
    en: 'The samples do not tell for sure what this box holds (text, number, choice…). Check its kind in the description.',
  },
  label: {
    ja: 'この欄を指す見出しが見つからないため、様式定義に入れていません。見出しを付けるか、定義に書き足してください。',
    en: 'No label leads to this box, so it was left out of the description. Add a label, or write it into the description.',
  },
  place: {
    ja: '覚えた様式で見本を読み直すと、この欄が見つからないか、別の欄になります。見出しが重なっていないか確かめてください。',
    en: 'Reading the samples by the description does not find this box, or finds another. Check whether labels stand twice.',
  },
  year: {
    ja: '年度がどの見出しにもないため、並びの順から推しています。年度（year）を確かめてください。',
    en: 'No heading names the fiscal year; it was guessed by order. Check the year in the description.',
  },
  role: {
    ja: 'どの欄が番号・名称なのかを決めきれません。様式定義の role を確かめてください。',
    en: 'Which box is the number and which the title could not be told. Check the roles in the description.',
  },
  choices: {
    ja: '選択肢の切れ目を見本だけでは決めきれません。選択肢（choices）を確かめてください。',
    en: 'Where one choice ends and the next begins could not be told from the samples. Check the choices.',
  },
  sum: {
    ja: '式がなく、見本の数から合計の関係を推しています。この計算（checks）が正しいか確かめてください。',
    en: 'There is no formula; the sum was guessed from the samples’ numbers. Check this rule in the description.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;

type DoubtKind = keyof typeof doubtSentences;
export const doubtKinds = Object.keys(doubtSentences) as readonly DoubtKind[];

/** Something that a description says without being sure of it. `cell` is on `sheet`, as the sample has it. */
export interface Doubt {
  readonly kind: DoubtKind;
  readonly sheet: string;
  readonly cell: string;
  /** The path template; `''` where the description has none. */
  readonly path: string;
}

export const doubtSentence = (doubt: Doubt, language: Language): string =>
  `${doubt.sheet} › ${doubt.cell}: ${doubtSentences[doubt.kind][language]}`;
