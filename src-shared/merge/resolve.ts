import { candidatesOf, heads, mergeVoices, voicesOf, type Candidate, type Voice } from './candidates.ts';
import { fieldState, type FieldState, type FileHash, type Version, type Written } from './field-state.ts';
import { plainLineEnds } from './text.ts';

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
  /**
   * The returned files that the master itself says it was made from: what is typed in it was typed after what was written
   * for them. `undefined` when it is the workbook that everything was written into.
   */
  readonly descends?: ReadonlySet<FileHash>;
  /** False for a field that is no long text (long-text.ts): texts that differ are a conflict, however their lines lie. */
  readonly joinsLines?: boolean;
}

/**
 * The displayed text of a field: a pure function of its state, of the files that later ones have replaced, and of what
 * the master holds now. Order, grouping and repetition of the files have no say, and no clock either.
 */
export function resolve(state: FieldState, master: string, surroundings: Surroundings = {}): Resolution {
  return weigh(state, plainLineEnds(master), surroundings).resolution;
}

/**
 * Resolves a field and says what to remember when its text goes into the master: the text with everything that it stands
 * for, and the master's own text when somebody had edited that apart, which the master then no longer holds by itself.
 *
 * @param ownId the id under which such a text is remembered.
 */
export function take(
  state: FieldState,
  master: string,
  surroundings: Surroundings,
  ownId: string,
): { readonly resolution: Resolution; readonly remember: FieldState } {
  const mine = plainLineEnds(master);
  const { resolution, own } = weigh(state, mine, surroundings);
  if (resolution.kind === 'conflict' || resolution.text === mine) return { resolution, remember: fieldState({}) };
  const version: Version | undefined =
    own === undefined ? undefined : { file: ownId, base: own.bases[0]!, value: mine, after: [...own.after], own: true };
  const known = [...state.versions.map((entry) => entry.file), ...state.decisions.map((entry) => entry.id)];
  const written: Written = { value: resolution.text, covers: version === undefined ? known : [...known, version.file] };
  return { resolution, remember: fieldState({ versions: version === undefined ? [] : [version], written: [written] }) };
}

function weigh(
  state: FieldState,
  mine: string,
  { replaced = new Set(), descends, joinsLines = true }: Surroundings,
): { readonly resolution: Resolution; readonly own: Voice | undefined } {
  const voices = voicesOf(state, replaced);
  const own = ownVoice(state, voices, mine, descends);
  const last = heads(own === undefined ? voices : [...voices, own], state);
  const resolved = (kind: Resolution['kind'], text: string) => ({
    resolution: { kind, text, candidates: candidatesOf(last) },
    own,
  });
  const isUnfit = state.versions.some(({ file, unfit }) => unfit === true && last.some(({ id }) => id === file));
  if (isUnfit) return resolved('conflict', mine);
  if (last.length === 0) return resolved('settled', restingText(state, mine));
  const values = [...new Set(last.map((voice) => voice.value))];
  if (values.length === 1) return resolved(kindOfOne(last), values[0]!);
  const merged = joinsLines ? mergeVoices(last, state) : undefined;
  return merged === undefined ? resolved('conflict', mine) : resolved('merged', merged);
}

function kindOfOne(voices: readonly Voice[]): Resolution['kind'] {
  if (voices.every(({ origin }) => origin.kind === 'master')) return 'settled';
  return voices.every(({ origin }) => origin.kind !== 'file') ? 'decided' : 'taken';
}

/**
 * The master's text as a voice of its own, when somebody edited it there: it is no text that a base has or that a
 * taking-in found or wrote there. Such a one may as well be an older copy's, which what was taken in must reach; so a person
 * who brings one back by hand has to decide for it.
 */
function ownVoice(
  state: FieldState,
  voices: readonly Voice[],
  mine: string,
  descends: ReadonlySet<FileHash> | undefined,
): Voice | undefined {
  if (voices.length === 0 || state.decisions.some((decision) => decision.value === mine || decision.over === mine))
    return undefined;
  const voice = (bases: readonly (string | null)[], after: readonly string[]): Voice => ({
    id: 'master',
    origin: { kind: 'master' },
    bases,
    value: mine,
    after: new Set(after),
  });
  const bases = [...new Set(voices.flatMap((other) => other.bases))];
  const known =
    bases.includes(mine) ||
    state.written.some((entry) => entry.value === mine) ||
    state.versions.some((version) => version.own === true && version.value === mine);
  if (known) return undefined;
  // Somebody who typed what a file says too says it as that one does.
  const alike = voices.find((other) => other.value === mine);
  if (alike !== undefined) return voice(alike.bases, [...alike.after]);
  const parent = lastWritten(state, descends);
  return parent === undefined ? voice(bases.length === 1 ? bases : [null], []) : voice([parent.value], parent.covers);
}

/** The widest text written that a master made from `descends` can hold: what it held before somebody edited it. */
function lastWritten(state: FieldState, descends: ReadonlySet<FileHash> | undefined): Written | undefined {
  const isStrange = ({ file, own }: Version): boolean => descends !== undefined && own !== true && !descends.has(file);
  const strange = new Set(state.versions.filter(isStrange).map((version) => version.file));
  const held = state.written.filter((entry) => !entry.covers.some((id) => strange.has(id)));
  return held.toSorted((a, b) => b.covers.length - a.covers.length || (a.value < b.value ? -1 : 1))[0];
}

/**
 * What stays when no text is in question. A text that an earlier taking-in wrote for files that were all replaced since
 * goes back to what they were made from, one for files that were left out to what it took the place of; everything else in
 * the master is its own and stays.
 */
function restingText(state: FieldState, mine: string): string {
  const said = new Map(state.versions.map((version) => [version.file, version.base]));
  let text = mine;
  for (const seen = new Set<string>(); !seen.has(text);) {
    seen.add(text);
    const written = state.written.filter((entry) => entry.value === text && entry.covers.length > 0);
    const bases = new Set(
      written.flatMap(({ covers }) => covers.flatMap((id) => (said.has(id) ? [said.get(id)!] : []))),
    );
    if (bases.size > 0) return bases.size === 1 ? ([...bases][0] ?? mine) : mine;
    const before = new Set(written.map((entry) => entry.before));
    const [only] = before;
    if (before.size !== 1 || only === undefined) return text;
    text = plainLineEnds(only);
  }
  return mine;
}
