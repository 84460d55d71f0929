import type { DiskChange, Draft } from '../contract/documents.ts';
import type { ItemSheet } from '../domain/item.ts';
import { itemName } from '../domain/item-name.ts';
import type { FieldPath } from '../domain/fields.ts';
import { fieldOf } from '../form/rows.ts';
import { mergedField } from '../merge/long-text.ts';
import { sameText } from '../merge/text.ts';
import { formOf } from '../form/forms.ts';

/**
 * What became of a workbook under the person's hands: each field that another program has changed in the file since
 * it was read, beside the person's own unsaved text of that field. Fields that only one side changed need no decision;
 * where both did, the texts merge by whole lines against the text both started from, or a person chooses.
 */
export function diskChanges(
  before: readonly ItemSheet[],
  now: readonly ItemSheet[],
  drafts: readonly Draft[],
): readonly DiskChange[] {
  const own = new Map(drafts.map((draft) => [`${draft.item}\n${draft.path}`, draft]));
  const byName = new Map(before.toReversed().map((each) => [itemName(each), each]));
  const byKey = new Map(before.map((each) => [each.key, each]));
  return now.flatMap((sheet) => {
    const name = itemName(sheet);
    const old = byName.get(name) ?? byKey.get(sheet.key);
    return fieldsOf(sheet).flatMap(([path, after]) => {
      const draft = own.get(`${sheet.key}\n${path}`);
      const was = old?.fields[path]?.text ?? draft?.base ?? '';
      if (sameText(was, after)) return [];
      const merged =
        draft === undefined ? undefined : mergedField(path, draft.base, [draft.text, after], formOf(sheet));
      const change: DiskChange = {
        item: sheet.key,
        sheet: sheet.sheet,
        path,
        before: was,
        after,
        ...(draft === undefined ? {} : { draft: draft.text }),
        ...(merged === undefined ? {} : { merged }),
      };
      return [change];
    });
  });
}

/**
 * The drafts that a save must not write: the file's text is neither the one they were made on nor their own. Saving
 * them would drop the other side's text without anybody having seen it.
 */
export function conflictingDrafts(items: readonly ItemSheet[], drafts: readonly Draft[]): readonly Draft[] {
  return drafts.filter(({ item, path, base, text }) => {
    const field = items.find((sheet) => sheet.key === item)?.fields[path];
    return field !== undefined && !sameText(field.text, base) && !sameText(field.text, text);
  });
}

/** The drafts whose sheet or box the file does not have any more. They stay, and are shown, until the person gives them up. */
export function homelessDrafts(items: readonly ItemSheet[], drafts: readonly Draft[]): readonly Draft[] {
  return drafts.filter(({ item, path }) => {
    const sheet = items.find(({ key }) => key === item);
    return sheet === undefined || fieldOf(sheet, path) === undefined;
  });
}

const fieldsOf = (sheet: ItemSheet): readonly (readonly [FieldPath, string])[] =>
  Object.values(sheet.fields).flatMap((field) => (field === undefined ? [] : [[field.path, field.text] as const]));
