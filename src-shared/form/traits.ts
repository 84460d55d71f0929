import { TRAIT_KEYS, type Traits } from './description.ts';

/** What is said of a box by all that it belongs to; the last one that says a thing counts. */
export function mergedTraits(...said: readonly (Traits | undefined)[]): Traits {
  const all: Record<string, unknown> = {};
  for (const traits of said) for (const key of TRAIT_KEYS) if (traits?.[key] !== undefined) all[key] = traits[key];
  return all as Traits;
}
