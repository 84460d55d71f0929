import { describe, expect, it } from 'vitest';
import { shippedForm } from '../../../src-shared/form/forms.ts';
import { goesOnFrom, measuredAgainst } from '../../../src-shared/form/goes-on.ts';
import { labelParts, saidBox, saidLabel, saidStage, type SaidHow } from '../../../src-shared/form/said.ts';

const form = shippedForm();
const en: SaidHow = { language: 'en', yearName: (year) => `FY${year}` };
const ja: SaidHow = { language: 'ja', yearName: (year) => `${year}年度` };

describe('what a form says of itself on the screen', () => {
  it('has a name in English for every box, without a gap left open', () => {
    for (const { template } of form.fields) {
      const path = template.replace('{row}', '1').replace('{year}', '2026');
      expect(saidBox(form, path, en, 2027), template).toMatch(/^[A-Z][^{}]+$/u);
    }
    expect(saidBox(form, 'steps.1.2026.plan', ja)).toBe('取組工程 2行目 2026年度 計画');
    expect(saidBox(form, 'overall.afterPlan', ja, 2027)).toBe('2028年度以降');
    expect(saidBox(form, 'no.such.box', ja)).toBeUndefined();
  });

  it.each([
    ['令和8年度\n計画', 'FY2026\nPlan'],
    ['上半期\n（4～9月）', 'First half\n(Apr–Sep)'],
    ['令和９年度以降', 'From FY2027'],
    ['取組内容', 'What is done'],
    ['平成25年度', 'FY2013'],
    ['25年度', 'FY2013'],
    ['窓口の数', '窓口の数'],
  ])('says the label %s as %s', (text, said) => {
    expect(saidLabel(form, labelParts(text, 2013), en)).toBe(said);
  });

  it('names stages, in the last year by what comes with them', () => {
    expect(saidStage(form, 'firstHalf', ja, { year: 2026 })).toBe('2026年度 上半期');
    expect(saidStage(form, 'firstHalf', en, { year: 2026, last: true })).toBe('FY2026 first half + overall (prov.)');
    expect(saidStage(form, 'other', en, {})).toBeUndefined();
  });
});

describe('what a box may go on from', () => {
  it.each([
    ['progress.2026.firstHalf.text', ['progress.2025.secondHalf.text', 'progress.2025.firstHalf.text']],
    ['progress.2025.secondHalf.status', ['progress.2025.firstHalf.status']],
    [
      'annual.2026.assessment',
      ['progress.2026.secondHalf.text', 'progress.2026.firstHalf.text', 'annual.2025.assessment'],
    ],
    ['overall.grade', ['annual.2026.grade']],
    ['overall.afterPlan', []],
    ['steps.1.2026.plan', ['steps.1.2025.plan']],
    ['title', []],
  ])('%s: %j', (path, from) => {
    expect(goesOnFrom(path, form, [2025, 2026])).toEqual(from);
  });

  it('measures what was reached against what was planned', () => {
    expect(measuredAgainst('indicators.2.2026.actual', form)).toEqual({
      plan: 'indicators.2.2026.plan',
      start: 'indicators.2.current',
    });
    expect(measuredAgainst('indicators.2.2026.plan', form)).toBeUndefined();
    expect(measuredAgainst('steps.2.2026.actual', form)).toBeUndefined();
  });
});
