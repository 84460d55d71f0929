import type { Failure } from '../../../src-shared/failures/failures.ts';
import { err, type Result } from '../../../src-shared/domain/result.ts';
import { PackageError } from './package-error.ts';
import { XmlError } from '../xml/xml-error.ts';

/** Runs an operation; a part that turns out to be damaged makes it a failure, with nothing written. Bugs still throw. */
export function attempt<T>(run: () => Result<T, Failure>): Result<T, Failure> {
  try {
    return run();
  } catch (error) {
    if (error instanceof PackageError) return err(error.failure);
    if (error instanceof XmlError) return err({ kind: 'damaged', reason: 'package', values: { part: error.message } });
    throw error;
  }
}

/** What `read` gives, or `otherwise` where the part is damaged: such a part is copied as it is. */
export function unlessDamaged<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PackageError || error instanceof XmlError) return otherwise;
    throw error;
  }
}
