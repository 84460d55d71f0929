import path from 'node:path';
import type { DocumentId, EditAcknowledged } from '../../src-shared/contract/documents.ts';
import type { CallArgs } from '../../src-shared/contract/ipc-contract.ts';
import type { ExchangeEdit } from '../../src-shared/domain/exchange.ts';
import type { StoredValue } from '../../src-shared/domain/item.ts';
import { itemName } from '../../src-shared/domain/item-name.ts';
import { given } from '../../src-shared/domain/given.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { fieldOf } from '../../src-shared/form/rows.ts';
import { draftKey } from '../journal/state.ts';
import { inFile, itemOf, lockOf, notOpen, type OpenDocument } from './document.ts';
import type { DocumentsOptions } from './documents-options.ts';
import type { RescueCopies } from './rescue-copies.ts';

/** What persons and merges write into open documents: into the journal first, before anything else knows of it. */
export interface EditsOfDocuments {
  acceptEdit(edit: CallArgs<'acceptEdit'>[0]): Promise<Result<EditAcknowledged, Failure>>;
  /**
   * Takes texts in that a merge has found, all or none, and answers their numbers. The collecting section is in charge of
   * the form, so locked boxes are written too.
   */
  acceptMerged(id: DocumentId, edits: readonly ExchangeEdit[]): Promise<Result<readonly number[], Failure>>;
}

export function acceptEdits(
  documentOf: (id: DocumentId) => OpenDocument | undefined,
  rescue: RescueCopies,
  options: DocumentsOptions,
): EditsOfDocuments {
  const { journal } = options;

  async function acceptEdit(
    edit: CallArgs<'acceptEdit'>[0],
    stored: StoredValue | undefined = edit.stored,
  ): Promise<Result<EditAcknowledged, Failure>> {
    const { document: id, item, path: field, base, text, unlock, gone, above, source = 'typing' } = edit;
    const document = documentOf(id);
    if (document === undefined) return err(notOpen);
    const sheet = itemOf(document, item);
    if (sheet === undefined)
      return err(inFile({ kind: 'unknown-item', reason: 'none', values: { no: item } }, document.path));
    const known = fieldOf(sheet, field);
    if (known === undefined) {
      return err(
        inFile({ kind: 'unknown-field', reason: 'none', sheet: sheet.sheet, values: { field } }, document.path),
      );
    }
    const lock = lockOf(sheet, field);
    if (lock !== undefined && unlock !== true) return err(inFile(lock, document.path));
    // An edit that was on its way while the file was saved names the text before: it stands on the saved one.
    const stale = document.replaced.get(draftKey(item, field)) === base;
    const seen = stale ? known.text : base;
    if (above !== undefined) await journal.raiseTo(above);
    const marks = given({ unlock, gone });
    const whose = { source, by: options.person?.() ?? '', file: path.basename(document.path), path: document.path };
    const seq = await journal.append({
      kind: 'edit',
      document: id,
      item,
      sheet: itemName(sheet),
      field,
      base: seen,
      text,
      ...whose,
      ...marks,
      ...given({ stored }),
    });
    if (!seq.ok) return seq;
    rescue.noteEdit(document);
    const at = options.now().toISOString();
    options.edited?.({ document: id, item, path: field, base: seen, text, seq: seq.value, at, ...marks });
    return ok({ seq: seq.value });
  }

  async function acceptMerged(
    id: DocumentId,
    edits: readonly ExchangeEdit[],
  ): Promise<Result<readonly number[], Failure>> {
    const drafts = new Map(journal.draftsOf(id).map((draft) => [draftKey(draft.item, draft.path), draft.base]));
    const document = documentOf(id);
    // Asked for in one go, they stand in one write of the journal.
    const accepted = await Promise.all(
      edits.map(({ item, path: field, after, gone, stored }) => {
        const sheet = document === undefined ? undefined : itemOf(document, item);
        const base = drafts.get(draftKey(item, field)) ?? sheet?.fields[field]?.text ?? '';
        const locked = sheet !== undefined && lockOf(sheet, field) !== undefined;
        const marks = { ...(locked ? { unlock: true as const } : {}), ...given({ gone }) };
        return acceptEdit({ document: id, item, path: field, base, text: after, source: 'merge', ...marks }, stored);
      }),
    );
    const numbers: number[] = [];
    for (const each of accepted) {
      if (!each.ok) return each;
      numbers.push(each.value.seq);
    }
    return ok(numbers);
  }

  return { acceptEdit, acceptMerged };
}
