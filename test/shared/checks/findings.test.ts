import { describe, expect, it } from 'vitest';
import { contradictions } from '../../../src-shared/checks/contradictions.ts';
import { findingsOf } from '../../../src-shared/checks/findings.ts';
import { missingPaths } from '../../../src-shared/checks/missing.ts';
import { orderedPaths } from '../../../src-shared/checks/order.ts';
import type { Capacity } from '../../../src-shared/domain/item.ts';
import { ownText, sheetOf } from '../../helpers/sheet.ts';

const october = { kind: 'firstHalf', year: 2025, last: false } as const;
const yearEnd = { kind: 'yearEnd', year: 2025, last: false } as const;

describe('missing boxes', () => {
  it('lists what the step asks for and is empty, white space too', () => {
    const sheet = sheetOf({ 'progress.2025.firstHalf.text': ' 　\n' });
    expect(missingPaths(sheet, ownText(sheet), october)).toEqual([
      'progress.2025.firstHalf.text',
      'progress.2025.firstHalf.status',
    ]);
  });

  it('asks nothing of a laid-out row that is not in use', () => {
    const sheet = sheetOf({ 'steps.0.2025.plan': '計画' }, { stepRows: 2 });
    const missing = missingPaths(sheet, ownText(sheet), yearEnd);
    expect(missing).toContain('steps.0.2025.actual');
    expect(missing).not.toContain('steps.1.2025.actual');
    expect(missing).not.toContain('indicators.0.2025.actual');
  });

  it('asks nothing of a formula', () => {
    const sheet = sheetOf({}, { fields: { 'progress.2025.firstHalf.text': { formula: 'A1' } } });
    expect(missingPaths(sheet, ownText(sheet), october)).toEqual(['progress.2025.firstHalf.status']);
  });
});

describe('contradictions', () => {
  it.each([
    [{ 'annual.2025.grade': 'A' }, 'grade-without-text', 'annual.2025.assessment'],
    [{ 'annual.2025.assessment': '進んだ' }, 'text-without-grade', 'annual.2025.grade'],
    [{ 'progress.2025.firstHalf.status': '完了' }, 'status-without-text', 'progress.2025.firstHalf.text'],
    [{ 'overall.grade': 'B' }, 'grade-without-text', 'overall.assessment'],
    [{ 'steps.0.2025.actual': '実施' }, 'actual-without-plan', 'steps.0.2025.plan'],
    [{ 'indicators.0.2026.actual': '5件' }, 'actual-without-plan', 'indicators.0.2026.plan'],
    [{ sections: '市民課\n税務課' }, 'no-lead-section', 'sections'],
    [{ sections: '市民課●\n税務課●' }, 'several-lead-sections', 'sections'],
  ])('%j: %s at %s', (texts, kind, path) => {
    const sheet = sheetOf(texts);
    expect(contradictions(sheet, ownText(sheet))).toEqual([{ kind, path }]);
  });

  it('finds none in an empty or a whole sheet', () => {
    const empty = sheetOf({});
    expect(contradictions(empty, ownText(empty))).toEqual([]);
    const whole = sheetOf({ sections: '市民課●', 'annual.2025.assessment': '進んだ', 'annual.2025.grade': 'A' });
    expect(contradictions(whole, ownText(whole))).toEqual([]);
  });
});

describe('the list of checks', () => {
  const capacity: Capacity = {
    lines: 2,
    columns: 10,
    width: 105,
    height: 26,
    font: 'ＭＳ ゴシック',
    size: 10.5,
    wrap: true,
    shrink: false,
  };

  it('names what is cut on paper, with its lines', () => {
    const sheet = sheetOf({ purpose: 'あ'.repeat(35) }, { fields: { purpose: { capacity } } });
    expect(findingsOf(sheet, ownText(sheet), october)).toContainEqual({
      group: 'cut',
      path: 'purpose',
      lines: 4,
      room: 2,
    });
  });

  it('joins typing notes of one kind in one box', () => {
    const sheet = sheetOf({ purpose: '𠮷田𠮷野' });
    expect(findingsOf(sheet, ownText(sheet), october)).toContainEqual({
      group: 'typing',
      path: 'purpose',
      kind: 'outside-jis',
      sample: '𠮷',
      count: 2,
    });
  });
});

it('orders fields as people read the form, wherever they lie on the sheet', () => {
  const order = orderedPaths(sheetOf({}));
  expect(order.slice(0, 3)).toEqual(['pillar', 'majorItem', 'no']);
  expect(order.at(-1)).toBe('overall.afterPlan');
  expect(order.indexOf('progress.2026.firstHalf.status')).toBeLessThan(order.indexOf('progress.2025.secondHalf.text'));
  expect(new Set(order).size).toBe(Object.keys(sheetOf({}).fields).length);
});
