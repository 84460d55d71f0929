import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { editSources } from '../../src-shared/domain/edit-source.ts';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { storedValueSchema } from '../../src-shared/domain/stored-value.ts';
import { isPath } from '../../src-shared/form/paths.ts';

/**
 * The records of the journal and how one stands on its line: 16 hex digits of the SHA-256 of the rest, a blank, the
 * record as JSON, a line feed. JSON never holds a bare line feed, so a reader finds its feet again after damage, and a
 * person can rescue a text with any editor.
 */

/** Version of the records and snapshots; `upgrades` in `upgrade.ts` leads from each older one to this. */
export const journalSchema = 2;

const seq = v.pipe(v.number(), v.integer(), v.minValue(0));
const stamp = v.object({ size: v.number(), modified: v.number(), sha256: v.string() });
const common = {
  seq,
  at: v.string(),
  document: v.string(),
  /** The first and last number of the records that were written with it: all of them count, or none. A record that was written alone has none. */
  batch: v.optional(v.tuple([seq, seq])),
};
const field = v.custom<FieldPath>((value) => typeof value === 'string' && isPath(value));

export const recordSchema = v.variant('kind', [
  /** A workbook was opened: from now on `document` is what the file at `path` is called. */
  v.object({ ...common, kind: v.literal('opened'), path: v.string(), stamp }),
  /** An accepted edit of one field. Undoing, merging and restoring are edits of another source. */
  v.object({
    ...common,
    kind: v.literal('edit'),
    item: v.string(),
    /** The sheet's name, to find the item again in a file that Excel has numbered otherwise. */
    sheet: v.optional(v.string()),
    field,
    /** The file's text that the person saw. */
    base: v.string(),
    text: v.string(),
    /** What is to be stored for the text, where a merge took it over from another workbook. */
    stored: v.exactOptional(storedValueSchema),
    unlock: v.optional(v.literal(true)),
    /** The field's step or indicator row is to go (src-shared/rows); an edit without it takes that back. */
    gone: v.optional(v.literal(true)),
    source: v.picklist(editSources),
    /** The person's name as the settings had it, and the file's name at that time: the history shows both. */
    by: v.string(),
    file: v.string(),
    /** Where that file lay: should the note of its opening be lost, the edit still knows whose it is. */
    path: v.optional(v.string()),
  }),
  /** A file with this content, holding every edit up to `upTo`, is about to take the place of `path`. */
  v.object({
    ...common,
    kind: v.literal('saving'),
    path: v.string(),
    sha256: v.string(),
    upTo: seq,
    temporary: v.string(),
    /** The edited texts that the new file holds; later edits of the same fields will stand on them. */
    texts: v.array(v.object({ item: v.string(), field, text: v.string() })),
  }),
  /** That file is in place. */
  v.object({ ...common, kind: v.literal('saved'), path: v.string(), stamp, upTo: seq }),
  /** The save begun last did not happen. */
  v.object({ ...common, kind: v.literal('abandoned') }),
  /** Another program has numbered the sheets' parts anew: what was called by a key on the left is now called by the one on the right. */
  v.object({ ...common, kind: v.literal('moved'), items: v.array(v.tuple([v.string(), v.string()])) }),
  /** A person gave up the drafts up to `upTo`. */
  v.object({ ...common, kind: v.literal('discarded'), upTo: seq }),
]);

export type JournalRecord = v.InferOutput<typeof recordSchema>;
type WithoutNumber<R> = R extends unknown ? Omit<R, 'seq' | 'at' | 'batch'> : never;
/** A record before the journal has given it its number and time. */
export type NewRecord = WithoutNumber<JournalRecord>;
export type EditRecord = Extract<JournalRecord, { kind: 'edit' }>;

/** The first line of a segment. */
export const headerSchema = v.object({
  kind: v.literal('segment'),
  schema: v.number(),
  /** Identity of the journal; a database remembers whose numbers it holds. */
  journal: v.string(),
  /** The number that the segment's first record gets. */
  first: seq,
  /** The last number acknowledged before; those between it and `first` were never acknowledged. */
  after: seq,
});
export type SegmentHeader = v.InferOutput<typeof headerSchema>;

/** What `last-number.ts` keeps: the last number of a journal that was acknowledged. */
export const lastNumberSchema = v.object({ kind: v.literal('last'), journal: v.string(), seq });
export type LastNumber = v.InferOutput<typeof lastNumberSchema>;

const digest = (json: string): string => createHash('sha256').update(json).digest('hex').slice(0, 16);

export function encodeLine(value: JournalRecord | SegmentHeader | LastNumber): string {
  const json = JSON.stringify(value);
  return `${digest(json)} ${json}\n`;
}

/** The JSON value of a line (without its line feed) whose checksum holds; `undefined` for a damaged one. */
export function decodeLine(line: string): unknown {
  if (line.charCodeAt(16) !== 32 || digest(line.slice(17)) !== line.slice(0, 16)) return undefined;
  try {
    return JSON.parse(line.slice(17));
  } catch {
    return undefined;
  }
}
