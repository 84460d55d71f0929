import type { Decision, FieldState, FileHash } from './field-state.ts';
import { mergeTexts } from './merge-texts.ts';
import { plainLineEnds } from './text.ts';

/** Where a text that is still to be weighed comes from. */
export type Origin =
  | { readonly kind: 'file'; readonly file: FileHash }
  | { readonly kind: 'decision'; readonly id: string }
  | { readonly kind: 'master' };

/** A text in question with the text that it was made from. */
export interface Candidate {
  readonly base: string | null;
  readonly value: string;
  readonly origins: readonly Origin[];
}

/**
 * What a field shows.
 * - `settled`: nothing speaks against the master's own text.
 * - `taken`: one text, from one file or alike from several.
 * - `merged`: whole lines or bullets of several texts.
 * - `decided`: a person's choice.
 * - `conflict`: a person must choose; `text` is the master's.
 */
export interface Resolution {
  readonly kind: 'settled' | 'taken' | 'merged' | 'decided' | 'conflict';
  readonly text: string;
  /** The texts that were weighed, the master's own included when it was edited apart. */
  readonly candidates: readonly Candidate[];
}

/** What is known beside a field's state. */
export interface Surroundings {
  /** Files that later ones have taken the place of. */
  readonly replaced?: ReadonlySet<FileHash>;
  /** The text that the master's own text was made from, when that is on record. */
  readonly parent?: string;
}

/**
 * The displayed text of a field: a pure function of its state, of the files that later ones have replaced, and of what
 * the master holds now. Order, grouping and repetition of the files have no say, and no clock either.
 */
export function resolve(state: FieldState, master: string, surroundings: Surroundings = {}): Resolution {
  const mine = plainLineEnds(master);
  const candidates = collectCandidates(state, surroundings.replaced ?? new Set());
  const own = ownText(state, candidates, mine, surroundings.parent);
  const heads = withoutAncestors(own === undefined ? candidates : [...candidates, own], state);
  if (heads.length === 0) return { kind: 'settled', text: restingText(state, mine), candidates: [] };
  const values = [...new Set(heads.map((head) => head.value))];
  if (values.length === 1) return { kind: kindOfOne(heads), text: values[0]!, candidates: heads };
  const bases = new Set(heads.map((head) => head.base));
  const base = heads[0]!.base;
  const merged = bases.size === 1 && base !== null ? mergeTexts(base, values) : undefined;
  return merged === undefined
    ? { kind: 'conflict', text: mine, candidates: heads }
    : { kind: 'merged', text: merged, candidates: heads };
}

function kindOfOne(heads: readonly Candidate[]): Resolution['kind'] {
  const origins = heads.flatMap((head) => head.origins);
  if (origins.every((origin) => origin.kind === 'master')) return 'settled';
  return origins.every((origin) => origin.kind !== 'file') ? 'decided' : 'taken';
}

/** Decisions that no other decision stands for; two that stand for each other both stay. */
function liveDecisions(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter(
    (decision) =>
      !decisions.some(
        (other) => other.id !== decision.id && other.covers.includes(decision.id) && !decision.covers.includes(other.id),
      ),
  );
}

function collectCandidates(state: FieldState, replaced: ReadonlySet<FileHash>): readonly Candidate[] {
  const found = new Map<string, { base: string | null; value: string; origins: Origin[] }>();
  const put = (base: string | null, value: string, origin: Origin): void => {
    const key = JSON.stringify([base, value]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { base, value, origins: [origin] });
    else known.origins.push(origin);
  };
  const answered = answeredTexts(state);
  for (const version of state.versions) {
    if (replaced.has(version.file) || version.value === version.base) continue;
    if (answered.has(JSON.stringify([version.base, version.value]))) continue;
    put(version.base, version.value, { kind: 'file', file: version.file });
  }
  for (const decision of liveDecisions(state.decisions)) {
    const bases = basesOf(state, decision);
    for (const base of bases.length === 0 ? [null] : bases) {
      put(base, decision.value, { kind: 'decision', id: decision.id });
    }
  }
  return [...found.values()];
}

/** The texts that decisions stand for, with their bases: the same text from another file is answered too. */
function answeredTexts(state: FieldState): ReadonlySet<string> {
  const files = new Set(state.decisions.flatMap((decision) => decision.covers));
  return new Set(
    state.versions
      .filter((version) => files.has(version.file))
      .map((version) => JSON.stringify([version.base, version.value])),
  );
}

/** The bases that a decision was made over, through the decisions that it stands for. */
function basesOf(state: FieldState, decision: Decision): readonly (string | null)[] {
  const seen = new Set<string>();
  const queue = [...decision.covers];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    queue.push(...(state.decisions.find((other) => other.id === id)?.covers ?? []));
  }
  return [...new Set(state.versions.filter((version) => seen.has(version.file)).map((version) => version.base))];
}

/**
 * The master's text as a candidate of its own, when somebody edited it there: it is none of the texts that the state
 * knows or once wrote, and not the base that the others were made from.
 */
function ownText(
  state: FieldState,
  candidates: readonly Candidate[],
  mine: string,
  parent: string | undefined,
): Candidate | undefined {
  if (candidates.length === 0) return undefined;
  const bases = [...new Set(candidates.map((candidate) => candidate.base))];
  const known =
    bases.includes(mine) ||
    state.written.some((entry) => entry.value === mine) ||
    state.versions.some((version) => version.value === mine && version.base !== mine) ||
    state.decisions.some((decision) => decision.value === mine || decision.over === mine);
  if (known) return undefined;
  const base = parent === undefined ? (bases.length === 1 ? bases[0]! : null) : plainLineEnds(parent);
  return { base, value: mine, origins: [{ kind: 'master' }] };
}

/**
 * Drops a text that another one in question was made from: a later round's base is what an earlier round gave, either
 * as one of its texts or as the merged text that was written. Texts that lead to each other in a circle all stay.
 */
function withoutAncestors(candidates: readonly Candidate[], state: FieldState): readonly Candidate[] {
  const next = new Map<string, Set<string>>();
  const lead = (from: string, to: string): void => {
    if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  };
  // A merged text is a place of its own on the way: a returned text that happens to be alike was not made from it.
  const merged = (text: string): string => `merged\0${text}`;
  for (const { base, value } of candidates) {
    if (base === null) continue;
    lead(base, value);
    lead(merged(base), value);
  }
  for (const { value, covers } of state.written) {
    for (const version of state.versions) if (covers.includes(version.file)) lead(version.value, merged(value));
  }
  const reach = (start: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const queue = [start];
    for (let text = queue.pop(); text !== undefined; text = queue.pop()) {
      for (const follower of next.get(text) ?? []) {
        if (!seen.has(follower)) {
          seen.add(follower);
          queue.push(follower);
        }
      }
    }
    return seen;
  };
  const inQuestion = new Set(candidates.map((candidate) => candidate.value));
  return candidates.filter(({ value }) => {
    const later = [...reach(value)].filter((text) => text !== value && inQuestion.has(text));
    return !later.some((text) => !reach(text).has(value));
  });
}

/**
 * What stays when no text is in question. A text that an earlier taking-in wrote and that was replaced since goes back
 * to the base; everything else in the master is its own and stays.
 */
function restingText(state: FieldState, mine: string): string {
  const bases = [...new Set(state.versions.map((version) => version.base))].filter((base) => base !== null);
  const wasTaken =
    state.written.some((entry) => entry.value === mine) && state.versions.some((version) => version.value === mine);
  return wasTaken && bases.length === 1 ? bases[0]! : mine;
}
