import { openPackage } from '../../package/open-package.ts';
import { PackageDraft } from '../../write/draft/package-draft.ts';

/**
 * ExcelJS writes print areas with the sheet's name between apostrophes, and does not double one that stands in the name
 * (ECMA-376 part 1, 18.17.2.2): Excel takes such a name for damage.
 */
export function withQuotedNames(bytes: Uint8Array, names: readonly string[]): Uint8Array {
  const odd = names.filter((name) => name.includes("'"));
  if (odd.length === 0) return bytes;
  const opened = openPackage(bytes);
  if (!opened.ok) throw new Error('a new workbook that cannot be opened');
  const draft = new PackageDraft(opened.value);
  draft.edit('xl/workbook.xml', (edit) =>
    edit.walk((e, s) => {
      if (s.local !== 'definedName') return;
      e.text((reference) =>
        odd.reduce((text, name) => text.replaceAll(`'${name}'!`, `'${name.replaceAll("'", "''")}'!`), reference),
      );
    }),
  );
  return draft.bytes();
}
