import type { FieldEntry } from './field-entry.ts';

/** Who says a text: returned files, or the master's own edit. */
const speakers = (entry: FieldEntry, matches: (value: string) => boolean): ReadonlySet<string> =>
  new Set(
    entry.resolution.candidates
      .filter((candidate) => matches(candidate.value))
      .flatMap(({ origins }) =>
        origins.flatMap((origin) =>
          origin.kind === 'file' ? [origin.file] : origin.kind === 'master' ? ['master'] : [],
        ),
      ),
  );

/**
 * The fields of an indicator that one side emptied with its name, while another, who left the name, wrote something into
 * the row. Field by field nobody contradicts anybody; taken together a value would stand in a row without its name. So a
 * person is asked. It goes by what was said alone, not by what the master holds by now.
 *
 * @param entries the fields of one row of a list.
 */
export function clashingInRow(entries: readonly FieldEntry[]): readonly FieldEntry[] {
  const name = entries.find((entry) => entry.path.endsWith('.name'));
  const emptying = name === undefined ? new Set<string>() : speakers(name, (value) => value === '');
  if (emptying.size === 0) return [];
  const isFilled = entries.some((entry) =>
    [...speakers(entry, (value) => value !== '')].some((speaker) => !emptying.has(speaker)),
  );
  if (!isFilled) return [];
  return entries.filter((entry) =>
    [...speakers(entry, (value) => value === '')].some((speaker) => emptying.has(speaker)),
  );
}

/**
 * The fields of a row that two files, or a file and the master, have put in, each a row of its own, at one place: what only one
 * of them says of a field would otherwise go into the row that a person chooses for the other's sake. So a person is asked about
 * each field that not all of them say alike.
 *
 * @param entries the fields of one row of a list; `replaced` are files that later ones have taken the place of.
 */
export function mixedInRow(entries: readonly FieldEntry[], replaced: ReadonlySet<string>): readonly FieldEntry[] {
  const said = entries.map((entry) => ({
    entry,
    versions: entry.state.versions.filter(({ file, own }) => own !== true && !replaced.has(file)),
  }));
  const versions = said.flatMap((one) => one.versions);
  if (versions.some(({ base }) => base !== null && base !== '')) return [];
  const speaking = new Set(versions.filter(({ value }) => value !== '').map(({ file }) => file));
  const isMixed = said.some(
    (one) => new Set(one.versions.map(({ value }) => value).filter((value) => value !== '')).size > 1,
  );
  const isTaken = entries.some(({ resolution }) => resolution.kind === 'conflict');
  if (!(isMixed && speaking.size > 1) && !isTaken) return [];
  const alike = (own: readonly { readonly file: string; readonly value: string }[]): boolean =>
    new Set(own.map(({ value }) => value)).size <= 1 &&
    [...speaking].every((file) => own.some((version) => version.file === file));
  return said
    .filter((one) => one.entry.resolution.kind === 'taken' && (isTaken || !alike(one.versions)))
    .map(({ entry }) => entry);
}
