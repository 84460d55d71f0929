import { parseStep } from '../../../src-shared/checks/reporting-steps.ts';
import type { ReportingStep } from '../../../src-shared/domain/exchange.ts';
import { given } from '../../../src-shared/domain/given.ts';
import { groupingKey } from '../../../src-shared/domain/normal.ts';
import type { LogRecord, RecordOf } from './records.ts';
import type { Parcel } from './sections.ts';
import type { SnapshotItem } from './snapshot.ts';

/** A sending by its id, as the log has it. */
export const sendingOf = (records: readonly LogRecord[], id: string): RecordOf<'sent'> | undefined =>
  records.find((record): record is RecordOf<'sent'> => record.kind === 'sent' && record.id === id);

/** What a sending back has of the first one unless a person says otherwise. */
export function asBefore({ step, lock }: RecordOf<'sent'>): { readonly step?: ReportingStep; readonly lock?: boolean } {
  return given({ step: step === undefined ? undefined : parseStep(step), lock });
}

/** The items of a sending in the plan as it is now, for its section: by the ids that it gave them, by number where the plan has none. */
export function parcelBefore(first: RecordOf<'sent'>, items: readonly Pick<SnapshotItem, 'id' | 'no'>[]): Parcel {
  const ids = new Set(first.items.map(({ id }) => id));
  const numbers = new Set(first.items.map(({ no }) => groupingKey(no)));
  return {
    section: first.section,
    items: items.flatMap(({ id, no }, index) =>
      (id === undefined ? numbers.has(groupingKey(no)) : ids.has(id)) ? [index] : [],
    ),
  };
}
