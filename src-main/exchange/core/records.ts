import * as v from 'valibot';
import { storedValueSchema } from '../../../src-shared/domain/stored-value.ts';
import { snapshotItemSchema } from './snapshot.ts';
import type { FieldPath } from '../../../src-shared/domain/fields.ts';
import { isPath } from '../../../src-shared/form/paths.ts';

/**
 * The records of the plan folder's log, one JSON object a line. Everything that an exchange knows is computed from the
 * set of records and the archived files: no record is ever changed, and their order does not matter.
 */

const text = v.string();
const path = v.custom<FieldPath>((value) => typeof value === 'string' && isPath(value));
/** An item and field in the terms of one archived base: its place there, and rows counted as there. */
const place = { base: text, item: v.number(), path };

const reading = v.variant('status', [
  v.object({
    status: v.picklist(['matched', 'renumbered', 'ambiguous']),
    base: v.number(),
    sheet: text,
    returnedNo: text,
    changes: v.array(
      v.object({
        path,
        base: v.nullable(text),
        theirs: text,
        stored: v.exactOptional(storedValueSchema),
        elsewhere: v.exactOptional(v.literal(true)),
      }),
    ),
    seen: v.exactOptional(snapshotItemSchema),
  }),
  v.object({ status: v.literal('missing'), base: v.number() }),
  v.object({
    status: v.literal('new'),
    sheet: text,
    returnedNo: text,
    texts: v.record(text, text),
    seen: v.exactOptional(snapshotItemSchema),
    like: v.exactOptional(v.number()),
    tied: v.exactOptional(v.object({ base: text, item: v.number() })),
  }),
]);

const file = v.object({
  hash: text,
  name: text,
  base: text,
  recognisedBy: v.picklist(['export', 'base', 'given', 'likeness']),
  exportId: v.exactOptional(text),
  section: v.exactOptional(text),
  who: v.exactOptional(text),
  when: v.exactOptional(text),
  descends: v.array(text),
  items: v.array(reading),
  /** Why a person has to say first whether it is of this plan at all; `lost` names the sending that it seems to be. */
  strange: v.exactOptional(v.picklist(['plan', 'period', 'unlike', 'lost', 'form'])),
  proposed: v.exactOptional(text),
  /** Rows that were typed right below a list, with the paths that they would have in the base. */
  rows: v.exactOptional(
    v.array(
      v.object({
        sheet: text,
        row: v.number(),
        cells: v.array(v.object({ cell: text, path, text, stored: v.exactOptional(storedValueSchema) })),
      }),
    ),
  ),
  /** What is no field and differs from the base; of very many the first ones. */
  other: v.exactOptional(
    v.array(
      v.object({
        sheet: text,
        cell: v.exactOptional(text),
        kind: text,
        base: v.exactOptional(text),
        theirs: v.exactOptional(text),
      }),
    ),
  ),
  /** What it answers to requests that it was sent with. */
  answers: v.exactOptional(v.array(v.object({ request: text, text }))),
});

const common = { id: text, at: text, by: v.exactOptional(text) };

