import type { FieldPath, FiscalYear } from '../../src-shared/domain/fields.ts';
import { fieldPath, parseFieldPath } from './first-form-paths.ts';
import { shown, type FixtureValue } from './fixture-values.ts';

/** One item of a fixture: its sheet's name and what its boxes hold. Boxes without a value stay empty. */
export interface FixtureItem {
  readonly sheet?: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** Step and indicator rows laid out; at least as many as `values` needs. Default 1 and 1. */
  readonly stepRows?: number;
  readonly indicatorRows?: number;
  readonly values: Readonly<Partial<Record<FieldPath, FixtureValue>>>;
}

/** An item whose every box has a text of its own, which no other item or box has: what a search for leaks needs. */
export function filledItem(no: number, years: readonly FiscalYear[], stepRows = 1, indicatorRows = 1): FixtureItem {
  const values: Partial<Record<FieldPath, FixtureValue>> = {
    pillar: `重点改革項目Ⅰ 「第${no}の柱」の推進`,
    majorItem: `大項目${no}の見直し`,
    middleItem: `中項目${no}の充実`,
    no: String(no),
    sections: `企画第${no}課●\n総務第${no}課\n大都市制度・\n区政第${no}課`,
    title: `第${no}項目の改革`,
    background: `第${no}項目はこれまで紙で処理してきた。\n件数の増加に対応できていない。`,
    purpose: `・第${no}項目の待ち時間を減らす。\n・職員の負担を減らす。`,
    actions: `・第${no}項目の手順書を作成\n・研修を実施`,
  };
  for (let i = 0; i < stepRows; i++) {
    values[`steps.${i}.current`] = `・現状${no}-${i}`;
    for (const year of years) {
      values[`steps.${i}.${year}.plan`] = `・計画${no}-${i}-${year}`;
      values[`steps.${i}.${year}.actual`] = `・実績${no}-${i}-${year}`;
    }
  }
  for (let i = 0; i < indicatorRows; i++) {
    values[`indicators.${i}.name`] = `指標${no}-${i}\n（単位：件）`;
    values[`indicators.${i}.current`] = { number: no * 100 + i, format: '#,##0"件"', shown: `${no * 100 + i}件` };
    years.forEach((year, k) => {
      values[`indicators.${i}.${year}.plan`] = {
        number: no * 100 + i + (k + 1) * 10,
        format: '#,##0"件"',
        shown: `${no * 100 + i + (k + 1) * 10}件`,
      };
      values[`indicators.${i}.${year}.actual`] = k === 0 ? '－' : `${no * 100 + i}件（見込）`;
    });
  }
  for (const year of years) {
    for (const half of ['firstHalf', 'secondHalf'] as const) {
      values[`progress.${year}.${half}.text`] =
        `・第${no}項目の${year}${half === 'firstHalf' ? '上' : '下'}半期の取組\n・説明会を開催`;
      values[`progress.${year}.${half}.status`] = '予定通り\n進捗';
    }
    values[`annual.${year}.assessment`] = `第${no}項目は${year}年度の計画どおり進んだ。`;
    values[`annual.${year}.grade`] = 'B';
    values[`annual.${year}.nextSteps`] = `第${no}項目の${year}年度の課題は周知である。`;
  }
  values['overall.assessment'] = `第${no}項目は計画期間を通じて成果があった。`;
  values['overall.grade'] = 'A';
  values['overall.nextSteps'] = `第${no}項目の運用を見直していく。`;
  values['overall.afterPlan'] = `第${no}項目を本格実施する。`;
  return { stepRows, indicatorRows, values };
}

/** An item in the shape of the truth files (`NAME.truth.json`), without `cells`. */
export interface TruthItem {
  readonly sheet: string;
  readonly no: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** Builds a truth item: every field as nested text, and the address of every field. */
export function truthOf(
  sheet: string,
  values: FixtureItem['values'],
  cells: Readonly<Partial<Record<FieldPath, string>>>,
): TruthItem {
  const item: Record<string, unknown> = { sheet, steps: [], indicators: [], progress: {}, annual: {}, overall: {} };
  for (const path of Object.keys(cells) as FieldPath[]) {
    const key = parseFieldPath(path);
    if (key === undefined) throw new Error(`not a field path: ${path}`);
    const steps = fieldPath(key).split('.');
    const name = steps.pop() as string;
    let target = item;
    for (const step of steps) target = (target[step] ??= {}) as Record<string, unknown>;
    target[name === 'sections' ? 'sectionsText' : name] = shown(values[path]);
  }
  item['sections'] = sectionsOf(shown(values.sections));
  return { ...item, cells } as unknown as TruthItem;
}

/** One section per line, ● marks the lead one, a line that ends in ・ goes on in the next (FORMAT of the sheet). */
function sectionsOf(text: string): readonly { readonly name: string; readonly lead: boolean }[] {
  return text
    .replace(/・\n/g, '・')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ name: line.replace('●', ''), lead: line.includes('●') }));
}
