import * as v from 'valibot';
import { journalSchema, recordSchema, type JournalRecord } from './record.ts';

/** Turns a record of one schema into one of the next. */
export type Upgrade = (record: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * The way from each old schema to the one after it, by the old one's number. Schema 1 is the first. Whoever changes a
 * record raises `journalSchema`, adds a row here and keeps a journal of the old schema under test/main/journal/old.
 */
export const upgrades: Readonly<Record<number, Upgrade>> = {};

/** Reads a JSON value of some older or the current schema as a record of `target`; `undefined` when it is none. */
export function readRecord(
  value: unknown,
  schema: number,
  table: Readonly<Record<number, Upgrade>> = upgrades,
  target: number = journalSchema,
): JournalRecord | undefined {
  let record = value;
  for (let from = schema; from < target; from += 1) {
    const upgrade = table[from];
    if (upgrade === undefined || typeof record !== 'object' || record === null) return undefined;
    record = upgrade(record as Readonly<Record<string, unknown>>);
  }
  const parsed = v.safeParse(recordSchema, record);
  return parsed.success ? parsed.output : undefined;
}
