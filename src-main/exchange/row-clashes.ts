import type { FieldEntry } from './exchange-state.ts';

/** Who says a text: a returned file, or the master's own edit. */
const speakers = (entry: FieldEntry, matches: (value: string) => boolean): readonly string[] =>
  entry.resolution.candidates
    .filter((candidate) => matches(candidate.value))
    .flatMap(({ origins }) => origins.flatMap((origin) => (origin.kind === 'file' ? [origin.file] : origin.kind === 'master' ? ['master'] : [])));

/**
 * Fields that one side emptied with the whole row that they are in, while another wrote something into that row. Field by
 * field nobody contradicts anybody; taken together a value would stand in a row without its name. So a person is asked.
 *
 * @param entries the fields of one row of a list. @param texts the row's texts in the master.
 */
export function clashingInRow(entries: readonly FieldEntry[], texts: readonly (readonly [path: string, text: string])[]): readonly FieldEntry[] {
  const byPath = new Map(entries.map((entry) => [entry.path as string, entry]));
  const emptying = new Set(entries.flatMap((entry) => speakers(entry, (value) => value === '')));
  const clashing = new Set<FieldEntry>();
  for (const speaker of emptying) {
    const emptied = (path: string, text: string): boolean => {
      const entry = byPath.get(path);
      return text === '' || (entry !== undefined && speakers(entry, (value) => value === '').includes(speaker));
    };
    const own = entries.filter((entry) => speakers(entry, (value) => value === '').includes(speaker));
    const filled = entries.some((entry) => speakers(entry, (value) => value !== '').some((other) => other !== speaker));
    if (!filled || !texts.every(([path, text]) => emptied(path, text) || byPath.get(path)?.resolution.kind === 'conflict')) continue;
    for (const entry of own) clashing.add(entry);
  }
  return [...clashing];
}
