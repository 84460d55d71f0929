import type { FieldEntry } from './exchange-state.ts';

/** Who says a text: returned files, or the master's own edit. */
const speakers = (entry: FieldEntry, matches: (value: string) => boolean): ReadonlySet<string> =>
  new Set(
    entry.resolution.candidates
      .filter((candidate) => matches(candidate.value))
      .flatMap(({ origins }) => origins.flatMap((origin) => (origin.kind === 'file' ? [origin.file] : origin.kind === 'master' ? ['master'] : []))),
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
  const isFilled = entries.some((entry) => [...speakers(entry, (value) => value !== '')].some((speaker) => !emptying.has(speaker)));
  if (!isFilled) return [];
  return entries.filter((entry) => [...speakers(entry, (value) => value === '')].some((speaker) => emptying.has(speaker)));
}
