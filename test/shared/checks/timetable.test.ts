import { describe, expect, it } from 'vitest';
import { duePaths, isSettled, stepAt, stepId, stepsOf } from '../../../src-shared/checks/timetable.ts';
import { sheetOf } from '../../helpers/sheet.ts';

const at = (years: readonly number[], day: string): string => stepId(stepAt(years, new Date(`${day}T12:00:00`)));

describe('timetable', () => {
  it.each([
    ['2025-04-01', 'plan'],
    ['2025-09-30', 'plan'],
    ['2025-10-01', '2025-firstHalf'],
    ['2026-03-31', '2025-firstHalf'],
    ['2026-04-01', '2025-yearEnd'],
    ['2026-09-30', '2025-yearEnd'],
    ['2026-11-22', '2026-firstHalf'],
    ['2027-05-01', '2026-yearEnd'],
    ['2031-01-01', '2026-yearEnd'],
  ])('on %s a plan of 2025 and 2026 is at %s', (day, expected) => {
    expect(at([2025, 2026], day)).toBe(expected);
  });

  it('asks for the boxes of the first half', () => {
    expect(duePaths(sheetOf({}), { kind: 'firstHalf', year: 2025, last: false })).toEqual([
      'progress.2025.firstHalf.text',
      'progress.2025.firstHalf.status',
    ]);
  });

  it('asks for the whole period provisionally with the last first half', () => {
    expect(duePaths(sheetOf({}), { kind: 'firstHalf', year: 2026, last: true })).toEqual([
      'progress.2026.firstHalf.text',
      'progress.2026.firstHalf.status',
      'overall.assessment',
      'overall.grade',
      'overall.nextSteps',
      'overall.afterPlan',
    ]);
  });

  it("asks at the year's end for actuals, second half and assessment", () => {
    expect(duePaths(sheetOf({}), { kind: 'yearEnd', year: 2025, last: false })).toEqual([
      'steps.0.2025.actual',
      'indicators.0.2025.actual',
      'progress.2025.secondHalf.text',
      'progress.2025.secondHalf.status',
      'annual.2025.assessment',
      'annual.2025.grade',
      'annual.2025.nextSteps',
    ]);
  });

  it('has two steps a year after the plan', () => {
    expect(stepsOf([2018, 2019]).map(stepId)).toEqual([
      'plan',
      '2018-firstHalf',
      '2018-yearEnd',
      '2019-firstHalf',
      '2019-yearEnd',
    ]);
    expect(stepsOf([]).map(stepId)).toEqual(['plan']);
  });

  it('keeps last year beside this one and settles the years before', () => {
    const step = { kind: 'firstHalf', year: 2021, last: true } as const;
    expect([2018, 2019, 2020, 2021].filter((year) => isSettled(year, step))).toEqual([2018, 2019]);
  });
});
