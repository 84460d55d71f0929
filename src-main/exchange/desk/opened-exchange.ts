import { basename } from 'node:path';
import type { ExchangeEdit } from '../../../src-shared/domain/exchange.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { YearStyle } from '../../../src-shared/domain/file-name-pattern.ts';
import type { FormDescription } from '../../../src-shared/form/description.ts';
import { itemNames } from '../core/item-names.ts';
import type { ItemSheet } from '../../../src-shared/domain/item.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { withEdits } from '../../../src-shared/form/rows.ts';
import type { FieldEdit } from '../../engine/types.ts';
import type { ExchangePartWork, ExchangeWork } from '../core/exchange-jobs.ts';
import { ExchangeState } from '../core/exchange-state.ts';
import { identityOfItems, type PlanIdentity } from '../folder/find-folder.ts';
import { openMemory } from '../folder/keep-sendings.ts';
import { hashOf } from '../core/open-exchanged.ts';
import { planFolderOf } from '../folder/plan-folder-place.ts';
import { newId, type PlanFolder } from '../folder/plan-folder.ts';
import type { MasterNow } from '../core/read-returned.ts';
import { snapshotItem } from '../core/snapshot.ts';
import type { Memory } from '../core/memory.ts';

/** An open workbook as the exchange sees it: its file and what was typed since. */
export interface ExchangedDocument {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly items: readonly ItemSheet[];
  readonly planId?: string;
  /** Sheets can be neither added nor taken out. */
  readonly structureLocked?: boolean;
  readonly drafts: readonly FieldEdit[];
  /** The description that it is read by; none for the first form. */
  readonly form?: FormDescription;
}

export interface ExchangeDeskOptions {
  readonly document: (id: string) => ExchangedDocument | undefined;
  readonly work: ExchangeWork;
  /** Work that answers in parts. */
  readonly partWork: ExchangePartWork;
  /** Puts edits of the open workbook into the journal, all or none; answers their numbers. */
  readonly journal: (document: string, edits: readonly ExchangeEdit[]) => Promise<Result<readonly number[], Failure>>;
  /** Who is at this machine, for the log. */
  readonly person: () => string;
  readonly now: () => Date;
  /** Keeps a plan's description in its folder, and notes here that it is in use. */
  readonly keepForm?: (folder: string, form: FormDescription) => Promise<void>;
  /** How years are written in names of files and in letters; western ones when missing. */
  readonly years?: () => YearStyle;
}

/** The exchange of an open workbook: its memory read anew, weighed over the workbook as it is now. */
export interface OpenedExchange {
  readonly document: ExchangedDocument;
  readonly master: MasterNow;
  readonly memory: Memory;
  readonly folder: PlanFolder;
  readonly state: ExchangeState;
}

/** Who did something and when, for a record. */
export function stampOf(options: Pick<ExchangeDeskOptions, 'person' | 'now'>): {
  readonly id: string;
  readonly at: string;
  readonly by?: string;
} {
  const by = options.person();
  return { id: newId(), at: options.now().toISOString(), ...(by === '' ? {} : { by }) };
}

/** Opens the exchange for adding to it; its folder is made where there is none. */
export async function openExchangeOf(
  options: ExchangeDeskOptions,
  id: string,
): Promise<Result<OpenedExchange, Failure>> {
  const document = options.document(id);
  if (document === undefined) return err({ kind: 'not-found', reason: 'file' });
  const kept = await openMemory(document.path, undefined, () => identify(document));
  if (!kept.ok) return kept;
  const { folder, memory } = kept.value;
  if (folder === undefined)
    return err({ kind: 'write-failed', reason: 'read-only', file: basename(planFolderOf(document.path)) });
  const master = masterOf(document);
  return ok({ document, master, memory, folder, state: new ExchangeState(memory, master.snapshot) });
}

/** What an open workbook says of itself, for finding the folder of a plan that was renamed. */
export const identify = async ({ bytes, planId, items }: ExchangedDocument): Promise<PlanIdentity> =>
  identityOfItems(bytes, planId, items);

/** The open workbook with what was typed since; everything that it took in it holds, so no descent is needed. */
export function masterOf(document: ExchangedDocument): MasterNow {
  const typed = new Map(document.drafts.map((draft) => [`${draft.item}\n${draft.path}`, draft]));
  const names = itemNames(document.items);
  const items = document.items.map((sheet, i) => {
    const own = document.drafts.filter((draft) => draft.item === sheet.key);
    // Rows that were added and not saved yet are rows of the plan too.
    const item = snapshotItem(withEdits(sheet, own), undefined, {}, names[i]);
    const texts = Object.fromEntries(
      Object.entries(item.texts).map(([path, text]) => [path, typed.get(`${sheet.key}\n${path}`)?.text ?? text]),
    );
    const values = {
      ...Object.fromEntries(Object.entries(item.values ?? {}).filter(([path]) => !typed.has(`${sheet.key}\n${path}`))),
      ...Object.fromEntries(own.flatMap(({ path, stored }) => (stored === undefined ? [] : [[path, stored]]))),
    };
    return { ...item, no: texts['no'] ?? item.no, texts, values };
  });
  return {
    hash: hashOf(document.bytes),
    bytes: document.bytes,
    snapshot: { version: 1, ...(document.planId === undefined ? {} : { planId: document.planId }), items },
    keys: document.items.map((item) => item.key),
    ...(document.form === undefined ? {} : { form: document.form }),
  };
}
