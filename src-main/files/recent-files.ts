import { oneAfterAnother } from '../../src-shared/domain/one-after-another.ts';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as v from 'valibot';
import type { Failure } from '../../src-shared/failures/failures.ts';
import type { RecentFile } from '../../src-shared/contract/documents.ts';
import { ok, type Result } from '../../src-shared/domain/result.ts';
import { nodeFileSystem, ownFile, type FileSystem } from './file-system.ts';
import { readFileStamped, sha256 } from './read-file.ts';
import { writeFileAtomically } from './write-atomically.ts';

const recentKept = 30;
/** A share that is gone can hold a question for half a minute; the list does not wait for it. */
const patience = 1000;

const listSchema = v.object({
  schema: v.literal(1),
  files: v.array(v.object({ path: v.string(), openedAt: v.string(), pinned: v.optional(v.boolean()) })),
});
type Entry = v.InferOutput<typeof listSchema>['files'][number];

/** The files opened last, newest first. Kept for convenience only: an unreadable list is an empty one. */
export interface RecentFiles {
  list(): Promise<readonly Omit<RecentFile, 'unsaved'>[]>;
  /** The path that an id of `list` stands for. */
  pathOf(id: string): string | undefined;
  note(path: string, at: Date): Promise<Result<void, Failure>>;
  forget(id: string): Promise<Result<void, Failure>>;
  /** Keeps a file at the top of the list, or lets it go down again. */
  pin(id: string, pinned: boolean): Promise<Result<void, Failure>>;
}

/** Opens the list kept in `folder` (`recent.json`). */
export async function openRecentFiles(folder: string, fs: FileSystem = nodeFileSystem): Promise<RecentFiles> {
  const file = join(folder, 'recent.json');
  let entries = await load(file, fs);
  // One write after the other: two windows may note a file at the same moment.
  const inOrder = oneAfterAnother();

  function store(change: (now: readonly Entry[]) => readonly Entry[]): Promise<Result<void, Failure>> {
    entries = shortened(change(entries));
    const bytes = Buffer.from(JSON.stringify({ schema: 1, files: entries }, null, 1));
    return inOrder(file, async () => {
      const result = await writeFileAtomically(file, bytes, { fs, mode: ownFile });
      return result.ok ? ok(undefined) : result;
    });
  }

  return {
    list: () =>
      Promise.all(
        pinnedFirst(entries).map(async ({ path, openedAt, pinned }) => ({
          id: idOf(path),
          name: basename(path),
          folder: dirname(path),
          openedAt,
          pinned: pinned === true,
          missing: await isMissing(path, fs),
        })),
      ),
    pathOf: (id) => entries.find((entry) => idOf(entry.path) === id)?.path,
    note: (path, at) =>
      store((now) => [
        { ...now.find((entry) => entry.path === path), path, openedAt: at.toISOString() },
        ...now.filter((entry) => entry.path !== path),
      ]),
    pin: (id, pinned) => store((now) => now.map((entry) => (idOf(entry.path) === id ? { ...entry, pinned } : entry))),
    forget: (id) => store((now) => now.filter((entry) => idOf(entry.path) !== id)),
  };
}

const pinnedFirst = (entries: readonly Entry[]): readonly Entry[] => [
  ...entries.filter(({ pinned }) => pinned === true),
  ...entries.filter(({ pinned }) => pinned !== true),
];

/** The newest ones; what is pinned stays, however old. */
function shortened(entries: readonly Entry[]): readonly Entry[] {
  let free = recentKept - entries.filter(({ pinned }) => pinned === true).length;
  return entries.filter(({ pinned }) => pinned === true || free-- > 0);
}

const idOf = (path: string): string => sha256(Buffer.from(path)).slice(0, 24);

async function load(file: string, fs: FileSystem): Promise<readonly Entry[]> {
  const read = await readFileStamped(file, fs);
  if (!read.ok) return [];
  try {
    const parsed = v.safeParse(listSchema, JSON.parse(Buffer.from(read.value.bytes).toString('utf8')));
    return parsed.success ? parsed.output.files : [];
  } catch {
    return [];
  }
}

async function isMissing(path: string, fs: FileSystem): Promise<boolean> {
  const found = fs.stat(path).then(
    (facts) => !facts.file,
    () => true,
  );
  return Promise.race([found, wait(patience, true, { ref: false })]);
}
