import { groupingKey } from '../domain/normal.ts';
import type { Traits } from './description.ts';
import { blanksInText, chosenInText, marksInText } from './values.ts';

/** One mark that a person may set: its name, and whether it is on. */
export interface MarkState {
  readonly name: string;
  readonly on: boolean;
}

/** The marks of a box as a person sets them, in the order of the text or of the list; a mark alone in its cell is named by `label`. */
export function markStates(text: string, traits: Traits, label: string): readonly MarkState[] {
  const { marks, choices = [] } = traits;
  if (marks?.separator !== undefined && choices.length > 0) {
    const { chosen } = chosenInText(text, choices, marks.separator);
    return choices.map((name) => ({ name, on: chosen.includes(name) }));
  }
  const places = marksInText(text, traits);
  if (places.length > 1 || (places[0]?.name ?? '') !== '') return places.map(({ name, on }) => ({ name, on }));
  const [place] = places;
  // A list may name the sign itself, which says nothing to a person.
  const named = choices[0] === undefined || /^[\p{S}\p{P}〇レ✓✔]$/u.test(choices[0]) ? label : choices[0];
  return [{ name: named, on: place === undefined ? text.trim() !== '' : place.on }];
}

/** Marks of which one at most is on. */
export const isOneOfMany = (states: readonly MarkState[], { marks }: Traits): boolean =>
  states.length > 1 && marks?.several !== true && marks?.separator === undefined;

/** The whole text with one mark set or taken away, every other character as it was; a list of names for a mark that the text has not. */
export function withMark(
  text: string,
  traits: Traits,
  label: string,
  { name, on }: MarkState,
): { readonly text: string } | { readonly known: readonly string[] } {
  const { marks, choices } = traits;
  const folded = groupingKey(name);
  if (marks?.separator !== undefined && choices !== undefined)
    return withChoice(text, choices, marks.separator, name, on);
  const places = marksInText(text, traits);
  const alone = places.length <= 1 && (places[0]?.name ?? '') === '';
  const place = alone ? places[0] : places.find((one) => groupingKey(one.name) === folded);
  const known = alone ? [label, ...(choices ?? [])] : places.map((one) => one.name);
  if (!known.some((one) => groupingKey(one) === folded)) return { known };
  const sign = on ? (marks?.on ?? onFor(text)) : (marks?.off ?? offFor(text, alone));
  if (place === undefined) return { text: on ? (choices?.[0] ?? sign) : '' };
  if (place.on === on) return { text };
  return { text: text.slice(0, place.start) + sign + text.slice(place.end) };
}

/** The mark that the rest of the text uses, else the usual one. */
const onFor = (text: string): string => /[■☑✓✔☒●◉○◯〇レ]/u.exec(text)?.[0] ?? '■';
const offFor = (text: string, alone: boolean): string =>
  /[□☐▢]/u.exec(text)?.[0] ?? (alone && !/[■☑☒]/u.test(text) ? '' : '□');

/** Choices keep the order of the list. A text that is none of them is left alone: nothing in it may get lost. */
function withChoice(
  text: string,
  choices: readonly string[],
  separator: string,
  name: string,
  on: boolean,
): { readonly text: string } | { readonly known: readonly string[] } {
  const { chosen, rest } = chosenInText(text, choices, separator);
  if (!choices.includes(name) || rest !== '') return { known: choices };
  return { text: choices.filter((one) => (one === name ? on : chosen.includes(one))).join(separator) };
}

/** The whole text with one named blank filled; `undefined` where the text has no such blank. */
export function withBlank(text: string, traits: Traits, name: string, filled: string): string | undefined {
  const blank = blanksInText(text, traits.blanks ?? []).find((one) => one.name === name);
  return blank === undefined ? undefined : text.slice(0, blank.start) + filled + text.slice(blank.end);
}
