import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { FileSystem } from '../../files/file-system.ts';
import { writeFileAtomically } from '../../files/write-atomically.ts';

/**
 * What a machine noted in a plan folder of the plan's own files, so that the folder is found when the plan is renamed or
 * moved, and of its log's length, so that a log that lost its end is noticed. One file a machine; programs of before pass it over.
 */
const prefix = '計画-';
/** A plan is saved often; the last files are those that may come back under another name. */
const maxFiles = 200;

const schema = v.object({
  v: v.literal(1),
  files: v.array(v.object({ name: v.string(), sha256: v.string() })),
  /** Lines of the machine's own log. */
  lines: v.exactOptional(v.number()),
});

export type PlanNote = v.InferOutput<typeof schema>;

/** A plan's file as it was when something was sent from it or taken into it. */
export type PlanFile = PlanNote['files'][number];

/** The notes of all machines by machine; what cannot be read is none. */
export async function readPlanNotes(folder: string): Promise<ReadonlyMap<string, PlanNote>> {
  const found = new Map<string, PlanNote>();
  for (const name of await fs.readdir(folder).catch(() => [])) {
    if (!name.startsWith(prefix) || !name.endsWith('.json')) continue;
    const note = await readNote(join(folder, name));
    if (note !== undefined) found.set(name.slice(prefix.length, -'.json'.length), note);
  }
  return found;
}

async function readNote(path: string): Promise<PlanNote | undefined> {
  try {
    const parsed = v.safeParse(schema, JSON.parse(await fs.readFile(path, 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Adds files and the log's length to a machine's note. Failing costs only that a renamed plan is asked about. */
export async function writePlanNote(
  folder: string,
  machine: string,
  { files = [], lines }: { readonly files?: readonly PlanFile[]; readonly lines?: number },
  port?: FileSystem,
): Promise<string | undefined> {
  const path = join(folder, `${prefix}${machine}.json`);
  const before = await readNote(path);
  const added = new Set(files.map(({ name, sha256 }) => `${sha256} ${name}`));
  const kept = (before?.files ?? []).filter(({ name, sha256 }) => !added.has(`${sha256} ${name}`));
  const noted = lines ?? before?.lines;
  const note: PlanNote = {
    v: 1,
    files: [...kept, ...files].slice(-maxFiles),
    ...(noted === undefined ? {} : { lines: noted }),
  };
  const bytes = Buffer.from(JSON.stringify(note), 'utf8');
  const written = await writeFileAtomically(path, bytes, port === undefined ? {} : { fs: port });
  return written.ok ? written.value.unsynced : undefined;
}
