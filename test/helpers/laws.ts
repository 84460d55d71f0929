import fc from 'fast-check';

/**
 * A property that must hold for every case. Laws use `node:assert` alone, so that `npm run fuzz` checks them in plain Node
 * and the unit tests in theirs.
 */
export interface Law {
  readonly name: string;
  readonly property: fc.IRawProperty<unknown>;
  /** Of the 10,000 cases of a unit test, how many: for laws over real workbooks, which take a hundred times as long. */
  readonly share?: number;
}

export const law = <T>(name: string, arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): Law => ({
  name,
  property: fc.property(arbitrary, holds) as fc.IRawProperty<unknown>,
});

/** 10,000 cases; `KOHYO_CASES` multiplies them. */
export const lawCases = (each: Law): number =>
  Math.max(1, Math.round(10_000 * (each.share ?? 1) * Number(process.env['KOHYO_CASES'] ?? '1')));

/**
 * Checks a law; throws with the smallest case found and the seed that brings it back.
 *
 * @param seed `KOHYO_SEED` or a random one; with `KOHYO_PATH` that very case alone is run.
 */
export function checkLaw(each: Law, cases: number, seed = seedFromOutside()): void {
  const path = process.env['KOHYO_PATH'];
  const details = fc.check(each.property as fc.IProperty<[unknown]>, {
    numRuns: cases,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path, endOnFailure: true }),
  });
  if (!details.failed) return;
  const again = `KOHYO_SEED=${details.seed} KOHYO_PATH=${details.counterexamplePath ?? ''}`;
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  throw new Error(
    `«${each.name}» fails after ${details.numRuns} cases; repeat with ${again}\n${fc.stringify(details.counterexample)}\n${why}`,
  );
}

const seedFromOutside = (): number | undefined => {
  const seed = Number(process.env['KOHYO_SEED'] ?? '');
  return Number.isInteger(seed) && seed !== 0 ? seed : undefined;
};
