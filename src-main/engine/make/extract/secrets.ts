/** Texts compare as labels do, so that a cached result without line breaks is still found. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/_x000d_/gi, '')
    .replace(/\s+/g, '');

/** A text shorter than this tells nothing by itself. */
const shortest = 6;
/** What a person typed must hold this much of a text to be no accident. */
const prose = 8;

/**
 * The texts that only sheets taken out have. What a workbook keeps must not hold one of them anywhere: a roll-up's cached
 * results, a list typed by hand, document properties, custom parts.
 */
export class Secrets {
  readonly #keptText: string;
  readonly #exact: ReadonlySet<string>;
  /** The texts by their first characters, so that looking for thousands in one text costs no more than its length. */
  readonly #byBeginning = new Map<string, string[]>();
  readonly #kept: ReadonlySet<string>;
  readonly #keptBeginnings: ReadonlySet<string>;

  /** `gone` are the folded texts of the sheets taken out, `kept` the texts of the items that stay. */
  constructor(gone: Iterable<string>, kept: readonly string[]) {
    const keptList = kept.map(folded);
    this.#kept = new Set([
      ...keptList,
      ...kept.flatMap((text) => (text.includes('\n') ? text.split('\n').map(folded) : [])),
    ]);
    const keptText = keptList.join('\n');
    this.#keptText = keptText;
    const keptBeginnings = new Set(beginningsIn(keptText));
    this.#keptBeginnings = keptBeginnings;
    const only = [...new Set(gone)].filter((text) => text !== '' && !this.#kept.has(text));
    const long = only.filter(
      (text) => text.length >= shortest && !(keptBeginnings.has(text.slice(0, shortest)) && keptText.includes(text)),
    );
    this.#exact = new Set(long);
    for (const text of long) {
      const beginning = text.slice(0, shortest);
      const known = this.#byBeginning.get(beginning);
      if (known === undefined) this.#byBeginning.set(beginning, [text]);
      else known.push(text);
    }
  }

  /** True when what stays says the same, in words enough to be no accident: then it tells nothing of the others. */
  isKept(text: string): boolean {
    const given = folded(text);
    if (given.length < prose) return false;
    // Most texts begin in no way that the kept ones hold: looking through all of them is for the few others.
    return (
      this.#kept.has(given) || (this.#keptBeginnings.has(given.slice(0, shortest)) && this.#keptText.includes(given))
    );
  }

  /** True when the text is or holds a text of an item taken out: for what people typed, long enough to be no accident. */
  holds(text: string): boolean {
    const given = folded(text);
    if (given.length < shortest) return false;
    return this.#exact.has(given) || this.#isIn(given, prose);
  }

  /** Like `holds`, for places where nobody writes prose: names, properties, embedded data. */
  mentions(text: string): boolean {
    return this.#isIn(folded(text), shortest);
  }

  /** A text of the others that stands in this one, in words enough to be no accident; `undefined` when none does. */
  reveals(text: string): string | undefined {
    const given = folded(text);
    if (given.length < prose || this.#byBeginning.size === 0) return undefined;
    for (let at = 0; at + prose <= given.length; at += 1) {
      const texts = this.#byBeginning.get(given.slice(at, at + shortest));
      const found = texts?.find((one) => one.length >= prose && given.startsWith(one, at));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #isIn(given: string, length: number): boolean {
    for (let at = 0; at + shortest <= given.length; at += 1) {
      const texts = this.#byBeginning.get(given.slice(at, at + shortest));
      if (texts?.some((text) => text.length >= length && given.startsWith(text, at)) === true) return true;
    }
    return false;
  }
}

function* beginningsIn(text: string): Iterable<string> {
  for (let at = 0; at + shortest <= text.length; at += 1) yield text.slice(at, at + shortest);
}
