import { cellKind, type CellTable } from '../../book/cell-table.ts';
import { displayCell, type CellContext } from '../../book/cell-value.ts';
import { formatAddress } from '../../book/address.ts';
import type { FoundLabel } from './label-hit.ts';
import { formLabels } from './form-table.ts';
import { lane, type LabelName } from './form-lane.ts';
import { labelKey, numbering, shortLabelKey } from './label-text.ts';
import type { Placement } from './place-form.ts';

/** A text that equals no label, and the labels that it may be a slip of. */
export interface AlikeText {
  readonly cell: number;
  readonly address: string;
  readonly text: string;
  readonly names: readonly LabelName[];
}

/** What a sheet without some of its labels shows instead. */
export interface LikenessOnSheet {
  /** Texts that are one label's, each label's only one; those of a label that stands once a block come together. */
  readonly sure: readonly (readonly AlikeText[])[];
  /** Several texts could be one label, or one text several labels: for a person to say. */
  readonly open: readonly AlikeText[];
}

/** Longer texts are values. */
const longestText = 40;
const shortestKey = 3;
/** From so many characters on any one of them may be wrong; in shorter words another character is another word (担当課、担当者). */
const longWord = 5;

/** Characters that are taken for each other: by sound (行程 for 工程), by shape (末 and 未), 捗 that many cannot type. */
const confusable: ReadonlySet<string> = new Set(
  '行工 行高 績積 績責 績蹟 標表 標票 表評 題第 課科 課果 況状 捗渉 捗歩 概慨 概既 的適 組込 期季 末未 価値 理里 事時 改攻 程定 程低 針新 方法 考孝 半反 向行 善全 度渡 取所 実質 項頃 目日 大太 沿治 評表 評標 換替 間問 内肉 容用 的目 後期'
    .split(' ')
    .flatMap((pair) => [pair, [...pair].reverse().join('')]),
);

/** Kana behind a kanji that belong to its writing: 見込み, 見込. */
const withoutKana = (key: string): string => key.replace(/[ぁ-ゖ]/g, '');

/** Each label's keys, as far as they are long enough to tell. */
const keysOf: ReadonlyMap<LabelName, readonly string[]> = new Map(
  [...formLabels].flatMap(([name, { words, place }]) => {
    const keys = [...new Set(words.map(labelKey))].filter((key) => key.length >= 4 && !/^[\da-z]/.test(key));
    return place.kind === 'own' || place.kind === 'column' || name === lane.number?.label
      ? []
      : [[name, keys] as const];
  }),
);

/** One slip of the hand: okurigana, one wrong, missing or added character. Both are keys and not equal. */
export function isSlipOf(key: string, word: string): boolean {
  if (key.length < shortestKey || Math.abs(key.length - word.length) > 6) return false;
  const bare = withoutKana(word);
  if (bare.length >= 4 && withoutKana(key) === bare) return true;
  const difference = key.length - word.length;
  if (Math.abs(difference) > 1) return false;
  let from = 0;
  while (from < key.length && key[from] === word[from]) from += 1;
  let end = 0;
  const most = Math.min(key.length, word.length) - from;
  while (end < most && key[key.length - 1 - end] === word[word.length - 1 - end]) end += 1;
  const wrong = key.slice(from, key.length - end);
  const right = word.slice(from, word.length - end);
  if (wrong.length > 1 || right.length > 1) return false;
  if (wrong.length === 1 && right.length === 1)
    return confusable.has(wrong + right) || (word.length >= longWord && !/\d/.test(wrong + right));
  // 「担当課名」 without 名 is a label of its own; a number more or less is another thing.
  return !/\d/.test(wrong + right) && word.length >= 4;
}

/** The labels that a text may be a slip of. */
function labelsLike(text: string, among: ReadonlySet<LabelName>): readonly LabelName[] {
  if (text.length > longestText) return [];
  const key = labelKey(text);
  const keys = [key, key.replace(numbering, ''), shortLabelKey(text)].filter((one) => one.length >= shortestKey);
  if (keys.length === 0) return [];
  return [...among].filter((name) => keysOf.get(name)?.some((word) => keys.some((one) => isSlipOf(one, word))));
}

