import { groupingKey } from '../domain/normal.ts';
import { foldLabel } from './fold.ts';
import type { Blank, FieldKind, FieldRole, Marks, Traits } from './description.ts';

/** What a box says beside its text: `values` of `read --values`. */
export interface FieldValue {
  readonly kind: FieldKind;
  /** The number; a percentage as a fraction. Missing (dashes) and blank have none. */
  readonly value?: number;
  readonly unit?: string;
  /** `text`: a number that is stored as text. */
  readonly stored?: 'text';
  /** The choices that are marked or chosen. */
  readonly chosen?: readonly string[];
  /** The value without the fixed words of its own cell. */
  readonly inner?: string;
  readonly blanks?: readonly { readonly name: string; readonly text: string }[];
  readonly year?: number;
  readonly stage?: string;
  readonly role?: FieldRole;
  /** `false`: the field is not to be filled in for this item. */
  readonly applies?: false;
  readonly label: string;
  readonly headings: readonly string[];
}

/** The dashes that mean «missing»; a hyphen before a number is a sign. */
const dashes = /^[-‐‑‒–—―─━ｰーー－−~]+$/u;
export const isDash = (text: string): boolean => dashes.test(text.trim()) && text.trim() !== '';

/**
 * The number that a text says (`1,200`, `▲ 7,812`, `１．２０人工`, `(300)`, `98.3%`); `undefined` for anything else. Not for codes.
 *
 * @param percent the field is a percentage: its number is a fraction, with or without the sign.
 */
export function numberInText(text: string, percent = false): number | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,、￥¥]/gu, '');
  const m = /^(▲|△|-|−|\+)?\(?(▲|△|-)?(\d+(?:\.\d+)?|\.\d+)\)?([^\d.]{0,12})$/u.exec(plain);
  if (m === null) return undefined;
  const [, sign = '', inner = '', digits, behind = ''] = m;
  const isBracketed = plain.startsWith('(') && plain.includes(')');
  const isNegative = (sign !== '' && sign !== '+') || inner !== '' || isBracketed;
  const number = Number(digits) * (isNegative ? -1 : 1);
  if (Number.isNaN(number)) return undefined;
  return /^[%％]/u.test(behind) || (percent && behind === '' && Math.abs(number) > 1.5) ? number / 100 : number;
}

/** The text without the fixed words of its own cell; `undefined` where these do not stand there. */
export function innerText(text: string, own: NonNullable<Traits['own']>): string | undefined {
  let inner = text;
  let isMet = false;
  const before = own.before ?? '';
  const after = own.after ?? '';
  if (before !== '') {
    const end = lengthOfFixed(inner, before, true);
    if (end !== undefined) {
      inner = inner.slice(end);
      isMet = true;
    }
  }
  if (after !== '') {
    const start = lengthOfFixed(inner, after, false);
    if (start !== undefined) {
      inner = inner.slice(0, inner.length - start);
      isMet = true;
    }
  }
  return isMet ? inner : undefined;
}

/** How many characters of the text's beginning or end are the words, however wide they are written and with which blanks. */
function lengthOfFixed(text: string, words: string, atStart: boolean): number | undefined {
  if (atStart ? text.startsWith(words) : text.endsWith(words)) return words.length;
  const wanted = groupingKey(words);
  if (wanted === '') return undefined;
  for (let length = 1; length <= Math.min(text.length, words.length + 12); length += 1) {
    const part = atStart ? text.slice(0, length) : text.slice(text.length - length);
    if (groupingKey(part) === wanted) return length;
  }
  return undefined;
}

const ON = '■☑✓✔レ●◉⦿☒＊*○◯◎〇';
const OFF = '□☐▢';

/** The marks that a description means: its own, else the usual ones. */
const isOn = (sign: string, marks: Marks | undefined): boolean =>
  marks?.on === undefined ? ON.includes(sign) : marks.on === sign || '■☑✓✔☒'.includes(sign);
const isOff = (sign: string, marks: Marks | undefined): boolean => marks?.off === sign || OFF.includes(sign);

/** One mark of a text: where its sign stands and the word behind it. */
export interface MarkPlace {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly on: boolean;
}

/** The marks of a text, each before its word (`■あり □なし`). */
export function marksInText(text: string, traits: Traits): readonly MarkPlace[] {
  const places: MarkPlace[] = [];
  const signs = [...text.matchAll(/[^]/gu)].map(({ 0: sign, index }) => ({ sign, at: index }));
  const marked = signs.filter(({ sign }) => isOn(sign, traits.marks) || isOff(sign, traits.marks));
  for (const [i, { sign, at }] of marked.entries()) {
    const rest = text.slice(at + sign.length, marked[i + 1]?.at ?? text.length);
    const words = rest.replace(/^[\s　]+|[\s　・,、/／|｜]+$/gu, '');
    const choice = traits.choices
      ?.toSorted((a, b) => b.length - a.length)
      .find((one) => foldLabel(words).startsWith(foldLabel(one)));
    places.push({ name: choice ?? words, start: at, end: at + sign.length, on: isOn(sign, traits.marks) });
  }
  return places;
}

