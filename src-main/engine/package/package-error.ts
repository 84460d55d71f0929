import type { Failure } from '../../../src-shared/failures/failures.ts';

/**
 * A package that cannot be used, thrown inside the workbook engine and turned into a `Result` at its edge
 * (`openPackage`, `openWorkbook`, `patchWorkbook`): every reading step can meet one, and each returning a `Result`
 * would bury what the steps do.
 */
export class PackageError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.kind}/${failure.reason} ${JSON.stringify(failure.values ?? {})}`);
    this.name = 'PackageError';
    this.failure = failure;
  }
}

/** `part` names the entry or the structure that is damaged. */
export const damaged = (part: string): PackageError =>
  new PackageError({ kind: 'damaged', reason: 'package', values: { part } });

/** `what` says what makes the file unsafe, beginning with the entry's name where there is one. */
export const unsafe = (what: string): PackageError =>
  new PackageError({ kind: 'unsafe', reason: 'package', values: { what } });

/** `what` says what is too large. */
export const tooLarge = (what: string): PackageError =>
  new PackageError({ kind: 'too-large', reason: 'package', values: { what } });

export const notAWorkbook = (): PackageError => new PackageError({ kind: 'not-a-workbook', reason: 'other-content' });
