import { pathProblem } from './paths.ts';
import { PATTERNS, type DescriptionRefusal } from './description.ts';

/** Where in the JSON: `editions[0].sheets[1]`; `''` is the whole. */
export type Where = string;

/** Ends the check at the first thing that is wrong; caught by `checkDescription`, never seen outside. */
export class DescriptionError extends Error {
  readonly refusal: DescriptionRefusal;
  constructor(refusal: DescriptionRefusal) {
    super(`${refusal.place}: ${refusal.what}`);
    this.refusal = refusal;
  }
}

interface Limits {
  readonly fields: number;
  readonly levels: number;
  readonly text: number;
}

/**
 * Looks at parsed JSON piece by piece. Written by hand: the one thing it is for is to name the place of what is wrong, and
 * a schema library would have to load before a sheet can be read.
 */
export class Checker {
  /** Ids of the stages, once they were read. */
  stages: ReadonlySet<string> = new Set();
  readonly #limits: Limits;
  #fields = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  wrong(place: Where, what: string, reason: DescriptionRefusal['reason'] = 'wrong'): never {
    throw new DescriptionError({ reason, place, what });
  }

  /** Objects within objects, lists not counted, as far as the limit; `__proto__` and its like are refused as keys anywhere. */
  depth(value: unknown, place: Where, level: number): void {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      if (level > this.#limits.levels + 1) this.wrong(place, `${this.#limits.levels}`, 'too-large');
      for (let i = 0; i < value.length; i += 1) this.depth(value[i], `${place}[${i}]`, level);
      return;
    }
    if (level > this.#limits.levels) this.wrong(place, `${this.#limits.levels}`, 'too-large');
    for (const key of Object.keys(value)) {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype') this.wrong(under(place, key), key);
      this.depth((value as Record<string, unknown>)[key], under(place, key), level + 1);
    }
  }

  object(value: unknown, place: Where): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.wrong(place, named(value));
    return value as Record<string, unknown>;
  }

  /** A key that this version does not know would be left out in silence. */
  known(one: Readonly<Record<string, unknown>>, place: Where, keys: readonly string[]): void {
    for (const key of Object.keys(one)) {
      if (!keys.includes(key)) this.wrong(under(place, key), key);
      // What is left out is not there; `null` would pass for it here and fail where it is read.
      if (one[key] === null) this.wrong(under(place, key), 'null');
    }
  }

  list<T>(
    value: unknown,
    place: Where,
    each: (value: unknown, place: Where) => T,
    least = 0,
    most = 10_000,
  ): readonly T[] {
    if (!Array.isArray(value)) return this.wrong(place, named(value));
    if (value.length < least || value.length > most) return this.wrong(place, `${value.length}`);
    return value.map((one, i) => each(one, `${place}[${i}]`));
  }

  unique(values: readonly string[], place: Where): void {
    const seen = new Set<string>();
    values.forEach((value, i) => {
      if (seen.has(value)) this.wrong(`${place}[${i}].id`, value, 'collision');
      seen.add(value);
    });
  }

  /** Words that say something. */
  text(value: unknown, place: Where): string {
    const text = this.anyText(value, place);
    return text.trim() === '' ? this.wrong(place, '""') : text;
  }

  anyText(value: unknown, place: Where): string {
    if (typeof value !== 'string') return this.wrong(place, named(value));
    return value.length > this.#limits.text ? this.wrong(place, `${value.length}`) : value;
  }

  boolean(value: unknown, place: Where): boolean {
    return typeof value === 'boolean' ? value : this.wrong(place, named(value));
  }

  between(value: unknown, place: Where, least: number, most: number): number {
    if (typeof value !== 'number' || !(value >= least && value <= most)) return this.wrong(place, named(value));
    return value;
  }

  integer(value: unknown, place: Where, least: number, most: number): number {
    const number = this.between(value, place, least, most);
    return Number.isInteger(number) ? number : this.wrong(place, named(value));
  }

  oneOf<const T extends string>(value: unknown, place: Where, words: readonly T[]): T {
    return words.includes(value as T) ? (value as T) : this.wrong(place, named(value));
  }

  id(value: unknown, place: Where): string {
    const id = this.text(value, place);
    return /^[\p{L}\p{M}\p{N}_-]{1,80}$/u.test(id) && !reserved.has(id) ? id : this.wrong(place, id);
  }

  stage(value: unknown, place: Where): string {
    const id = this.text(value, place);
    return this.stages.has(id) ? id : this.wrong(place, id);
  }

  path(value: unknown, place: Where, whole = true): string {
    const path = this.text(value, place);
    const problem = pathProblem(path, { whole });
    return problem === undefined ? path : this.wrong(place, `${path} (${problem})`, 'path');
  }

  area(value: unknown, place: Where): string {
    const area = this.text(value, place);
    return /^[A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?$/.test(area) ? area : this.wrong(place, area);
  }

  label(value: unknown, place: Where): string {
    if (typeof value === 'string') return this.words(value, place);
    const one = this.object(value, place);
    this.known(one, place, ['text', 'also', 'nth', 'at']);
    this.list(one['also'] ?? [], `${place}.also`, (word, where) => this.words(word, where), 0, 50);
    if (one['nth'] !== undefined) this.integer(one['nth'], `${place}.nth`, 1, 2_000);
    if (one['at'] !== undefined) this.area(one['at'], `${place}.at`);
    return this.words(one['text'], `${place}.text`);
  }

  /** Words of a label: what stands in braces is one of the named patterns. */
  words(value: unknown, place: Where): string {
    const text = this.text(value, place);
    for (const [pattern] of text.matchAll(/\{[a-z]+\}/g))
      if (!PATTERNS.includes(pattern as (typeof PATTERNS)[number])) this.wrong(place, pattern);
    return text;
  }

  /** Counts fields against the limit. */
  count(place: Where, fields = 1): void {
    this.#fields += fields;
    if (this.#fields > this.#limits.fields) this.wrong(place, `${this.#limits.fields}`, 'too-large');
  }
}

const reserved = new Set(['__proto__', 'constructor', 'prototype']);
const under = (place: Where, key: string): Where => (place === '' ? key : `${place}.${key}`);

/** A value as a person finds it in the file. */
function named(value: unknown): string {
  if (value === undefined) return '—';
  const text = JSON.stringify(value) ?? '';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
