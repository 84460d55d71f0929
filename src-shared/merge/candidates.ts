import type { Decision, FieldState, FileHash } from './field-state.ts';
import { mergeTexts } from './merge-texts.ts';

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

/** One version, decision or text of the master that has a say. */
export interface Voice {
  readonly id: string;
  readonly origin: Origin;
  /** The texts that it was made from: one, or for a decision those of everything that it stands for. */
  readonly bases: readonly (string | null)[];
  readonly value: string;
  /** Hashes and ids of what its author saw in it or beside it. */
  readonly after: ReadonlySet<string>;
}

/** The versions and decisions of a state that have a say: changed, not replaced by a later file, not answered. */
export function voicesOf(state: FieldState, replaced: ReadonlySet<FileHash>): readonly Voice[] {
  const answered = new Set(state.decisions.flatMap((decision) => decision.covers));
  const versions = state.versions
    .filter((version) => !replaced.has(version.file) && version.value !== version.base && !answered.has(version.file))
    .map((version): Voice => ({
      id: version.file,
      origin: version.own === true ? { kind: 'master' } : { kind: 'file', file: version.file },
      bases: [version.base],
      value: version.value,
      after: new Set(version.after),
    }));
  const decisions = state.decisions.map((decision): Voice => {
    const after = everythingUnder(decision, state);
    const bases = [
      ...new Set(state.versions.filter((version) => after.has(version.file)).map((version) => version.base)),
    ];
    return {
      id: decision.id,
      origin: { kind: 'decision', id: decision.id },
      bases: bases.length === 0 ? [null] : bases,
      value: decision.value,
      after,
    };
  });
  return [...versions, ...decisions];
}

/** What a decision stands for, through the decisions that it stands for. */
function everythingUnder(decision: Decision, state: FieldState): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...decision.covers];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    queue.push(...(state.decisions.find((other) => other.id === id)?.covers ?? []));
  }
  return seen;
}

/**
 * The voices that no other one speaks after. Who saw what is on record (`after`): a text that is only alike proves
 * nothing, since a merged text can be the base again. A text that another file gave alike is answered with it.
 * Two voices that each claim to come after the other both stay.
 */
export function heads(voices: readonly Voice[], state: FieldState): readonly Voice[] {
  const saidBy = new Map<string, ReadonlySet<string>>();
  for (const { id, after } of voices) {
    const seen = state.versions.filter((version) => after.has(version.file)).map(saying);
    saidBy.set(id, new Set(seen));
  }
  const isAfter = (later: Voice, earlier: Voice): boolean =>
    later.after.has(earlier.id) ||
    (earlier.origin.kind !== 'decision' &&
      saidBy.get(later.id)!.has(saying({ base: earlier.bases[0] ?? null, value: earlier.value })));
  const last = voices.filter(
    (voice) => !voices.some((other) => other !== voice && isAfter(other, voice) && !isAfter(voice, other)),
  );
  return withoutUnrecordedAncestors(last);
}

const saying = ({ base, value }: { readonly base: string | null; readonly value: string }): string =>
  JSON.stringify([base, value]);

/**
 * Where nothing is on record, a text that another one names as its base is what that was made from, through any number of
 * steps. Texts that lead to each other in a circle all stay.
 */
function withoutUnrecordedAncestors(voices: readonly Voice[]): readonly Voice[] {
  const next = new Map<string, Set<string>>();
  for (const { bases, value } of voices) {
    for (const base of bases)
      if (base !== null && base !== value) next.set(base, (next.get(base) ?? new Set()).add(value));
  }
  const reach = (start: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const queue = [start];
    for (let text = queue.pop(); text !== undefined; text = queue.pop()) {
      for (const follower of next.get(text) ?? []) {
        if (seen.has(follower)) continue;
        seen.add(follower);
        queue.push(follower);
      }
    }
    return seen;
  };
  return voices.filter(({ value }) => {
    const later = [...reach(value)].filter((text) => text !== value);
    return !later.some((text) => !reach(text).has(value));
  });
}

/** Merges voices whose texts differ over the latest text that all of them come from; `undefined` is a conflict. */
export function mergeVoices(voices: readonly Voice[], state: FieldState): string | undefined {
  const base = commonBase(voices, state);
  if (base === undefined) return undefined;
  const merged = mergeTexts(
    base,
    voices.map((voice) => voice.value),
  );
  if (merged === undefined) return undefined;
  // Whoever took something back that the common base did not have yet is not overruled by those who never saw it.
  const stands = (own: string | null, value: string): boolean =>
    own === null || own === base || mergeTexts(own, [value, merged]) === merged;
  return voices.every(({ bases, value }) => bases.every((own) => stands(own, value))) ? merged : undefined;
}

function commonBase(voices: readonly Voice[], state: FieldState): string | undefined {
  const own = new Set(voices.flatMap((voice) => voice.bases));
  if (own.has(null)) return undefined;
  const histories = voices.map(
    ({ bases, after }) =>
      new Set([
        ...bases,
        ...state.versions.filter((version) => after.has(version.file)).map((version) => version.base),
      ]),
  );
  const common = [...own].filter((base) => base !== null && histories.every((history) => history.has(base)));
  const isLatest = (base: string | null): boolean =>
    common.every(
      (other) =>
        other === base ||
        voices.some(
          (voice, index) => voice.bases.includes(base) && !voice.bases.includes(other) && histories[index]!.has(other),
        ),
    );
  const latest = common.length === 1 ? common : common.filter(isLatest);
  return latest.length === 1 ? latest[0]! : undefined;
}

/** Voices as they are shown: those of one base and text together, in the order of their texts. */
export function candidatesOf(voices: readonly Voice[]): readonly Candidate[] {
  const found = new Map<string, { base: string | null; value: string; origins: Origin[] }>();
  for (const { bases, value, origin } of voices) {
    for (const base of bases) {
      const key = saying({ base, value });
      const known = found.get(key) ?? { base, value, origins: [] };
      found.set(key, known);
      known.origins.push(origin);
    }
  }
  return [...found.values()];
}
