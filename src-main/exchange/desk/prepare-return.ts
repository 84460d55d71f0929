import type { Failure } from '../../../src-shared/failures/failures.ts';
import { ok, type Result } from '../../../src-shared/domain/result.ts';
import type { ExchangeWork } from '../core/exchange-jobs.ts';
import type { AnswersStore } from '../folder/answers-store.ts';
import { hashOf } from '../core/open-exchanged.ts';
import type { ExchangedDocument } from './opened-exchange.ts';

/** A workbook made ready for sending back; `note` is called when it has been written. */
export interface PreparedReturn {
  readonly bytes: Uint8Array;
  note(): Promise<void>;
}

/**
 * «提出用に保存»: the open workbook with what was typed, the answers to requests in their notes, and the hashes of the
 * versions that it descends from: those that were made of this very document before, and those that the workbook itself
 * names. The collecting section then knows without asking that this one takes their place. Another copy of the same sending,
 * which a colleague filled in, is another document.
 */
export async function prepareReturn(
  document: ExchangedDocument,
  store: AnswersStore,
  work: ExchangeWork,
  saved?: { readonly who: string; readonly when: string },
): Promise<Result<PreparedReturn, Failure>> {
  const patched = await work('patch', {
    bytes: document.bytes,
    edits: document.drafts,
    form: document.form,
    options: { unlock: true },
  });
  if (!patched.ok) return patched;
  const received = await work('readReceived', { bytes: patched.value.bytes, form: document.form });
  if (!received.ok) return received;
  const kept = await store.read();
  const key = `${received.value?.exportId ?? ''}\n${document.path}`;
  const earlier = kept.returns[key] ?? [];
  const asked = new Set(received.value?.requests.map((request) => request.id));
  const made = await work('makeReturn', {
    bytes: patched.value.bytes,
    form: document.form,
    descends: [...(received.value?.descends ?? []), ...earlier, hashOf(document.bytes)],
    answers: Object.fromEntries(Object.entries(kept.answers).filter(([request]) => asked.has(request))),
    ...(saved === undefined ? {} : { saved }),
  });
  if (!made.ok) return made;
  const hash = hashOf(made.value);
  return ok({
    bytes: made.value,
    note: async () => {
      await store.change((now) => ({
        ...now,
        returns: { ...now.returns, [key]: [...new Set([...(now.returns[key] ?? []), hash])] },
      }));
    },
  });
}
