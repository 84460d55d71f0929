import type { FiscalYear } from '../../../src-shared/domain/fields.ts';

/** Makes what belongs to a row or a year once: the seventy paths of an item are those of the next one. */
function once<T>(make: (number: number) => T): (number: number) => T {
  const made = new Map<number, T>();
  return (number) => {
    let one = made.get(number);
    if (one === undefined) made.set(number, (one = make(number)));
    return one;
  };
}

const pairPaths = <B extends 'steps' | 'indicators'>(block: B, row: number) =>
  once(
    (year: FiscalYear) => ({ plan: `${block}.${row}.${year}.plan`, actual: `${block}.${row}.${year}.actual` }) as const,
  );

export const stepPaths = once((row) => ({ current: `steps.${row}.current`, inYear: pairPaths('steps', row) }) as const);

export const indicatorPaths = once(
  (row) =>
    ({
      name: `indicators.${row}.name`,
      current: `indicators.${row}.current`,
      inYear: pairPaths('indicators', row),
    }) as const,
);

const halfPaths = <H extends 'firstHalf' | 'secondHalf'>(year: FiscalYear, half: H) =>
  ({ text: `progress.${year}.${half}.text`, status: `progress.${year}.${half}.status` }) as const;

export const progressPaths = once(
  (year) => ({ firstHalf: halfPaths(year, 'firstHalf'), secondHalf: halfPaths(year, 'secondHalf') }) as const,
);

export const annualPaths = once(
  (year) =>
    ({
      assessment: `annual.${year}.assessment`,
      grade: `annual.${year}.grade`,
      nextSteps: `annual.${year}.nextSteps`,
    }) as const,
);

export type PairPaths = ReturnType<ReturnType<typeof pairPaths>>;
export type HalfPaths = ReturnType<typeof halfPaths>;
