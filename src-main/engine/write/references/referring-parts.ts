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
  const found: ReferringPart[] = [];
  const follow = (from: string, owner: string | undefined): void => {
    for (const { target, external, type } of draft.relationships(from)) {
      const key = target.toLowerCase();
      if (external || seen.has(key) || !draft.has(target)) continue;
      seen.add(key);
      if (media.test(target)) continue;
      found.push({ part: target, owner, type });
      follow(target, owner);
    }
  };
  for (const sheet of sheets) if (draft.has(sheet.part)) follow(sheet.part, sheet.part);
  follow(book, undefined);
  return found;
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
