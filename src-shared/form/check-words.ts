import type { Language } from '../failures/language.ts';
import type { FindingWords } from './form-findings.ts';

interface Words extends FindingWords {
  readonly twice: (fields: string) => string;
  readonly unfit: (label: string) => string;
  readonly odd: (text: string) => string;
}

const ja: Words = {
  sum: (says, shown, wanted) => `「${says}」が合いません（欄の値 ${shown}、計算 ${wanted}）`,
  missing: (says, shown) => `「${says}」が合いません（欄の値 ${shown}、内訳はすべて「－」）`,
  choice: (text) => `選択肢にない値「${text}」`,
  marks: (label, count) => `「${label}」は一つだけ選ぶ欄ですが、${count}つに印があります`,
  blank: (label) => `「${label}」が空欄です`,
  twice: (fields) => `一つの欄に二つ以上の項目（${fields}）が当てはまります`,
  unfit: (label) => `見出し「${label}」が見つかりません`,
  odd: (text) => `ほかの行は決まった語句を選んでいますが、この欄だけ数値「${text}」です`,
};

const en: Words = {
  sum: (says, shown, wanted) => `“${says}” does not add up (box ${shown}, worked out ${wanted})`,
  missing: (says, shown) => `“${says}” does not add up (box ${shown}, all that it is made of is missing)`,
  choice: (text) => `“${text}” is not in the list of choices`,
  marks: (label, count) => `“${label}” takes one choice, ${count} are marked`,
  blank: (label) => `“${label}” is blank`,
  twice: (fields) => `more than one field (${fields}) claims this box`,
  unfit: (label) => `the label “${label}” was not found`,
  odd: (text) => `the other rows choose among a few words; this box holds the number “${text}”`,
};

/** The sentences of `form check`. */
export const checkWords = (language: Language): Words => (language === 'ja' ? ja : en);
