import { basename } from 'node:path';
import type { ExchangeSummary, RequestView } from '../../../src-shared/domain/exchange.ts';
import type { Failure } from '../../../src-shared/failures/failures.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { err, ok, type Result } from '../../../src-shared/domain/result.ts';
import type { AnswersStore } from '../folder/answers-store.ts';
import { ExchangeState } from '../core/exchange-state.ts';
import { findMemory } from '../folder/keep-sendings.ts';
import {
  identify,
  masterOf,
  openExchangeOf,
  stampOf,
  type ExchangedDocument,
  type ExchangeDeskOptions,
} from './opened-exchange.ts';
import { undecided } from '../core/undecided.ts';
import { placeInBases, requestsOf } from '../core/requests.ts';

/**
 * Requests (修正依頼) behind the window, from both sides: the collecting section's are in its plan folder's log, those that a
 * section got are in the workbook that it got, and its answers wait in the app's data until the workbook is sent back.
 */
export class RequestDesk {
  readonly #options: ExchangeDeskOptions;
  readonly #store: AnswersStore;

  constructor(options: ExchangeDeskOptions, store: AnswersStore) {
    this.#options = options;
    this.#store = store;
  }

  async view(id: string): Promise<Result<ExchangeSummary, Failure>> {
    const document = this.#options.document(id);
    if (document === undefined) return err({ kind: 'not-found', reason: 'file' });
    // Only what was sent has the plan's id: nothing else needs a second look at its bytes.
    const received =
      document.planId === undefined
        ? ok(undefined)
        : await this.#options.work('readReceived', { bytes: document.bytes, form: document.form });
    if (!received.ok) return received;
    if (received.value !== undefined) {
      const { answers } = await this.#store.read();
      const { step, section, sender, sentAt, due, note } = received.value;
      return ok({
        received: true,
        ...(step === undefined ? {} : { step }),
        ...(section === undefined ? {} : { section }),
        ...(sender === undefined ? {} : { sender }),
        ...(sentAt === undefined ? {} : { sentAt }),
        ...(due === undefined ? {} : { due }),
        ...(note === undefined ? {} : { note }),
        conflicts: [],
        questions: 0,
        requests: received.value.requests.map(({ id: request, key, path, text, at, by, answer }): RequestView => {
          const said = answers[request] ?? answer;
          return {
            id: request,
            item: key,
            path,
            text,
            at,
            ...(by === undefined ? {} : { by }),
            status: said === undefined ? 'open' : 'answered',
            ...(said === undefined ? {} : { answer: said }),
            sections: [],
          };
        }),
      });
    }
    return this.#asked(document);
  }

  async #asked(document: ExchangedDocument): Promise<Result<ExchangeSummary, Failure>> {
    const kept = await findMemory(document.path, () => identify(document));
    if (!kept.ok) return kept;
    const master = masterOf(document);
    if (kept.value.folder === undefined) return ok({ received: false, requests: [], conflicts: [], questions: 0 });
    const state = new ExchangeState(kept.value.memory, master.snapshot);
    const requests = requestsOf(state);
    return ok({
      received: false,
      conflicts: state
        .fields()
        .flatMap(({ item, path, resolution }) =>
          resolution.kind === 'conflict' ? [{ item: master.keys[item]!, path }] : [],
        ),
      questions: undecided(state).filter(({ subject }) => subject.kind !== 'conflict').length,
      requests: requests.flatMap(({ record, place, status, answer, file, sections }): RequestView[] =>
        place === undefined
          ? []
          : [
              {
                id: record.id,
                item: master.keys[place.item]!,
                path: place.path,
                text: record.text,
                at: record.at,
                ...(record.by === undefined ? {} : { by: record.by }),
                status,
                ...(answer === undefined ? {} : { answer }),
                ...(file === undefined ? {} : { file: file.name }),
                sections,
              },
            ],
      ),
    });
  }

  /** Asks for a change of one field; the request goes out with the next sending of its item. */
  async request(id: string, item: string, path: FieldPath, text: string): Promise<Result<void, Failure>> {
    const opened = await openExchangeOf(this.#options, id);
    if (!opened.ok) return opened;
    const { master, state, folder, document } = opened.value;
    const index = master.keys.indexOf(item);
    const over = master.snapshot.items[index]?.texts[path];
    if (over === undefined)
      return err({ kind: 'unknown-field', reason: 'none', file: basename(document.path), values: { field: path } });
    const base = `m-${master.hash}`;
    const known = placeInBases(state, index, path);
    if (known === undefined) {
      const archived = await folder.archiveBase(base, master.snapshot, master.bytes);
      if (!archived.ok) return archived;
    }
    return folder.append([
      { kind: 'requested', ...stampOf(this.#options), ...(known ?? { base, item: index, path }), text, over },
    ]);
  }

  /** «参考として残す»: what is no field stays in the returned file, which is kept in the plan folder. */
  async keep(id: string, file: string, sheet: string, how: 'whole' | 'reference'): Promise<Result<void, Failure>> {
    const opened = await openExchangeOf(this.#options, id);
    if (!opened.ok) return opened;
    return opened.value.folder.append([{ kind: 'kept', ...stampOf(this.#options), file, sheet, how }]);
  }

  /** «シートごと取り込む»: the bytes of the plan's workbook with the returned sheet in the place of its own. */
  async whole(id: string, file: string, sheet: string, bytes: Uint8Array): Promise<Result<Uint8Array, Failure>> {
    const opened = await openExchangeOf(this.#options, id);
    if (!opened.ok) return opened;
    const { state, folder, master } = opened.value;
    const record = state.files.get(file);
    const reading = record?.items.find((one) => one.status !== 'missing' && one.sheet === sheet);
    const item = record === undefined || reading === undefined ? undefined : state.itemOf(record, reading);
    const returned = await folder.returnedFile(file);
    if (item === undefined || returned === undefined)
      return err({ kind: 'not-found', reason: 'file', ...(record === undefined ? {} : { file: record.name }) });
    return this.#options.work('takeWhole', { bytes, key: master.keys[item]!, returned, sheet });
  }

  async withdraw(id: string, request: string): Promise<Result<void, Failure>> {
    const opened = await openExchangeOf(this.#options, id);
    if (!opened.ok) return opened;
    return opened.value.folder.append([{ kind: 'withdrawn', ...stampOf(this.#options), request }]);
  }

  /** A section's answer; an empty one takes it back. */
  answer(request: string, text: string): Promise<Result<void, Failure>> {
    return this.#store.change(({ answers, ...kept }) => {
      const { [request]: _, ...others } = answers;
      return { ...kept, answers: text.trim() === '' ? others : { ...others, [request]: text.trim() } };
    });
  }
}
