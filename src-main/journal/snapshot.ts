import { storedValueSchema } from '../../src-shared/domain/stored-value.ts';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import type { FieldPath } from '../../src-shared/domain/fields.ts';
import { isPath } from '../../src-shared/form/paths.ts';
import type { Failure } from '../../src-shared/failures/failures.ts';
import { err, ok, type Result } from '../../src-shared/domain/result.ts';
import { errorCode, ownFile, type FileSystem } from '../files/file-system.ts';
import { readFileStamped, sha256 } from '../files/read-file.ts';
import { writeFileAtomically } from '../files/write-atomically.ts';
import { journalSchema } from './record.ts';
import type { JournalState } from './state.ts';
import { raise, upgrades, type SchemaStep } from './upgrade.ts';

/**
 * A snapshot is the whole state at one number, so that a start reads little and damage in the journal's past does no
 * harm. Two lines: a header with the hash of the second and, as its last key, of itself, and the state. Written atomically under a
 * name of its own, and read back.
 */

const stampSchema = v.object({ size: v.number(), modified: v.number(), sha256: v.string() });
const draftSchema = v.object({
  item: v.string(),
  path: v.custom<FieldPath>((value) => typeof value === 'string' && isPath(value)),
  base: v.string(),
  text: v.string(),
  seq: v.number(),
  at: v.string(),
  sheet: v.exactOptional(v.string()),
  unlock: v.exactOptional(v.literal(true)),
  gone: v.exactOptional(v.literal(true)),
  stored: v.exactOptional(storedValueSchema),
});
const savingSchema = v.object({
  path: v.string(),
  sha256: v.string(),
  upTo: v.number(),
  temporary: v.string(),
  texts: v.array(v.tuple([v.string(), v.string()])),
});
const stateSchema = v.object({
  lastSeq: v.number(),
  lastEdit: v.number(),
  unseen: v.optional(v.array(v.tuple([v.number(), v.number()]))),
  documents: v.array(
    v.object({
      id: v.string(),
      path: v.string(),
      stamp: v.optional(stampSchema),
      touchedAt: v.string(),
      lastEdit: v.number(),
      drafts: v.array(v.tuple([v.string(), draftSchema])),
      saving: v.optional(savingSchema),
    }),
  ),
});
const headerSchema = v.object({
  kind: v.literal('snapshot'),
  schema: v.number(),
  journal: v.string(),
  seq: v.number(),
  sha256: v.string(),
});

export interface JournalSnapshot {
  readonly journal: string;
  readonly state: JournalState;
}

const namePattern = /^snapshot-(\d{15})(?:-\d{4})?\.json$/;

/** `attempt` tells snapshots of the same number apart: a damaged one keeps its name, and its place. */
const snapshotName = (seq: number, attempt = 0): string =>
  `snapshot-${String(seq).padStart(15, '0')}${attempt === 0 ? '' : `-${String(attempt).padStart(4, '0')}`}.json`;