/** A list that a plan need not have is told of when no sheet has it and something near stands there. */
const optionalLists = lane.lists.filter(({ label }) => formLabels.get(label)?.expected === false);
export const isOptional = (name: LabelName): boolean => optionalLists.some(({ label }) => label === name);

/** The lists that a plan need not have and this sheet has not. */
export const listsLacking = ({ rows }: Placement): readonly LabelName[] =>
  optionalLists.flatMap(({ id, label }) => ((rows[id] ?? 0) === 0 ? [label] : []));

/** Looks for the labels that a sheet lacks among its texts that are no label's and no field's. Throws `XmlError`. */
export function likenessOnSheet(
  cells: CellTable,
  context: CellContext,
  found: readonly FoundLabel[],
  placement: Placement,
): LikenessOnSheet | undefined {
  const lacking = new Set<LabelName>([...placement.missing, ...listsLacking(placement)]);
  if (lacking.size === 0) return undefined;
  const alike = looseTexts(cells, context, found, placement).flatMap(({ cell, text }): readonly AlikeText[] => {
    const names = labelsLike(text, lacking);
    const address = formatAddress(cells.row[cell] as number, cells.column[cell] as number);
    return names.length === 0 ? [] : [{ cell, address, text, names }];
  });
  const groups = new Map<string, AlikeText[]>();
  for (const one of alike) {
    const key = `${one.names.join()}\0${labelKey(one.text)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const sure: AlikeText[][] = [];
  const open: AlikeText[] = [];
  for (const group of groups.values()) {
    const [name, second] = (group[0] as AlikeText).names;
    const others = [...groups.values()].some((other) => other !== group && other[0]?.names.includes(name as LabelName));
    const mayRepeat = formLabels.get(name as LabelName)?.place.kind === 'under';
    if (second === undefined && !others && (group.length === 1 || mayRepeat)) sure.push(group);
    else open.push(...group);
  }
  return { sure, open };
}

interface LooseText {
  readonly cell: number;
  readonly text: string;
}

/** Short texts that are neither a label nor in the box of a field. */
function looseTexts(
  cells: CellTable,
  context: CellContext,
  found: readonly FoundLabel[],
  placement: Placement,
): readonly LooseText[] {
  const taken = new Set<number>(found.map(({ cell }) => cell));
  for (const { row, column } of placement.fields) taken.add(cells.find(row, column));
  const loose: LooseText[] = [];
  for (let i = 0; i < cells.count; i += 1) {
    const kind = cells.kind[i];
    if (taken.has(i) || (kind !== cellKind.shared && kind !== cellKind.inline && kind !== cellKind.text)) continue;
    const text = displayCell(cells, i, context);
    if (text.length <= longestText && text.trim() !== '') loose.push({ cell: i, text });
  }
  return loose;
}

/** How many nearest texts are named. */
const mostNearest = 3;

/** The texts of the sheet that share most with the label's words, for a label that nothing is a slip of. */
export function nearestTexts(
  name: LabelName,
  cells: CellTable,
  context: CellContext,
  found: readonly FoundLabel[],
  placement: Placement,
): readonly string[] {
  const words = formLabels.get(name)?.words.map(labelKey) ?? [];
  const near = looseTexts(cells, context, found, placement).flatMap(({ text }) => {
    const key = labelKey(text);
    const share = key === '' ? 0 : Math.max(...words.map((word) => pairShare(key, word)));
    return share >= 0.4 ? [{ text: text.replace(/\s+/g, ''), share }] : [];
  });
  const ordered = near.toSorted((a, b) => b.share - a.share).map(({ text }) => text);
  return [...new Set(ordered)].slice(0, mostNearest);
}

/** Dice's share of equal pairs of neighbouring characters, 0 to 1. */
function pairShare(a: string, b: string): number {
  const pairs = (key: string): string[] =>
    Array.from({ length: Math.max(0, key.length - 1) }, (_, i) => key.slice(i, i + 2));
  const ofA = pairs(a);
  const ofB = pairs(b);
  if (ofA.length === 0 || ofB.length === 0) return 0;
  return (2 * ofA.filter((pair) => ofB.includes(pair)).length) / (ofA.length + ofB.length);
}
