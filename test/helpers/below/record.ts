import { dirname } from 'node:path';

/** One change of the disk, as shim.c records it. */
export interface DiskChange {
  readonly kind: string;
  readonly inode: string;
  readonly offset: number;
  readonly path: string;
  readonly to: string;
  readonly bytes: Uint8Array;
}

export function readRecord(record: Buffer): readonly DiskChange[] {
  const changes: DiskChange[] = [];
  for (let at = 0; at < record.length;) {
    const end = record.indexOf(10, at);
    const [kind = '', inode = '', offset = '0', length = '0', path = '', to = ''] = record
      .subarray(at, end)
      .toString('utf8')
      .split('\t');
    at = end + 1 + Number(length);
    changes.push({ kind, inode, offset: Number(offset), path, to, bytes: record.subarray(end + 1, at) });
  }
  return changes;
}

/** What a power cut leaves of what was not synced. */
export type Loss =
  /** Nothing. */
  | 'strict'
  /** Names and sizes, zeros where the bytes had not arrived. */
  | 'metadata-ahead'
  /** Sizes of files, zeros where the bytes had not arrived; no names. */
  | 'zeros'
  /** Some pages and some names, by chance. */
  | 'pages';

interface Kept {
  now: Buffer;
  durable: Buffer;
}

const page = 512;

/** The files that a disk holds after the first `count` changes when the power goes then; `chance` gives numbers from 0 to 1. */
export function stateAfter(
  changes: readonly DiskChange[],
  count: number,
  loss: Loss,
  chance: () => number,
): Map<string, Uint8Array> {
  const byInode = new Map<string, Kept>();
  const names = new Map<string, Kept>();
  let durableNames = new Map<string, Kept>();
  for (const { kind, inode, offset, path, to, bytes } of changes.slice(0, count)) {
    const file = byInode.get(inode);
    if (kind === 'create') {
      const made = { now: Buffer.alloc(0), durable: Buffer.alloc(0) };
      byInode.set(inode, made);
      names.set(path, made);
    } else if (kind === 'write' && file !== undefined) {
      const grown = Buffer.alloc(Math.max(file.now.length, offset + bytes.length));
      file.now.copy(grown);
      grown.set(bytes, offset);
      file.now = grown;
    } else if (kind === 'truncate' && file !== undefined) {
      const cut = Buffer.alloc(offset);
      file.now.copy(cut, 0, 0, offset);
      file.now = cut;
    } else if (kind === 'sync' && file !== undefined && names.has(path)) file.durable = Buffer.from(file.now);
    else if (kind === 'sync') {
      // A folder: its own names are as they are now.
      durableNames = new Map([
        ...[...durableNames].filter(([name]) => dirname(name) !== path),
        ...[...names].filter(([name]) => dirname(name) === path),
      ]);
    } else if (kind === 'rename' || kind === 'link') {
      const moved = names.get(path);
      if (moved !== undefined) names.set(to, moved);
      if (kind === 'rename') names.delete(path);
    } else if (kind === 'unlink') names.delete(path);
  }
  const shown =
    loss === 'metadata-ahead' ? names : loss === 'pages' ? mixed(durableNames, names, chance) : durableNames;
  return new Map([...shown].map(([name, kept]) => [name, content(kept, loss, chance)]));
}

function mixed(
  durable: ReadonlyMap<string, Kept>,
  now: ReadonlyMap<string, Kept>,
  chance: () => number,
): Map<string, Kept> {
  const state = new Map<string, Kept>();
  for (const name of new Set([...durable.keys(), ...now.keys()])) {
    const kept = chance() < 0.5 ? durable.get(name) : now.get(name);
    if (kept !== undefined) state.set(name, kept);
  }
  return state;
}

function content({ now, durable }: Kept, loss: Loss, chance: () => number): Uint8Array {
  if (loss === 'strict' || now.equals(durable)) return durable;
  const bytes = Buffer.alloc(now.length);
  durable.copy(bytes);
  if (loss === 'pages')
    for (let at = 0; at < now.length; at += page)
      if (chance() < 0.5) now.copy(bytes, at, at, Math.min(now.length, at + page));
  return bytes;
}