/** The number a snapshot's file name carries; `undefined` for another file. */
export function snapshotNumber(name: string): number | undefined {
  const digits = namePattern.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Writes the state, reads it back and takes it apart: what does not come back as it went is a failure. */
export async function writeSnapshot(
  folder: string,
  journal: string,
  state: JournalState,
  fs: FileSystem,
): Promise<Result<void, Failure>> {
  const body = JSON.stringify(toPlain(state));
  const header = withOwnHash(
    JSON.stringify({
      kind: 'snapshot',
      schema: journalSchema,
      journal,
      seq: state.lastSeq,
      sha256: sha256(Buffer.from(body)),
    }),
  );
  const bytes = Buffer.from(`${header}\n${body}\n`);
  let path: string | undefined;
  try {
    path = await freePath(folder, state.lastSeq, bytes, fs);
  } catch (error) {
    return err({ kind: 'journal', reason: 'unusable', values: { folder, code: errorCode(error) } });
  }
  if (path === undefined) return ok(undefined);
  const written = await writeFileAtomically(path, bytes, { fs, mustBeNew: true, mode: ownFile });
  if (!written.ok) return written;
  // Nothing may be let go for a snapshot whose name a power cut takes back.
  if (written.value.unsynced !== undefined)
    return err({ kind: 'journal', reason: 'unusable', values: { folder, code: written.value.unsynced } });
  const back = await readFileStamped(path, fs);
  if (!back.ok) return back;
  const parsed = parseJournalSnapshot(back.value.bytes);
  if (parsed.kind !== 'snapshot' || back.value.stamp.sha256 !== sha256(bytes)) {
    return err({ kind: 'journal', reason: 'unusable', values: { folder, code: 'EIO' } });
  }
  return ok(undefined);
}

/** A name that no snapshot has yet; `undefined` where one of that number already says just this. */
async function freePath(folder: string, seq: number, bytes: Uint8Array, fs: FileSystem): Promise<string | undefined> {
  const names = new Set(await fs.list(folder));
  for (let attempt = 0; ; attempt += 1) {
    const path = join(folder, snapshotName(seq, attempt));
    if (!names.has(basename(path))) return path;
    const there = await readFileStamped(path, fs);
    if (there.ok && there.value.stamp.sha256 === sha256(bytes)) return undefined;
  }
}

/** The header's last key is the hash of all before it: a flipped bit in its schema must not read as a newer program's. */
const withOwnHash = (header: string): string => `${header.slice(0, -1)},"head":"${sha256(Buffer.from(header))}"}`;

/** `undefined` for a header of a program that did not hash it: there the body's hash stands last. */
function ownHashHolds(line: string): boolean | undefined {
  if (/,"sha256":"[0-9a-f]{64}"\}$/u.test(line)) return undefined;
  const parts = /^(.*),"head":"([0-9a-f]{64})"\}$/u.exec(line);
  return parts !== null && sha256(Buffer.from(`${parts[1]}}`)) === parts[2];
}

export type ParsedSnapshot =
  | { readonly kind: 'snapshot'; readonly snapshot: JournalSnapshot }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer' };

/** Reads a snapshot of this schema or an older one; `table` and `target` are for the test of a pretended next schema. */
export function parseJournalSnapshot(
  bytes: Uint8Array,
  table: Readonly<Record<number, SchemaStep>> = upgrades,
  target: number = journalSchema,
): ParsedSnapshot {
  const [first = '', body = ''] = Buffer.from(bytes).toString('utf8').split('\n');
  try {
    const header = v.parse(headerSchema, JSON.parse(first));
    const holds = ownHashHolds(first);
    if (holds === true && header.schema > target) return { kind: 'newer' };
    if (holds === false || header.schema > target || sha256(Buffer.from(body)) !== header.sha256)
      return { kind: 'damaged' };
    const plain = v.parse(stateSchema, raise(JSON.parse(body), header.schema, 'state', table, target));
    if (plain.lastSeq !== header.seq) return { kind: 'damaged' };
    return { kind: 'snapshot', snapshot: { journal: header.journal, state: fromPlain(plain) } };
  } catch {
    return { kind: 'damaged' };
  }
}

type PlainState = v.InferOutput<typeof stateSchema>;

function toPlain(state: JournalState): PlainState {
  return {
    lastSeq: state.lastSeq,
    lastEdit: state.lastEdit,
    unseen: state.unseen.map(([first, last]) => [first, last]),
    documents: [...state.documents].map(([id, { path, stamp, touchedAt, lastEdit: edited, drafts, saving }]) => ({
      id,
      path,
      stamp,
      touchedAt,
      lastEdit: edited,
      drafts: [...drafts],
      saving: saving && { ...saving, texts: [...saving.texts] },
    })),
  };
}

function fromPlain({ lastSeq, lastEdit, unseen = [], documents }: PlainState): JournalState {
  return {
    lastSeq,
    lastEdit,
    unseen,
    documents: new Map(
      documents.map(({ id, path, stamp, touchedAt, lastEdit: edited, drafts, saving }) => [
        id,
        {
          path,
          stamp,
          touchedAt,
          lastEdit: edited,
          drafts: new Map(drafts),
          saving: saving && { ...saving, texts: new Map(saving.texts) },
        },
      ]),
    ),
  };
}
