import type { FileHash } from './field-state.ts';

/** `file` takes the place of `earlier`: by its own record of descent, or because a person answered «差し替え». */
export interface Descent {
  readonly file: FileHash;
  readonly earlier: FileHash;
}

/**
 * The files that a later one has taken the place of, through any number of steps, among those that are present. Two
 * files that claim to descend from each other cannot be told apart, so neither yields.
 */
export function superseded(present: ReadonlySet<FileHash>, descents: readonly Descent[]): ReadonlySet<FileHash> {
  const later = new Map<FileHash, Set<FileHash>>();
  for (const { file, earlier } of descents) {
    if (file === earlier) continue;
    const known = later.get(earlier) ?? new Set();
    later.set(earlier, known.add(file));
  }
  const reach = (start: FileHash): ReadonlySet<FileHash> => {
    const seen = new Set<FileHash>();
    const queue = [start];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      for (const next of later.get(file) ?? []) {
        if (!seen.has(next)) {
          seen.add(next);
          queue.push(next);
        }
      }
    }
    return seen;
  };
  const result = new Set<FileHash>();
  for (const file of present) {
    for (const next of reach(file)) {
      if (present.has(next) && !reach(next).has(file)) result.add(file);
    }
  }
  return result;
}
