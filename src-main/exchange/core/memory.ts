import type { LogRecord } from './records.ts';
import type { Snapshot } from './snapshot.ts';

/** What an exchange remembers: the records and the archived bases by id. */
export interface Memory {
  readonly records: readonly LogRecord[];
  readonly bases: ReadonlyMap<string, Snapshot>;
}
