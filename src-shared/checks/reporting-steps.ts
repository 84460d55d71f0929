import { parseFieldPath, type FieldPath } from '../domain/fields.ts';
import type { ReportingStep } from '../domain/exchange.ts';
import { unreachable } from '../domain/result.ts';

/** Whether a box is to be filled in at a step: 進捗管理 each October, 年度評価 after the year, 計画期間の評価 at the end. */
export function belongsToStep(path: FieldPath, step: ReportingStep): boolean {
  const key = parseFieldPath(path);
  if (key === undefined) return false;
  switch (step.kind) {
    case 'firstHalf':
      return key.block === 'progress' && key.half === 'firstHalf' && key.year === step.year;
    case 'annual':
      if (key.block === 'progress') return key.half === 'secondHalf' && key.year === step.year;
      if (key.block === 'annual') return key.year === step.year;
      return (
        (key.block === 'steps' || key.block === 'indicators') &&
        'year' in key &&
        key.name === 'actual' &&
        key.year === step.year
      );
    case 'overall':
      return key.block === 'overall';
    default:
      return unreachable(step);
  }
}

/** A step as the log keeps it: `2014/annual`, `overall`. */
export const stepCode = (step: ReportingStep): string =>
  step.kind === 'overall' ? 'overall' : `${step.year}/${step.kind}`;

export function parseStep(code: string): ReportingStep | undefined {
  if (code === 'overall') return { kind: 'overall' };
  const found = /^(\d{4})\/(firstHalf|annual)$/.exec(code);
  return found === null ? undefined : { kind: found[2] as 'firstHalf' | 'annual', year: Number(found[1]) };
}