/** The choices in a text that joins several, longest words first, since a choice may hold the separator. */
export function chosenInText(
  text: string,
  choices: readonly string[],
  separator: string,
): { readonly chosen: readonly string[]; readonly rest: string } {
  const ordered = choices.toSorted((a, b) => b.length - a.length);
  const chosen: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const next = ordered.find(
      (one) =>
        rest.startsWith(one) &&
        (rest.length === one.length || rest.slice(one.length).trimStart().startsWith(separator)),
    );
    if (next === undefined) break;
    chosen.push(next);
    rest = rest.slice(next.length).trimStart();
    if (rest.startsWith(separator)) rest = rest.slice(separator.length).trimStart();
  }
  return { chosen, rest };
}

/** Where the blanks of a text stand; one whose words are not there has none. */
export function blanksInText(
  text: string,
  blanks: readonly Blank[],
): readonly { readonly name: string; readonly text: string; readonly start: number; readonly end: number }[] {
  const found: { name: string; text: string; start: number; end: number }[] = [];
  let from = 0;
  for (const { name, before, after } of blanks) {
    const at = before === '' ? from : indexFrom(text, before, from);
    if (at < 0) continue;
    const start = before === '' ? from : at + before.length;
    const end = after === '' ? text.length : text.indexOf(after, start);
    if (end < 0) continue;
    found.push({ name, text: text.slice(start, end), start, end });
    from = end;
  }
  return found;
}

/** The words before a blank may end with those after the last one (`年` between year and month). */
function indexFrom(text: string, words: string, from: number): number {
  const at = text.indexOf(words, Math.max(0, from));
  if (at >= 0) return at;
  return text.indexOf(words, 0) >= from - words.length && text.indexOf(words, 0) >= 0
    ? text.indexOf(words, Math.max(0, from - words.length))
    : -1;
}

export interface ValueSource {
  readonly text: string;
  /** The stored number, where the cell holds one. */
  readonly number: number | undefined;
  readonly traits: Traits;
  readonly year: number | undefined;
  readonly label: string;
  readonly headings: readonly string[];
  readonly applies: boolean;
}

/** What the box says, by its kind. */
export function fieldValue({ text, number, traits, year, label, headings, applies }: ValueSource): FieldValue {
  const kind = traits.kind ?? 'text';
  const inner = traits.own && innerText(text, traits.own);
  return {
    kind,
    ...numberPart(kind, text, inner, number),
    ...(traits.unit === undefined ? {} : { unit: traits.unit }),
    ...chosenPart(kind, text, traits),
    ...(inner === undefined ? {} : { inner }),
    ...(traits.blanks === undefined
      ? {}
      : { blanks: blanksInText(text, traits.blanks).map(({ name, text: filled }) => ({ name, text: filled })) }),
    ...(year === undefined ? {} : { year }),
    ...(traits.stage === undefined ? {} : { stage: traits.stage }),
    ...(traits.role === undefined ? {} : { role: traits.role }),
    ...(applies ? {} : { applies: false as const }),
    label,
    headings,
  };
}

const NUMBERS: ReadonlySet<FieldKind> = new Set(['number', 'percent', 'computed']);

function numberPart(
  kind: FieldKind,
  text: string,
  inner: string | undefined,
  stored: number | undefined,
): Pick<FieldValue, 'value' | 'stored'> {
  if (stored !== undefined)
    return NUMBERS.has(kind) || kind === 'choice' || kind === 'code' || kind === 'year' ? { value: stored } : {};
  if (!NUMBERS.has(kind)) return {};
  const value = numberInText(inner ?? text, kind === 'percent');
  return value === undefined ? {} : { value, stored: 'text' };
}

function chosenPart(kind: FieldKind, text: string, traits: Traits): Pick<FieldValue, 'chosen'> {
  if (kind !== 'marks') return {};
  const { marks, choices } = traits;
  if (marks?.separator !== undefined && choices !== undefined)
    return { chosen: chosenInText(text, choices, marks.separator).chosen };
  const places = marksInText(text, traits);
  if (places.length === 1 && places[0]?.name === '') return { chosen: places[0].on ? [text.trim()] : [] };
  if (places.length === 0 && choices !== undefined)
    return { chosen: choices.filter((one) => foldLabel(one) === foldLabel(text) && text.trim() !== '') };
  return { chosen: places.filter(({ on }) => on).map(({ name }) => name) };
}
