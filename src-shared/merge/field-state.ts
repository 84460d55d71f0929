import type { StoredValue } from '../domain/item.ts';
import { plainLineEnds } from './text.ts';

/** SHA-256 of a returned file's bytes, in hex: who says what is told apart by content, never by name or clock. */
export type FileHash = string;

/** One text that one file gives one field, with the text that it was made from. */
export interface Version {
  readonly file: FileHash;
  /** The text in the recorded base; `null` when there is no base, and then nothing merges by itself. */
  readonly base: string | null;
  readonly value: string;
  /**
   * Hashes and ids of the versions and decisions that the base already stands for: the file was made from a workbook that
   * had taken them in, so its text comes after theirs.
   */
  readonly after?: readonly string[];
  /** Somebody's edit of the master itself, which a taking-in merged with others; `file` is then an id of its own. */
  readonly own?: true;
  /** What the box held beside its text; has no say in the merge, unless it is what no plan may take (`unfit`). */
  readonly stored?: StoredValue;
  /** An error, a formula without a result, a title that was emptied: never taken by itself. */
  readonly unfit?: true;
  /** For people: the section or person, and the file's own date (ISO 8601). Neither takes part in the merge. */
  readonly who?: string;
  readonly when?: string;
}

/**
 * A person's choice for one field. It stands for the versions and decisions that the person saw (`covers`), and for the
 * same texts from other files; a text that comes later is weighed against it.
 */
export interface Decision {
  readonly id: string;
  readonly value: string;
  /** File hashes of versions and ids of decisions. */
  readonly covers: readonly string[];
  /** The master's own text that the person saw beside them. */
  readonly over?: string;
  readonly who?: string;
  readonly when?: string;
}

/** A text that a taking-in put into the master, and the hashes and ids of the versions and decisions that it stands for. */
export interface Written {
  readonly value: string;
  readonly covers: readonly string[];
  /** What it took the place of. */
  readonly before?: string;
}

/**
 * What is known of one field: the set of versions, the set of decisions, and the texts that an earlier taking-in wrote
 * into the master. Never a merged text: line merging over a chain of texts is neither associative nor idempotent.
 */
export interface FieldState {
  readonly versions: readonly Version[];
  readonly decisions: readonly Decision[];
  readonly written: readonly Written[];
}

export const emptyState: FieldState = { versions: [], decisions: [], written: [] };

const versionKey = (version: Version): string => JSON.stringify([version.file, version.base, version.value]);

/** Order by code units, which no locale changes. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function unique<T>(values: readonly T[], key: (value: T) => string): readonly T[] {
  if (values.length < 2) return values;
  const found = new Map<string, T>();
  for (const value of values) {
    const known = found.get(key(value));
    // Of two records that differ only in what people read, the smaller one stays, whichever came first.
    if (known === undefined || compare(JSON.stringify(value), JSON.stringify(known)) < 0) found.set(key(value), value);
  }
  return [...found.entries()].sort(([a], [b]) => compare(a, b)).map(([, value]) => value);
}

/** A state in its one form: line ends plain, no repetition, in an order that depends on the content only. */
export function fieldState(state: Partial<FieldState>): FieldState {
  const versions = (state.versions ?? []).map((version) => ({
    ...version,
    base: version.base === null ? null : plainLineEnds(version.base),
    value: plainLineEnds(version.value),
    ...(version.after === undefined ? {} : { after: [...new Set(version.after)].sort(compare) }),
  }));
  const decisions = (state.decisions ?? []).map((decision) => ({
    ...decision,
    value: plainLineEnds(decision.value),
    covers: [...new Set(decision.covers)].sort(compare),
    ...(decision.over === undefined ? {} : { over: plainLineEnds(decision.over) }),
  }));
  const written = (state.written ?? []).map((entry) => ({
    ...entry,
    value: plainLineEnds(entry.value),
    covers: [...new Set(entry.covers)].sort(compare),
  }));
  return {
    versions: unique(versions, versionKey),
    decisions: unique(decisions, (decision) => decision.id),
    written: unique(written, (entry) => JSON.stringify([entry.value, entry.covers, entry.before])),
  };
}

/** The union of two states: commutative, associative and idempotent, since it is one of sets. */
export function unite(a: FieldState, b: FieldState): FieldState {
  return fieldState({
    versions: [...a.versions, ...b.versions],
    decisions: [...a.decisions, ...b.decisions],
    written: [...a.written, ...b.written],
  });
}

/** Every text that a person typed and that the state holds; none of them is ever unreachable. */
export function textsOf(state: FieldState): readonly string[] {
  return [...new Set([...state.versions.map((v) => v.value), ...state.decisions.map((d) => d.value)])].sort(compare);
}
