import { describe, expect, it } from 'vitest';
import { overflowOf, boxUse } from '../../../src-shared/checks/capacity.ts';
import { findingsOf } from '../../../src-shared/checks/findings.ts';
import { missingPaths } from '../../../src-shared/checks/missing.ts';
import { orderedPaths } from '../../../src-shared/checks/order.ts';
import { asksFor, duePaths, stepAt, stepId, timetableStep } from '../../../src-shared/checks/timetable.ts';
import type { ReportingStep } from '../../../src-shared/domain/exchange.ts';
import type { Capacity } from '../../../src-shared/domain/item.ts';
import { belongsToStep } from '../../../src-shared/checks/reporting-steps.ts';
import { ownText, sheetOf } from '../../helpers/sheet.ts';

const years = [2025, 2026];

describe('the step that a workbook was sent for', () => {
  const sent: readonly ReportingStep[] = [
    { kind: 'overall' },
    ...years.flatMap((year) => [{ kind: 'firstHalf', year } as const, { kind: 'annual', year } as const]),
  ];

  it('asks for its own boxes and no others, in the last year too', () => {
    const sheet = sheetOf({});
    for (const one of sent) {
      const step = timetableStep(one, years);
      expect(duePaths(sheet, step)).toEqual(orderedPaths(sheet).filter((path) => belongsToStep(path, one)));
    }
    expect(asksFor(timetableStep({ kind: 'firstHalf', year: 2026 }, years), 'overall.assessment')).toBe(false);
  });

  it('has a name of its own: what is kept by step is not mixed up with the date’s', () => {
    const names = [
      ...sent.map((one) => stepId(timetableStep(one, years))),
      stepId(stepAt(years, new Date(2026, 10, 1))),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('never counts a locked box as missing', () => {
    const locked = { locked: true } as const;
    const sheet = sheetOf(
      {},
      { fields: { 'progress.2025.firstHalf.status': locked, 'annual.2025.grade': locked, 'overall.grade': locked } },
    );
    for (const one of sent) {
      const missing = missingPaths(sheet, ownText(sheet), timetableStep(one, years));
      expect(missing.filter((path) => sheet.fields[path]?.locked === true)).toEqual([]);
    }
  });
});

describe('a text longer than its box', () => {
  const capacity: Capacity = {
    lines: 2,
    columns: 10,
    width: 100,
    height: 27,
    font: 'ＭＳ 明朝',
    size: 10,
    wrap: true,
    shrink: false,
  };
  const text = '窓'.repeat(45);
  const over = (changed: Partial<Capacity>, grow: boolean, area = 'B2:D3', long = text) => {
    const box = { ...capacity, ...changed };
    return overflowOf(long, boxUse(long, box), { capacity: box, area }, grow);
  };

  it('grows where rows grow, is cut where they do not or cannot', () => {
    expect(over({}, true)).toBe('grows');
    expect(over({}, false)).toBe('cut');
    expect(over({ wrap: false, lines: 1 }, true, 'B2', '一\n二')).toBe('cut');
    expect(over({ lines: 20, height: 270 }, false)).toBeUndefined();
    expect(over({ width: 10 }, true, 'B2')).toBe('cut');
  });

  it('is one truth: never among what is cut while its row grows', () => {
    const sheet = sheetOf({ purpose: text }, { fields: { purpose: { capacity } } });
    const groups = (grow: boolean): readonly string[] =>
      findingsOf(sheet, ownText(sheet), { kind: 'plan' }, grow).flatMap(({ group, path }) =>
        path === 'purpose' ? [group] : [],
      );
    expect(groups(false)).toEqual(['cut']);
    expect(groups(true)).toEqual(['grows']);
  });
});
