import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { WorkbookPackage } from '../types.ts';

/** A digital signature covers the whole package: whatever changes its structure would break it, so that it is refused. */
export function signedFailure(pkg: WorkbookPackage): Failure | undefined {
  const signed =
    pkg.relationships('').some((one) => one.type === 'origin') ||
    pkg.entryNames.some((name) => /^_xmlsignatures\/(?!.*\.rels$)/i.test(name) && !name.endsWith('/'));
  return signed ? { kind: 'unsafe', reason: 'signed' } : undefined;
}
