import { readWorkbookPart } from './workbook-part.ts';
import type { Relationship } from '../types.ts';

/** One `<sheet>` of the workbook part with the part it points at. */
export interface IndexedSheet {
  readonly name: string;
  readonly sheetId: number;
  readonly relationshipId: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  readonly part: string;
  /** `worksheet`, `chartsheet`, … */
  readonly kind: string;
  /** Position among the tabs, as `localSheetId` counts. */
  readonly index: number;
}

interface Source {
  text(part: string): unknown;
  relationships(part: string): readonly Relationship[];
}

/** The sheets of a workbook in the order of the tabs, by its workbook part. Throws `XmlError`, `PackageError`. */
export function indexSheets(source: Source, part: string): readonly IndexedSheet[] {
  const given = source.text(part);
  const text = typeof given === 'string' ? given : (given as { readonly text: string }).text;
  const targets = new Map(source.relationships(part).map((one) => [one.id, one]));
  return readWorkbookPart(text).sheets.map(({ name, sheetId, state, relationshipId }, index) => {
    const target = targets.get(relationshipId);
    return {
      name,
      sheetId: Number(sheetId),
      relationshipId,
      state,
      part: target?.external === false ? target.target : '',
      kind: target?.type ?? '',
      index,
    };
  });
}