const schema = v.variant('kind', [
  /** A workbook was sent; `base` is the archive's id, which is the export id. */
  v.object({
    kind: v.literal('sent'),
    ...common,
    planId: text,
    section: text,
    file: text,
    items: v.array(v.object({ id: text, no: text, sheet: text, title: text })),
    step: v.exactOptional(text),
    due: v.exactOptional(text),
    note: v.exactOptional(text),
    /** Who sent it, as the workbook tells the section. */
    sender: v.exactOptional(text),
    /** The number of the sending in this folder: later ones have higher numbers, whatever the clocks say. */
    order: v.exactOptional(v.number()),
    /** Of the workbook as it was put out. */
    sha256: v.exactOptional(text),
    pattern: v.exactOptional(text),
    lock: v.exactOptional(v.boolean()),
    /** The sending whose answer is sent back with it (差戻し): only what is made from this one answers it. */
    sentBack: v.exactOptional(text),
    /** Ids of the requests that it carries. */
    requests: v.exactOptional(v.array(text)),
    /** What the sent workbook already holds: hashes of returned files, ids of answers (`everythingKnown`). */
    absorbs: v.array(text),
  }),
  /** Files were taken in by one step. */
  v.object({
    kind: v.literal('collected'),
    ...common,
    files: v.array(file),
    /** What it changed in the master. */
    writes: v.array(
      v.object({
        ...place,
        before: text,
        after: text,
        /** What the box held beside `before`, where that is not a plain text. */
        stored: v.exactOptional(storedValueSchema),
        /** Hashes and ids of everything that the text stands for. */
        covers: v.array(text),
        /** `before` was somebody's edit of the master, which the text holds too: where it came from. */
        own: v.exactOptional(v.object({ id: text, base: v.nullable(text), after: v.array(text) })),
      }),
    ),
  }),
  v.object({ kind: v.literal('undone'), ...common, collected: text }),
  v.object({
    kind: v.literal('decided'),
    ...common,
    ...place,
    value: text,
    covers: v.array(text),
    over: text,
  }),
  /** The answer to «差し替えですか». */
  v.object({ kind: v.literal('resubmission'), ...common, file: text, earlier: text, replaces: v.boolean() }),
  /**
   * A person said which item a sheet is, or that it is none (`item` null). An empty sheet name stands for the file: left out,
   * or of this plan. `SHEET/ROW`, which no sheet can be called, stands for a row below a list.
   */
  v.object({
    kind: v.literal('identified'),
    ...common,
    file: text,
    sheet: text,
    item: v.nullable(v.object({ base: text, item: v.number() })),
    /** The plan's sheet that a new item got, by its name then. */
    inserted: v.exactOptional(text),
  }),
  /** A request on a field (修正依頼); `over` is the text that it is about. */
  v.object({ kind: v.literal('requested'), ...common, ...place, text, over: text }),
  /**
   * Something is not waited for any more: a request, by its id; a sending, by its id; a step, by its code, with all sendings
   * up to `order`. Programs of before know requests only and find none by the others' names.
   */
  v.object({
    kind: v.literal('withdrawn'),
    ...common,
    request: text,
    what: v.exactOptional(v.picklist(['sending', 'step'])),
    order: v.exactOptional(v.number()),
  }),
  /** What was done about what is no field on one returned sheet. */
  v.object({ kind: v.literal('kept'), ...common, file: text, sheet: text, how: v.picklist(['whole', 'reference']) }),
]);

export type LogRecord = v.InferOutput<typeof schema>;
export type RecordOf<K extends LogRecord['kind']> = Extract<LogRecord, { readonly kind: K }>;
export type FileRecord = v.InferOutput<typeof file>;

/** The version of the lines: 2 added requests. What a version only adds, older programs pass over, count and say. */
export const logVersion = 2;

/**
 * What turns a line of one version into the next one's, from version 1 on. A log is never rewritten: its lines keep the
 * version that they were written in, and are brought up to date whenever they are read.
 */
const upgrades: readonly ((line: object) => object)[] = [(line) => line];

function upToDate(line: unknown): unknown {
  if (typeof line !== 'object' || line === null) return line;
  const version = 'v' in line && typeof line.v === 'number' ? line.v : 1;
  // A later version's line may mean something else by the same names.
  if (version > logVersion || version < 1) return undefined;
  return upgrades.slice(version - 1).reduce((now, upgrade) => upgrade(now), line);
}

/** A record out of a log's line; `undefined` for what this program does not know. */
export function parseRecord(line: unknown): LogRecord | undefined {
  const parsed = v.safeParse(schema, upToDate(line));
  return parsed.success ? parsed.output : undefined;
}

/** The union of logs: each record once. */
export function uniteRecords(...logs: readonly (readonly LogRecord[])[]): readonly LogRecord[] {
  const found = new Map<string, LogRecord>();
  for (const log of logs) for (const record of log) found.set(`${record.kind} ${record.id}`, record);
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
}
