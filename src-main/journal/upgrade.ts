import * as v from 'valibot';
import type { EditSource } from '../../src-shared/domain/edit-source.ts';
import { journalSchema, recordSchema, type JournalRecord } from './record.ts';

/** Turns a value of one schema into one of the next. */
export type Upgrade = (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** The way from one schema to the next: of a segment's records, and of a snapshot's state. */
export interface SchemaStep {
  readonly record: Upgrade;
  readonly state: Upgrade;
}

/**
 * The steps by the old schema's number. Schema 1 is the first; schema 2 notes whose edit it was, and of each document the
 * last edit. Whoever changes what is written raises `journalSchema`, adds
 * a row here and keeps a journal of the old schema under test/main/journal/old. A mark that an older program may pass
 * over is no new schema.
 */
export const upgrades: Readonly<Record<number, SchemaStep>> = {
  1: {
    record: ({ cause, ...record }) =>
      record['kind'] === 'edit'
        ? { ...record, source: sourceOfCause[String(cause)] ?? 'typing', by: '', file: '' }
        : record,
    // Which documents had edits is not known: all of them may have had the last one.
    state: (state) => ({
      ...state,
      documents: (state['documents'] as readonly Readonly<Record<string, unknown>>[]).map((document) => ({
        ...document,
        lastEdit: state['lastEdit'],
      })),
    }),
  },
};

/** What schema 1 called the ways in which an edit came about. */
const sourceOfCause: Readonly<Record<string, EditSource>> = {
  undo: 'undo',
  redo: 'redo',
  merge: 'merge',
  restore: 'bring-back',
  readopted: 'readopted',
};

/** Brings a JSON value of some older schema up to `target`; `undefined` where no way leads there. */
export function raise(
  value: unknown,
  schema: number,
  part: keyof SchemaStep,
  table: Readonly<Record<number, SchemaStep>> = upgrades,
  target: number = journalSchema,
): unknown {
  let raised = value;
  for (let from = schema; from < target; from += 1) {
    const step = table[from];
    if (step === undefined || typeof raised !== 'object' || raised === null) return undefined;
    raised = step[part](raised as Readonly<Record<string, unknown>>);
  }
  return raised;
}

/** Reads a JSON value of some older or the current schema as a record of `target`; `undefined` when it is none. */
export function readRecord(
  value: unknown,
  schema: number,
  table: Readonly<Record<number, SchemaStep>> = upgrades,
  target: number = journalSchema,
): JournalRecord | undefined {
  const parsed = v.safeParse(recordSchema, raise(value, schema, 'record', table, target));
  return parsed.success ? parsed.output : undefined;
}
