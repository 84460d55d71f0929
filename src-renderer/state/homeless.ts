import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { fieldOf } from '../../src-shared/form/rows.ts';
import { itemOf, type ItemRef } from './session.ts';
import { changedItems, draftsOf } from './texts.ts';

/** A text that was typed into a box which the workbook does not have, by the form that it goes by now. */
export interface HomelessText {
  readonly item: string;
  readonly path: FieldPath;
  readonly text: string;
}

/** The typed texts without a place: those of the shown sheet, and those of sheets that the workbook lacks. They stay drafts. */
export function homelessTexts(ref: ItemRef): readonly HomelessText[] {
  const gone = changedItems(ref.document).filter((item) => itemOf({ ...ref, item }) === undefined);
  return [ref.item, ...gone].flatMap((item) => {
    const own = { document: ref.document, item };
    const sheet = itemOf(own);
    return [...draftsOf(own)].flatMap(([path, { text }]) =>
      sheet !== undefined && fieldOf(sheet, path) !== undefined ? [] : [{ item, path, text }],
    );
  });
}
