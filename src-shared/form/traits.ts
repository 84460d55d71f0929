import { TRAIT_KEYS, type Traits } from './description.ts';

const traitKeys: ReadonlySet<string> = new Set(TRAIT_KEYS);

/** What is said of a box by all that it belongs to; the last one that says a thing counts. */
export function mergedTraits(...said: readonly (Traits | undefined)[]): Traits {
  const all: Record<string, unknown> = {};
  // By what each says, not by all that it could say: this runs for every box of the form at every start.
  for (const traits of said)
    for (const key in traits) {
      const value = traits[key as keyof Traits];
      if (value !== undefined && traitKeys.has(key)) all[key] = value;
    }
  return all as Traits;
}
