import { readMeasured } from '../checks/achievement.ts';

/**
 * How an indicator's rate is worked out. `ratio`: actual ÷ target; where the target lies below the start, the way covered
 * (start − actual) ÷ (start − target), as the sheet's own screen shows it. `baseline`: always the way covered,
 * (actual − start) ÷ (target − start).
 */
export const rateRules = ['ratio', 'baseline'] as const;
export type RateRule = (typeof rateRules)[number];

/** The rule by which a rate was worked out; people see it beside the rate. */
export type RateWay = 'ratio' | 'way' | 'reduction' | 'inverse' | 'form';

export interface Rate {
  /** Hundredths, rounded to one decimal: 93.8 is 93.8 %. */
  readonly percent: number;
  readonly way: RateWay;
}

/** Whether more or less is better, by what the plan itself aims at. */
export type Direction = 'up' | 'down' | 'keep';

/** By the start and the last target; without a start by the first and the last target. */
export function directionOf(start: number | undefined, targets: readonly number[]): Direction | undefined {
  const [first] = targets;
  const last = targets.at(-1);
  const from = start ?? (targets.length > 1 ? first : undefined);
  if (from === undefined || last === undefined) return undefined;
  return last > from ? 'up' : last < from ? 'down' : 'keep';
}

const rounded = (ratio: number): number => {
  const tenths = ratio * 1000;
  // 0.285 × 1000 is 284.99999999999994: what is a half but for the machine's own error is one.
  return (Math.sign(tenths) * Math.round(Math.abs(tenths) + 1e-9)) / 10 + 0;
};

/** The rate of an actual value; `undefined` where it cannot be worked out. */
export function rateOf(
  rule: RateRule,
  {
    start,
    target,
    actual,
    direction,
  }: {
    readonly start: number | undefined;
    readonly target: number | undefined;
    readonly actual: number | undefined;
    readonly direction: Direction | undefined;
  },
): Rate | undefined {
  if (target === undefined || actual === undefined) return undefined;
  if (start !== undefined && target !== start) {
    if (target < start) return { percent: rounded((start - actual) / (start - target)), way: 'reduction' };
    if (rule === 'baseline') return { percent: rounded((actual - start) / (target - start)), way: 'way' };
  }
  if (start === undefined && direction === 'down')
    return actual > 0 && target > 0 ? { percent: rounded(target / actual), way: 'inverse' } : undefined;
  return target > 0 ? { percent: rounded(actual / target), way: 'ratio' } : undefined;
}

/** A class of rates: from `least` percent on; `name` where the plan has one of its own. */
export interface Band {
  readonly least: number;
  readonly name?: string;
}

/** The usual classes, highest first; what is below the last one is a class of its own. */
export const usualBands: readonly Band[] = [{ least: 100 }, { least: 80 }, { least: 60 }];

/**
 * A plan's own classes out of `100:達成,80:おおむね達成,60` (percent, then its name where it has one), highest first. `undefined`
 * for a text that is no such list.
 */
export function parseBands(text: string): readonly Band[] | undefined {
  const bands: Band[] = [];
  for (const entry of text.normalize('NFKC').split(/[,、\n]/u)) {
    if (entry.trim() === '') continue;
    const found = /^\s*(-?\d+(?:\.\d+)?)\s*%?\s*(?::\s*(.*\S))?\s*$/u.exec(entry);
    if (found === null) return undefined;
    bands.push({ least: Number(found[1]), ...(found[2] === undefined ? {} : { name: found[2] }) });
  }
  const sorted = bands.toSorted((a, b) => b.least - a.least);
  if (sorted.length === 0 || sorted.some(({ least }, i) => least === sorted[i + 1]?.least)) return undefined;
  return sorted;
}

/** Bands as `parseBands` reads them. */
export const bandsText = (bands: readonly Band[]): string =>
  bands.map(({ least, name }) => (name === undefined ? String(least) : `${least}:${name}`)).join(',');

/** What a class of rates is called: the plan's own name, else from `least` percent on and below `below`, where it has such ends. */
export type BandName =
  | { readonly own: string }
  | { readonly own?: undefined; readonly least?: number; readonly below?: number };

/** The names of all classes of bands, highest first, the last one that of what is below them all: as `bandOf` counts. */
export const bandNames = (bands: readonly Band[]): readonly BandName[] => [
  ...bands.map(({ least, name }, i): BandName => {
    const below = bands[i - 1]?.least;
    return name === undefined ? { least, ...(below === undefined ? {} : { below }) } : { own: name };
  }),
  { below: bands.at(-1)?.least ?? 0 },
];

/** Which class a rate falls into: an index of `bands`, `bands.length` for what is below them all. */
export function bandOf(percent: number, bands: readonly Band[]): number {
  const found = bands.findIndex(({ least }) => percent >= least);
  return found < 0 ? bands.length : found;
}

/** A number and its unit in a text of any form; the unit of the first text that has one. */
export const unitOf = (texts: readonly string[]): string => {
  for (const text of texts) {
    const unit = readMeasured(text)?.unit ?? '';
    if (unit !== '') return unit;
  }
  return '';
};
