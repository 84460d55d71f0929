import { fixTyping, typingNotes } from '../../src-shared/checks/typing.ts';
import { editFields } from '../editing/edit.ts';
import type { FieldChange } from '../db/database.ts';
import { isEditable } from '../editing/editable.ts';
import { flushTyping } from '../editing/pending.ts';
import type { DocumentId } from '../../src-shared/contract/documents.ts';
import type { FieldRef } from '../state/session.ts';
import { textOf } from '../state/texts.ts';

/** A text with everything mended that can be mended without asking (widths, kana, blanks); the same text where nothing can. */
export function mended(text: string): string {
  const kinds = new Set(typingNotes(text).flatMap(({ kind, fixable }) => (fixable ? [kind] : [])));
  return [...kinds].reduce(fixTyping, text);
}

/** What «すべて直す» would change in these boxes: locked ones and those without a fault stay as they are. */
export function fixesOf(fields: readonly FieldRef[]): readonly FieldChange[] {
  const byBox = new Map(fields.map((field) => [`${field.item}\n${field.path}`, field]));
  return [...byBox.values()].flatMap((field) => {
    const before = textOf(field);
    const after = mended(before);
    return before === after || !isEditable(field) ? [] : [{ item: field.item, path: field.path, before, after }];
  });
}

/** Mends all of them as one step of undo. */
export function fixAll(document: DocumentId, fields: readonly FieldRef[]): void {
  flushTyping();
  editFields(document, fixesOf(fields), 'fix');
}
