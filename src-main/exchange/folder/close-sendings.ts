import type { Failure, Warning } from '../../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import { unsyncedWarning } from '../../files/file-failures.ts';
import { identityOfExchanged } from './find-folder.ts';
import { openExchangedFile } from './open-file.ts';
import { openMemory } from './keep-sendings.ts';
import { newId } from './plan-folder.ts';
import type { LogRecord, RecordOf } from '../core/records.ts';
import { closedSendings, latestFirst } from '../core/sendings-in-order.ts';

/** Sendings or a step of which nothing is waited for any more. */
export interface Closing {
  /** Export ids, as `distribute` answered them. */
  readonly ids: readonly string[];
  /** The code of a step. */
  readonly step?: string | undefined;
}

/** What was closed: the files that nobody needs to return. */
export interface Closed {
  readonly withdrawn: readonly { readonly exportId: string; readonly section: string; readonly file: string }[];
}

/**
 * The records that take sendings back or close a step; the files that went out stay where they are, and what comes back
 * is still taken. Fails with `unknown-sending` where a name is none of the exchange's sendings.
 */
export function closingRecords(
  records: readonly LogRecord[],
  { ids, step }: Closing,
  stamp: { readonly at: string; readonly by?: string },
): Result<{ readonly records: readonly RecordOf<'withdrawn'>[]; readonly closed: Closed }, Failure> {
  const sent = latestFirst(records);
  const unknown = ids.find((id) => !sent.some((record) => record.id === id));
  const isKnownStep = step === undefined || sent.some((record) => record.step === step);
  if (unknown !== undefined || !isKnownStep)
    return err({ kind: 'unknown-sending', reason: 'none', values: { id: unknown ?? step ?? '' } });
  const order = sent.reduce((highest, record) => Math.max(highest, record.order ?? 0), 0);
  const added: readonly RecordOf<'withdrawn'>[] = [
    ...ids.map((id) => ({ kind: 'withdrawn', id: newId(), ...stamp, request: id, what: 'sending' }) as const),
    ...(step === undefined
      ? []
      : [{ kind: 'withdrawn', id: newId(), ...stamp, request: step, what: 'step', order } as const]),
  ];
  const before = closedSendings(records);
  const after = closedSendings([...records, ...added]);
  const withdrawn = sent
    .filter(({ id }) => after.has(id) && !before.has(id))
    .map(({ id, section, file }) => ({ exportId: id, section, file }));
  return ok({ records: added, closed: { withdrawn } });
}

/** Closes in the plan folder of a master, as the command line does it. */
export async function closeSendings(
  master: string,
  closing: Closing,
  planFolder: string | undefined,
): Promise<Result<Closed & { readonly warnings: readonly Warning[] }, Failure>> {
  const kept = await openMemory(master, planFolder, async () => {
    const opened = await openExchangedFile(master);
    return opened.ok ? identityOfExchanged(opened.value) : undefined;
  });
  if (!kept.ok) return kept;
  const { folder, memory, warnings } = kept.value;
  if (folder === undefined) return err({ kind: 'write-failed', reason: 'read-only', file: master });
  const made = closingRecords(memory.records, closing, { at: new Date().toISOString() });
  if (!made.ok) return made;
  const appended = await folder.append(made.value.records);
  if (!appended.ok) return appended;
  const more = folder.unsynced === undefined ? [] : [unsyncedWarning(folder.path, folder.unsynced)];
  return ok({ ...made.value.closed, warnings: [...warnings, ...more] });
}
