import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import type { MasterPlace } from './base-places.ts';
import type { ExchangeState } from './exchange-state.ts';
import type { FileRecord, LogRecord, RecordOf } from './records.ts';
import type { CarriedRequest } from './snapshot.ts';

/** A request (修正依頼) on a field of the master, and what became of it: computed from the log, like everything else. */
export interface FieldRequest {
  readonly record: RecordOf<'requested'>;
  /** `undefined` when the master no longer has the item. */
  readonly place: MasterPlace | undefined;
  /**
   * - `open`: nothing came back for it. - `changed`: a file that it was sent with changed the field. - `answered`: such a
   * file says something to it. - `withdrawn`: the collecting side closed it.
   */
  readonly status: 'open' | 'changed' | 'answered' | 'withdrawn';
  readonly answer?: string;
  /** The returned file that closed it. */
  readonly file?: FileRecord;
  /** The sections that it was sent to. */
  readonly sections: readonly string[];
}

const ofKind = <K extends LogRecord['kind']>(state: ExchangeState, kind: K): readonly RecordOf<K>[] =>
  state.memory.records.filter((record): record is RecordOf<K> => record.kind === kind);

/** All requests, oldest first. */
export function requestsOf(state: ExchangeState): readonly FieldRequest[] {
  const withdrawn = new Set(ofKind(state, 'withdrawn').map((record) => record.request));
  const sent = ofKind(state, 'sent');
  return ofKind(state, 'requested')
    .toSorted((a, b) => compare(a.at, b.at) || compare(a.id, b.id))
    .map((record): FieldRequest => {
      const place = state.places(record.base)?.field(record.item, record.path);
      const carriers = sent.filter((one) => one.requests?.includes(record.id) === true);
      const shared = { record, place, sections: [...new Set(carriers.map((one) => one.section))] };
      if (withdrawn.has(record.id)) return { ...shared, status: 'withdrawn' };
      const files = [...state.files.values()].filter((file) => carriers.some((one) => one.id === file.exportId));
      for (const file of files) {
        const answer = file.answers?.find((one) => one.request === record.id)?.text;
        if (answer !== undefined) return { ...shared, status: 'answered', answer, file };
      }
      const changing = files.find((file) => changes(state, file, place));
      return changing === undefined ? { ...shared, status: 'open' } : { ...shared, status: 'changed', file: changing };
    });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const changes = (state: ExchangeState, file: FileRecord, place: MasterPlace | undefined): boolean =>
  place !== undefined &&
  file.items.some((reading) =>
    state.changesOf(file, reading).some((one) => one.place.item === place.item && one.place.path === place.path),
  );

/** The open requests on some items of the master, as a sent workbook carries them; `ids` are the items' ids by place. */
export function requestsToCarry(
  state: ExchangeState,
  places: readonly number[],
  ids: readonly string[],
): readonly CarriedRequest[] {
  return requestsOf(state).flatMap(({ record, place, status }): CarriedRequest[] => {
    if (status !== 'open' || place === undefined || !places.includes(place.item)) return [];
    const { id, at, by, text } = record;
    return [{ id, item: ids[place.item]!, path: place.path, text, at, ...(by === undefined ? {} : { by }) }];
  });
}

/** A field of the master in the terms of an archived base that has it; `undefined` when none does. */
export function placeInBases(
  state: ExchangeState,
  item: number,
  path: FieldPath,
): Pick<RecordOf<'requested'>, 'base' | 'item' | 'path'> | undefined {
  for (const [base, snapshot] of [...state.memory.bases].sort(([a], [b]) => compare(a, b))) {
    const places = state.places(base);
    const own = snapshot.items.findIndex((_, index) => places?.item(index) === item);
    const known =
      own < 0
        ? undefined
        : (Object.keys(snapshot.items[own]!.texts) as FieldPath[]).find(
            (candidate) => places?.field(own, candidate)?.path === path,
          );
    if (known !== undefined) return { base, item: own, path: known };
  }
  return undefined;
}
