import type { Warning } from '../../../src-shared/failures/failures.ts';
import type { WorkbookPackage } from '../types.ts';

/**
 * What in a workbook can act or fetch when Excel opens it: macros, links to other files, DDE (a link that starts a
 * program, ECMA-376 part 1, 18.14.3), data connections. This program keeps all of it as it is and runs none; the
 * person is told, since the file goes on to Excel.
 */
export function activeContentWarnings(pkg: WorkbookPackage): readonly Warning[] {
  const names = pkg.entryNames;
  const links = names
    .filter((name) => /^xl\/externallinks\/[^/]+\.xml$/i.test(name))
    .map((name) => ({ name, kind: linkKind(pkg, name) }));
  const dde = links.filter(({ kind }) => kind === 'dde').length;
  const books = links.length - dde;
  const warnings: Warning[] = [];
  if (names.some((name) => /(^|\/)vbaproject\.bin$|^xl\/macrosheets\//i.test(name)))
    warnings.push({ kind: 'active-content', reason: 'macros' });
  if (dde > 0) warnings.push({ kind: 'active-content', reason: 'dde', values: { count: dde } });
  if (books > 0) warnings.push({ kind: 'active-content', reason: 'external-links', values: { count: books } });
  if (names.some((name) => /^xl\/connections\.xml$/i.test(name)))
    warnings.push({ kind: 'active-content', reason: 'connections' });
  return warnings;
}

/** A part that cannot be read counts as the worse of the two. */
function linkKind(pkg: WorkbookPackage, name: string): 'dde' | 'book' {
  try {
    return /<(?:\w+:)?(?:ddeLink|oleLink)[\s/>]/.test(pkg.text(name).text) ? 'dde' : 'book';
  } catch {
    return 'dde';
  }
}
