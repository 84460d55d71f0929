import { workbookPart } from '../../package/open-package.ts';
import { relationshipsPart } from '../../package/part-names.ts';
import type { PackageDraft } from '../draft/package-draft.ts';
import type { IndexedSheet } from '../../book/workbook-index.ts';

/** A part that may refer to cells, other than the workbook part and the sheets' own. */
export interface ReferringPart {
  readonly part: string;
  /** The part of the sheet that it hangs on: references without a sheet's name mean that one. `undefined`: the workbook's. */
  readonly owner: string | undefined;
  /** The last segment of the relationship's type: `drawing`, `chart`, `vmlDrawing`, `ctrlProp`, `pivotCacheDefinition`, … */
  readonly type: string;
}

const media = /\.(png|jpe?g|gif|bmp|emf|wmf|tiff?|bin)$/i;

/**
 * The parts that hang on sheets and on the workbook, found by relationships, wherever they lie. Sheets themselves, pictures
 * and binary parts are left out; a part that hangs on two sheets counts for the first.
 */
export function referringParts(draft: PackageDraft, sheets: readonly IndexedSheet[]): readonly ReferringPart[] {
  const book = workbookPart(draft.original);
  const seen = new Set([book, ...sheets.map((sheet) => sheet.part)].map((part) => part.toLowerCase()));
  const found = sheets.flatMap(({ part }) => (draft.has(part) ? hanging(draft, part, part, seen) : []));
  return [...found, ...hanging(draft, book, undefined, seen)];
}

/** The parts that hang on these sheets alone. */
export function partsOfSheets(draft: PackageDraft, sheets: readonly string[]): readonly ReferringPart[] {
  const seen = new Set([workbookPart(draft.original), ...sheets].map((part) => part.toLowerCase()));
  return sheets.flatMap((part) => hanging(draft, part, part, seen));
}

function hanging(
  draft: PackageDraft,
  from: string,
  owner: string | undefined,
  seen: Set<string>,
): readonly ReferringPart[] {
  return draft.relationships(from).flatMap(({ target, external, type }) => {
    const key = target.toLowerCase();
    if (external || seen.has(key) || !draft.has(target)) return [];
    seen.add(key);
    return media.test(target) ? [] : [{ part: target, owner, type }, ...hanging(draft, target, owner, seen)];
  });
}

/** Changes the place in this workbook that a relationship leads to (`#'No.1'!A5`, as drawings link to cells). */
export function changeLinkTargets(
  draft: PackageDraft,
  part: string,
  change: (reference: string) => string | undefined,
): void {
  const name = relationshipsPart(part);
  if (!draft.has(name) || !/Target\s*=\s*["']#/.test(draft.text(name))) return;
  draft.edit(name, (edit) =>
    edit.walk((e, s) => {
      const target = s.attribute('Target');
      if (s.local !== 'Relationship' || target?.startsWith('#') !== true) return;
      const plain = decoded(target.slice(1));
      const changed = change(plain);
      if (changed !== undefined && changed !== plain) e.set('Target', `#${encoded(changed)}`);
    }),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As Excel writes it: other scripts as they are, blanks and quotes escaped. */
const encoded = (text: string): string => text.replace(/[%\s"<>#]/g, (character) => encodeURIComponent(character));
