import { unlessDamaged } from '../../package/attempt.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';
import type { PackageDraft } from '../../write/draft/package-draft.ts';
import { XmlEdit } from '../../xml/xml-edit.ts';

export const tableNames = (draft: PackageDraft, sheet: IndexedSheet): readonly string[] =>
  tablesOf(draft, sheet).flatMap(({ names }) => names);

/** The tables of a sheet (ECMA-376 part 1, 18.5) with what they and their columns are called. */
export function tablesOf(
  draft: PackageDraft,
  sheet: IndexedSheet,
): readonly {
  readonly id: string;
  readonly part: string;
  readonly names: readonly string[];
  readonly columns: readonly string[];
}[] {
  // The package remembers its relationships; tables are only ever taken away.
  if (!draft.has(sheet.part) || !draft.original.relationships(sheet.part).some(({ type }) => type === 'table'))
    return [];
  return draft.relationships(sheet.part).flatMap(({ id, type, target, external }) => {
    if (type !== 'table' || external || !draft.has(target)) return [];
    const names: string[] = [];
    const columns: string[] = [];
    const read = (): unknown =>
      new XmlEdit(draft.text(target)).walk((_, s) => {
        if (s.depth === 1)
          names.push(...[s.attribute('name'), s.attribute('displayName')].filter((one) => one !== undefined));
        else if (s.local === 'tableColumn') columns.push(s.attribute('name') ?? '');
      });
    unlessDamaged(read, undefined);
    return [{ id, part: target, names, columns }];
  });
}
